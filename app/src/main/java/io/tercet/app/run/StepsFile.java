package io.tercet.app.run;

import io.tercet.loss.LossValue;
import io.tercet.math.Matrix;
import io.tercet.nn.Encoder;
import io.tercet.sampling.Batch;
import io.tercet.train.EpochResult;
import io.tercet.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a JSON object a line on the steps of a tenth of a second, later of a thousandth of the
 * training so far: a few thousand lines however long it takes.
 */
final class StepsFile implements TrainingListener, AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long SHORTEST = 100_000_000;
  private static final int SHARE = 1000;

  private final Writer writer;
  private final long start = System.nanoTime();
  private long written = start;
  private int stepsPerEpoch;
  private boolean betweenEpochs;
  private int steps;
  private long items;
  private double loss;
  private double active;

  StepsFile(Path path) throws IOException {
    writer = Files.newBufferedWriter(path);
  }

  @Override
  public void trainingStarted(Encoder encoder, int stepsInEpoch) {
    stepsPerEpoch = stepsInEpoch;
  }

  @Override
  public void batchEvaluated(int epoch, Batch batch, Matrix embeddings) {
    if (betweenEpochs) {
      written = System.nanoTime(); // what others do between epochs is no part of the speed
      betweenEpochs = false;
    }
    items += batch.items();
  }

  @Override
  public void stepEnded(int epoch, int step, LossValue value) {
    steps++;
    loss += value.loss();
    active += value.active();
    long now = System.nanoTime();
    if (now - written >= Math.max(SHORTEST, (now - start) / SHARE) || step == stepsPerEpoch) {
      write(epoch, step, now);
    }
  }

  @Override
  public void epochEnded(EpochResult result, Encoder encoder) {
    betweenEpochs = true;
  }

  private void write(int epoch, int step, long now) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("epoch", epoch);
    line.put("step", step);
    line.put("seconds", (now - start) / 1e9);
    line.put("loss", loss / steps);
    line.put("active", active / steps);
    line.put("items_per_second", items * 1e9 / (now - written));
    try {
      writer.write(JSON.writeValueAsString(line) + "\n");
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    written = now;
    steps = 0;
    items = 0;
    loss = 0;
    active = 0;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
