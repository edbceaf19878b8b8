package io.tercet.app.run.record;

import io.tercet.app.run.RunJson;
import io.tercet.nn.Encoder;
import io.tercet.train.EpochResult;
import io.tercet.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a JSON object for each epoch, a line each, as soon as the epoch is done. */
public final class MetricsFile implements TrainingListener, AutoCloseable {

  private final LineFile lines;
  private final String unit;

  /**
   * @param unit what batches are counted in: "triplets" or "examples"
   */
  MetricsFile(Path path, String unit) throws IOException {
    this.unit = unit;
    lines = new LineFile(path);
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
    lines.append(RunJson.LINE.writeValueAsString(line));
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
