package io.tercet.app.cli.console;

import io.tercet.loss.LossValue;
import io.tercet.nn.Encoder;
import io.tercet.train.EpochResult;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line for each epoch, of many epochs for the first three and some forty others, and on a
 * terminal a progress bar while it runs.
 */
public final class ConsoleProgress implements TrainingListener {
  private static final int FIRST = 3;
  private static final int LINES = 40;

  private final PrintWriter out;
  private final int epochs;
  private final String unit;
  private final boolean interactive;
  private int steps;
  private @Nullable ProgressLine bar;

  public ConsoleProgress(PrintWriter out, TrainingConfig config, boolean interactive) {
    this.out = out;
    this.epochs = config.epochs();
    this.unit = config.sampler().unit();
    this.interactive = interactive;
  }

  @Override
  public void trainingStarted(Encoder encoder, int stepsPerEpoch) {
    steps = stepsPerEpoch;
  }

  @Override
  public void stepEnded(int epoch, int step, LossValue loss) {
    if (!interactive) {
      return;
    }
    if (bar == null) {
      bar = new ProgressLine("epoch " + epoch + "/" + epochs, steps);
    }
    bar.stepTo(step, String.format(Locale.ROOT, "loss %.4f", loss.loss()));
  }

  @Override
  public void epochEnded(EpochResult result, Encoder encoder) {
    if (bar != null) {
      bar.close();
      bar = null;
    }
    if (!isPrinted(result.epoch())) {
      return;
    }
    int width = String.valueOf(epochs).length();
    out.println(
        String.format(
            Locale.ROOT,
            "epoch %" + width + "d/%d  loss %.4f  active %5.1f %%  %,9.0f %s/s  %.2f s",
            result.epoch(),
            epochs,
            result.loss(),
            100 * result.active(),
            result.itemsPerSecond(),
            unit,
            result.seconds()));
  }

  private boolean isPrinted(int epoch) {
    return epoch <= FIRST || epoch == epochs || epoch % Math.ceilDiv(epochs, LINES) == 0;
  }
}
