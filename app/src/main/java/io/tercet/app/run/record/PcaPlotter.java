package io.tercet.app.run.record;

import io.tercet.app.plot.EmbeddingPlot;
import io.tercet.app.plot.EmbeddingSnapshot;
import io.tercet.app.plot.PngWriter;
import io.tercet.app.run.FolderTrouble;
import io.tercet.app.run.RunFolder;
import io.tercet.eval.PrincipalComponents;
import io.tercet.input.EncodedDataset;
import io.tercet.nn.Encoder;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import io.tercet.train.EpochResult;
import io.tercet.train.TrainingListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Plots the first test examples on their first two principal components, before training and after
 * the epochs of {@link DrawnEpochs}, next to the loss curve; at the end an overview of all epochs.
 * Embedding blocks training for about a millisecond; drawing runs on a separate thread.
 */
public final class PcaPlotter implements TrainingListener, AutoCloseable {
  private static final int EXAMPLES = 1000;

  /** Nanoseconds between progress messages. */
  private static final long PAUSE = 2_000_000_000;

  private final RunFolder folder;
  private final EncodedDataset test;
  private final int count;
  private final int[] labels;
  private final int epochs;
  private final DrawnEpochs drawn;
  private final Workers workers;
  private final FolderTrouble trouble;
  private final ExecutorService painter = Executors.newSingleThreadExecutor();
  private final List<CompletableFuture<EmbeddingSnapshot>> frames = new ArrayList<>();
  private final List<Double> losses = new ArrayList<>();
  private Matrix previous = Matrix.zeros(0, 2);

  public PcaPlotter(
      RunFolder folder, EncodedDataset test, int epochs, Workers workers, FolderTrouble trouble) {
    this.folder = folder;
    this.test = test;
    this.count = Math.min(EXAMPLES, test.dataset().size());
    this.labels = Arrays.copyOf(test.dataset().labels(), count);
    this.epochs = epochs;
    this.drawn = new DrawnEpochs(epochs);
    this.workers = workers;
    this.trouble = trouble;
  }

  @Override
  public void trainingStarted(Encoder encoder, int stepsPerEpoch) {
    plot(0, encoder);
  }

  @Override
  public void epochEnded(EpochResult result, Encoder encoder) {
    losses.add(result.loss());
    if (drawn.contains(result.epoch())) {
      plot(result.epoch(), encoder);
    }
  }

  /** Draws the epochs again whose embeddings were recorded, for the overview. */
  @Override
  public void trainingResumed(
      Encoder encoder, int stepsPerEpoch, List<EpochResult> results, int step) {
    results.forEach(result -> losses.add(result.loss()));
    SnapshotFiles files = folder.frames();
    try {
      for (int epoch : files.epochs()) {
        Matrix kept = files.readEmbeddings(epoch, files.count().orElse(count));
        plotKept(epoch, kept, List.copyOf(losses.subList(0, Math.min(epoch, losses.size()))));
      }
    } catch (IOException e) {
      trouble.occurred(e);
    }
  }

  private void plot(int epoch, Encoder encoder) {
    plot(epoch, encoder.embed(test, count, workers), List.copyOf(losses));
  }

  /** Plots recorded embeddings of at least the same examples. */
  public void plotKept(int epoch, Matrix kept, List<Double> lossesSoFar) {
    float[] values = Arrays.copyOf(kept.data(), count * kept.columns());
    plot(epoch, Matrix.wrap(count, kept.columns(), values), lossesSoFar);
  }

  private void plot(int epoch, Matrix embeddings, List<Double> lossesSoFar) {
    frames.add(CompletableFuture.supplyAsync(() -> draw(epoch, embeddings, lossesSoFar), painter));
  }

  private EmbeddingSnapshot draw(int epoch, Matrix embeddings, List<Double> lossesSoFar) {
    PrincipalComponents components =
        PrincipalComponents.fit(embeddings, Math.min(2, embeddings.columns()));
    Matrix points = likePrevious(plane(components.project(embeddings)));
    EmbeddingSnapshot frame =
        new EmbeddingSnapshot(
            epoch,
            points,
            labels,
            test.dataset().classNames(),
            Arrays.copyOf(components.shares(), 2));
    try {
      PngWriter.write(folder.picture(epoch), EmbeddingPlot.ofEpoch(frame, lossesSoFar, epochs));
    } catch (IOException e) {
      trouble.occurred(e);
      throw new CompletionException(e);
    }
    return frame;
  }

  /** Adds a second coordinate of zero to one-dimensional embeddings. */
  private static Matrix plane(Matrix projected) {
    Matrix points = Matrix.zeros(projected.rows(), 2);
    for (int i = 0; i < projected.rows(); i++) {
      for (int j = 0; j < projected.columns(); j++) {
        points.set(i, j, projected.get(i, j));
      }
    }
    return points;
  }

  /** Flips axes that point opposite to those of the previous plot, so that points do not jump. */
  private Matrix likePrevious(Matrix points) {
    for (int axis = 0; axis < 2; axis++) {
      double along = 0;
      for (int i = 0; i < previous.rows(); i++) {
        along += previous.get(i, axis) * points.get(i, axis);
      }
      for (int i = 0; i < points.rows() && along < 0; i++) {
        points.set(i, axis, -points.get(i, axis));
      }
    }
    previous = points;
    return points;
  }

  /**
   * Waits for the plots and draws the overview.
   *
   * @param say receives occasional progress messages if there are many plots
   */
  public void finish(Consumer<String> say) throws IOException {
    try {
      long said = System.nanoTime();
      for (int i = 0; i < frames.size(); i++) {
        frames.get(i).join();
        if (System.nanoTime() - said > PAUSE && i + 1 < frames.size()) {
          said = System.nanoTime();
          say.accept("Drawing plots of the epochs: %d of %d".formatted(i + 1, frames.size()));
        }
      }
      List<EmbeddingSnapshot> all = frames.stream().map(CompletableFuture::join).toList();
      PngWriter.write(folder.overview(), EmbeddingPlot.overview(all));
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw e;
    }
  }

  /** Discards pending plots and waits for the current one. */
  @Override
  public void close() {
    painter.shutdown();
    frames.forEach(frame -> frame.cancel(false));
    painter.close();
  }
}
