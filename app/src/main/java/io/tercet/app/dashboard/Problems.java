package io.tercet.app.dashboard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is wrong with the files of one run: a line each, while all else of it is shown. */
final class Problems {
  private static final int MOST = 12;

  private final List<String> lines = new ArrayList<>();

  /** The value, or {@code otherwise} and a line where it cannot be had. */
  <T> T attempt(Remembered.Source<T> source, T otherwise) {
    try {
      return source.find();
    } catch (IOException | RuntimeException e) {
      add(Objects.requireNonNullElse(e.getMessage(), e.toString()));
      return otherwise;
    }
  }

  /** Goes on with those that a summary has. */
  void takeFrom(ObjectNode summary) {
    summary.path("problems").valueStream().forEach(line -> add(line.asString("")));
    summary.remove("problems");
  }

  private void add(String line) {
    if (!lines.contains(line)) {
      lines.add(line);
    }
  }

  /** Puts them into a summary, if there are any. */
  void addTo(ObjectNode summary) {
    if (!lines.isEmpty()) {
      ArrayNode told = summary.putArray("problems");
      lines.stream().limit(MOST).forEach(told::add);
      if (lines.size() > MOST) {
        told.add("and " + (lines.size() - MOST) + " more of the kind");
      }
    }
  }
}
