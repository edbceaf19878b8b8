package io.tercet.app.dashboard;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Metrics of the epochs' embeddings, written by the run or computed here. */
final class Figures {
  private static final Remembered<ObjectNode> FOUND_OUT = new Remembered<>(2000);

  private Figures() {}

  /** Metrics of an epoch; empty while the run's examples are missing. */
  static Optional<ObjectNode> of(RunFiles run, Optional<Space> space, int epoch)
      throws IOException {
    Optional<ObjectNode> written = run.readObject(run.frames().figures(epoch));
    if (written.isPresent()) {
      check(written.get(), epoch, run.own().name(run.frames().figures(epoch)));
      return written;
    }
    if (space.isEmpty()) {
      return Optional.empty();
    }
    Space there = space.get();
    return Optional.of(FOUND_OUT.get(there.key(epoch), () -> there.figures(epoch)));
  }

  private static void check(ObjectNode figures, int epoch, String name) throws UnreadableException {
    if (figures.path("epoch").asInt(-1) != epoch || !isHistogram(figures.path("histogram"))) {
      throw new UnreadableException(name + ": not the metrics of epoch " + epoch);
    }
    List<String> others =
        figures.properties().stream()
            .filter(property -> !RunFiles.isNumber(property.getValue()))
            .map(property -> property.getKey())
            .filter(key -> !key.equals("histogram"))
            .toList();
    figures.remove(others);
  }

  private static boolean isHistogram(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.path("width").isNumber()
            && areNumbers(value.path("same"))
            && areNumbers(value.path("different"))
            && value.path("same").size() == value.path("different").size());
  }

  private static boolean areNumbers(JsonNode values) {
    return values.isArray() && values.valueStream().allMatch(RunFiles::isNumber);
  }
}
