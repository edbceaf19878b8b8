package io.tercet.app.dashboard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Collects problems with the files of a run, one line each; the rest of the run is still shown. */
final class Problems {
  private static final int MOST = 12;

  private final List<String> lines = new ArrayList<>();

  /** The value, or {@code otherwise} if reading fails, which is recorded. */
  <T> T attempt(Remembered.Source<T> source, T otherwise) {
    try {
      return source.find();
    } catch (IOException | RuntimeException e) {
      add(Objects.requireNonNullElse(e.getMessage(), e.toString()));
      return otherwise;
    }
  }

  /** Adopts the problems of a summary. */
  void takeFrom(ObjectNode summary) {
    summary.path("problems").valueStream().forEach(line -> add(line.asString("")));
    summary.remove("problems");
  }

  private void add(String line) {
    if (!lines.contains(line)) {
      lines.add(line);
    }
  }

  /** Adds the problems, if any, to a summary. */
  void addTo(ObjectNode summary) {
    if (!lines.isEmpty()) {
      ArrayNode shown = summary.putArray("problems");
      lines.stream().limit(MOST).forEach(shown::add);
      if (lines.size() > MOST) {
        shown.add("and " + (lines.size() - MOST) + " more problems");
      }
    }
  }
}
