package io.tercet.app.run.record;

import io.tercet.app.plot.Fonts;
import io.tercet.app.run.FolderTrouble;
import io.tercet.app.run.RunConfig;
import io.tercet.app.run.RunFolder;
import io.tercet.input.EncodedSplit;
import io.tercet.parallel.Workers;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingListener;
import io.tercet.train.Validation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All recorders of a run in training. */
public final class RunRecorder implements AutoCloseable {
  private final FolderTrouble trouble;
  private final MetricsFile metrics;
  private final StepsFile steps;
  private final @Nullable PcaPlotter plotter;
  private final @Nullable SnapshotRecorder frames;
  private final @Nullable TripletRecorder triplets;

  public RunRecorder(
      RunFolder folder,
      RunConfig config,
      EncodedSplit readers,
      @Nullable Validation validation,
      Workers workers,
      FolderTrouble trouble)
      throws IOException {
    this.trouble = trouble;
    TrainingConfig training = config.training();
    metrics = new MetricsFile(folder.metrics(), training.sampler().unit(), validation);
    steps = new StepsFile(folder.steps());
    plotter =
        config.pictures() && Fonts.problem().isEmpty()
            ? new PcaPlotter(folder, readers.test(), training.epochs(), workers, trouble)
            : null;
    boolean isSpatial = training.layers().getFirst().isSpatial();
    frames =
        config.pictures() || config.live()
            ? new SnapshotRecorder(
                folder.frames(),
                readers.test(),
                isSpatial,
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
