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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a JSON object for each epoch, a line each: what training says of it, and where its
 * embeddings were recorded, how they lie.
 */
final class MetricsFile implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Writer writer;
  private final String unit;

  /**
   * @param unit what batches are counted in: "triplets" or "examples"
   */
  MetricsFile(Path path, String unit) throws IOException {
    this.unit = unit;
    writer = Files.newBufferedWriter(path);
  }

  /** Writes an epoch's line; figures are null where nothing was recorded. */
  synchronized void write(EpochResult result, @Nullable FrameFigures figures) throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("epoch", result.epoch());
    line.put("loss", result.loss());
    line.put("active", result.active());
    line.put("seconds", result.seconds());
    line.put(unit, result.items());
    line.put(unit + "_per_second", result.itemsPerSecond());
    if (figures != null) {
      line.put("precision_at_1", figures.precisionAt1());
      line.put("positive_distance", figures.positiveDistance());
      line.put("negative_distance", figures.negativeDistance());
    }
    writer.write(JSON.writeValueAsString(line) + "\n");
    writer.flush();
  }

  /** Writes lines as soon as their epochs are done, without figures. */
  TrainingListener listener() {
    return new TrainingListener() {
      @Override
      public void epochEnded(EpochResult result, Encoder encoder) {
        try {
          write(result, null);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
