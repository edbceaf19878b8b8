package io.tercet.app.run.record;

import io.tercet.app.run.RunJson;
import io.tercet.loss.LossValue;
import io.tercet.nn.Encoder;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.SavedState;
import io.tercet.train.EpochResult;
import io.tercet.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Writes lines of JSON that aggregate the steps of a tenth of a second, later of a thousandth of
 * the elapsed time: a few thousand lines for a training of any length.
 */
final class StepsFile implements TrainingListener, AutoCloseable {
  private static final long SHORTEST = 100_000_000;
  private static final int SHARE = 1000;

  private final LineFile lines;
  private final long start;
  private long written = System.nanoTime();
  private long lastStep = written;
  private int epoch;
  private int step;
  private boolean betweenEpochs;
  private int steps;
  private long items;
  private double loss;
  private double active;

  /**
   * @param keep number of bytes of the file that stay
   * @param elapsed nanoseconds that the steps in them took
   */
  StepsFile(Path path, long keep, long elapsed) throws IOException {
    lines = new LineFile(path, keep);
    start = written - elapsed;
    betweenEpochs = elapsed > 0; // the first step begins when its batch is evaluated
  }

  /** Writes the steps so far, and adds where the file is. */
  void saveState(SavedState into) {
    if (steps > 0) {
      write();
    }
    into.put("steps", lines.length(), lastStep - start);
  }

  void force() throws IOException {
    lines.force();
  }

  @Override
  public void batchEvaluated(int epochOfBatch, Batch batch, Matrix embeddings) {
    if (betweenEpochs) {
      written += System.nanoTime() - lastStep; // excludes the time of other listeners
      betweenEpochs = false;
    }
    items += batch.items();
  }

  @Override
  public void stepEnded(int epochOfStep, int stepOfEpoch, LossValue value) {
    epoch = epochOfStep;
    step = stepOfEpoch;
    steps++;
    loss += value.loss();
    active += value.active();
    lastStep = System.nanoTime();
    if (lastStep - written >= Math.max(SHORTEST, (lastStep - start) / SHARE)) {
      write();
    }
  }

  @Override
  public void epochEnded(EpochResult result, Encoder encoder) {
    betweenEpochs = true;
  }

  private void write() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("epoch", epoch);
    line.put("step", step);
    line.put("seconds", (lastStep - start) / 1e9);
    line.put("loss", loss / steps);
    line.put("active", active / steps);
    line.put("items_per_second", items * 1e9 / (lastStep - written));
    lines.append(RunJson.LINE.writeValueAsString(line));
    written = lastStep;
    steps = 0;
    items = 0;
    loss = 0;
    active = 0;
  }

  /** Writes the remaining steps. */
  @Override
  public void close() throws IOException {
    try (lines) {
      if (steps > 0) {
        write();
      }
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }
}
