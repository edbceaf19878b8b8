package io.tercet.app.run;

import io.tercet.nn.Encoder;
import io.tercet.train.EpochResult;
import io.tercet.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a JSON object for each epoch, a line each, as soon as the epoch is done. */
final class MetricsFile implements TrainingListener, AutoCloseable {

  private final Writer writer;
  private final String unit;

  /**
   * @param unit what batches are counted in: "triplets" or "examples"
   */
  MetricsFile(Path path, String unit) throws IOException {
    this.unit = unit;
    writer = Files.newBufferedWriter(path);
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
    try {
      writer.write(RunJson.LINE.writeValueAsString(line) + "\n");
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
