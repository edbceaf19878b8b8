package io.tercet.app.run.record;

import io.tercet.app.plot.Fonts;
import io.tercet.app.run.FolderTrouble;
import io.tercet.app.run.RunConfig;
import io.tercet.app.run.RunFolder;
import io.tercet.input.EncodedSplit;
import io.tercet.parallel.Workers;
import io.tercet.tensor.SavedState;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingListener;
import io.tercet.train.TrainingState;
import io.tercet.train.Validation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All recorders of a run in training. */
public final class RunRecorder implements AutoCloseable {
  /** Name of the part of a checkpoint that {@link #saveState} fills. */
  public static final String PART = "recorder";

  private static final String METRICS = "metrics";
  private static final String STEPS = "steps";

  private final FolderTrouble trouble;
  private final MetricsFile metrics;
  private final StepsFile steps;
  private final @Nullable PcaPlotter plotter;
  private final @Nullable SnapshotRecorder frames;
  private final @Nullable TripletRecorder triplets;

  /**
   * @param resumed where a resumed run was, or null for one that begins
   */
  public RunRecorder(
      RunFolder folder,
      RunConfig config,
      EncodedSplit readers,
      @Nullable Validation validation,
      Workers workers,
      FolderTrouble trouble,
      @Nullable TrainingState resumed)
      throws IOException {
    this.trouble = trouble;
    TrainingConfig training = config.training();
    SavedState from = resumed == null ? new SavedState() : resumed.values().part(PART);
    long[] stepsFrom = from.has(STEPS) ? from.numbers(STEPS) : new long[] {0, 0};
    long metricsFrom = from.has(METRICS) ? from.number(METRICS) : 0;
    metrics = new MetricsFile(folder.metrics(), metricsFrom, training.sampler().unit(), validation);
    steps = new StepsFile(folder.steps(), stepsFrom[0], stepsFrom[1]);
    boolean isSpatial = training.layers().getFirst().isSpatial();
    int count = SnapshotRecorder.countFor(readers.test(), isSpatial, config.live());
    if (resumed != null) {
      count = Math.min(folder.frames().count().orElse(count), readers.test().dataset().size());
    }
    int done = resumed == null ? -1 : resumed.epoch() - 1;
    folder.frames().keepUpTo(done, count);
    folder.deletePicturesAfter(done);
    plotter =
        config.pictures() && Fonts.problem().isEmpty()
            ? new PcaPlotter(folder, readers.test(), training.epochs(), workers, trouble)
            : null;
    frames =
        config.pictures() || config.live()
            ? new SnapshotRecorder(
                folder.frames(),
                readers.test(),
                count,
                training.epochs(),
                config.live(),
                workers,
                trouble)
            : null;
    triplets =
        config.pictures() || config.live()
            ? new TripletRecorder(
                folder.triplets(), training, readers.train().dataset(), config.live(), trouble)
            : null;
  }

  /** Adds where the files are that grow line by line. */
  public void saveState(SavedState into) {
    try {
      steps.saveState(into);
      into.put(METRICS, metrics.length());
    } catch (UncheckedIOException e) {
      trouble.occurred(Objects.requireNonNull(e.getCause()));
    }
  }

  /** Waits, when run, until all is on disk that was recorded before this call. */
  public FolderTrouble.Work recorded() {
    CompletableFuture<Void> drawn =
        frames == null ? CompletableFuture.completedFuture(null) : frames.written();
    Future<?> found = triplets == null ? drawn : triplets.written();
    return () -> {
      try {
        drawn.get();
        found.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | CancellationException e) {
        return; // has been reported, and the rest is as useful without it
      }
      metrics.force();
      steps.force();
    };
  }

  public List<TrainingListener> listeners() {
    List<TrainingListener> listeners = new ArrayList<>(List.of(metrics, steps));
    if (frames != null) {
      listeners.add(frames);
    }
    if (triplets != null) {
      listeners.add(triplets);
    }
    if (plotter != null) {
      listeners.add(plotter);
    }
    return listeners.stream()
        .<TrainingListener>map(recorder -> new GuardedListener(recorder, trouble))
        .toList();
  }

  /**
   * Waits for all plots and draws the overview.
   *
   * @param say receives progress messages if there are many plots
   */
  public void finishPictures(Consumer<String> say) throws IOException {
    if (plotter != null) {
      plotter.finish(say);
    }
  }

  /** Discards pending plots. */
  public void abandonPictures() {
    if (plotter != null) {
      plotter.close();
    }
  }

  /** Waits for pending writes; discards pending plots. */
  @Override
  public void close() {
    trouble.attempt(() -> {
      try (metrics;
          steps;
          frames;
          triplets) {
        abandonPictures();
      }
    });
  }
}
