package io.tercet.app.run.record;

import io.tercet.app.run.RunJson;
import io.tercet.nn.Encoder;
import io.tercet.train.EpochResult;
import io.tercet.train.TrainingListener;
import io.tercet.train.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a line of JSON at the end of each epoch. */
public final class MetricsFile implements TrainingListener, AutoCloseable {

  private final LineFile lines;
  private final String unit;
  private final @Nullable Validation validation;

  /**
   * @param unit unit of the batch size: "triplets" or "examples"
   * @param keep number of bytes of the file that stay
   * @param validation what has been measured when an epoch is written, or null
   */
  MetricsFile(Path path, long keep, String unit, @Nullable Validation validation)
      throws IOException {
    this.unit = unit;
    this.validation = validation;
    lines = new LineFile(path, keep);
  }

  @Override
  public void epochEnded(EpochResult result, Encoder encoder) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("epoch", result.epoch());
    line.put("loss", result.loss());
    line.put("active", result.active());
    line.put("seconds", result.seconds());
    line.put(unit, result.items());
    line.put(unit + "_per_second", result.itemsPerSecond());
    if (validation != null) {
      validation.last().ifPresent(value -> line.put("validation_precision_at_1", value));
    }
    lines.append(RunJson.LINE.writeValueAsString(line));
  }

  /** Number of bytes so far. */
  long length() {
    return lines.length();
  }

  void force() throws IOException {
    lines.force();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
