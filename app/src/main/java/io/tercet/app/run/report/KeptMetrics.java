package io.tercet.app.run.report;

import io.tercet.app.run.RunJson;
import io.tercet.app.run.record.MetricsFile;
import io.tercet.data.DataException;
import io.tercet.train.EpochResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what {@link MetricsFile} wrote. */
final class KeptMetrics {
  private KeptMetrics() {}

  /**
   * The epochs of a run; none where it has no such file.
   *
   * @param unit what batches are counted in: "triplets" or "examples"
   * @throws DataException if a line is no epoch
   */
  static List<EpochResult> read(Path path, String unit) throws IOException {
    List<EpochResult> epochs = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(path)) {
        epochs.add(epoch(path, epochs.size() + 1, line, unit));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return epochs;
  }

  private static EpochResult epoch(Path path, int number, String line, String unit)
      throws DataException {
    try {
      JsonNode json = RunJson.LINE.readTree(line);
      return new EpochResult(
          json.required("epoch").asInt(),
          number(json.required("loss")),
          number(json.required("active")),
          number(json.required("seconds")),
          json.required(unit).asLong());
    } catch (JacksonException | IllegalArgumentException e) {
      throw new DataException(
          "%s: line %d is no epoch with loss, active, seconds and %s".formatted(path, number, unit),
          e);
    }
  }

  /** Null stands for what is no finite number. */
  private static double number(JsonNode value) {
    return value.isNull() ? Double.NaN : value.doubleValue();
  }
}
