package io.tercet.app.run.record;

import io.tercet.app.plot.PngWriter;
import io.tercet.app.run.FolderTrouble;
import io.tercet.app.run.RunFolder;
import io.tercet.data.Dataset;
import io.tercet.loss.Loss;
import io.tercet.nn.Encoder;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import io.tercet.train.EpochResult;
import io.tercet.train.HardestTriplets;
import io.tercet.train.HardestTriplets.Triplet;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes the hardest triplets of a step with their images: of the last step and, with a dashboard,
 * of one step per second. Copying the batch blocks training; everything else runs on a separate
 * thread. A step is skipped while the previous one is still being written.
 */
final class TripletRecorder implements TrainingListener, AutoCloseable {
  private static final int TRIPLETS = 12;
  private static final long PAUSE = 1_000_000_000;

  private final Path path;
  private final Loss loss;
  private final Dataset train;
  private final Workers alone = new Workers(1);
  private final ExecutorService recorder = Executors.newSingleThreadExecutor();
  private final AtomicBoolean busy = new AtomicBoolean();
  private final boolean live;
  private final FolderTrouble trouble;
  private final int epochs;
  private long recorded = System.nanoTime() - PAUSE;
  private int stepsPerEpoch;
  private int steps;

  TripletRecorder(
      Path path, TrainingConfig config, Dataset train, boolean live, FolderTrouble trouble) {
    this.path = path;
    this.loss = config.loss();
    this.epochs = config.epochs();
    this.train = train;
    this.live = live;
    this.trouble = trouble;
  }

  @Override
  public void trainingStarted(Encoder encoder, int stepsInEpoch) {
    stepsPerEpoch = stepsInEpoch;
  }

  @Override
  public void trainingResumed(
      Encoder encoder, int stepsInEpoch, List<EpochResult> results, int step) {
    stepsPerEpoch = stepsInEpoch;
    steps = step;
  }

  /** Becomes complete once all that was recorded so far is written. */
  Future<?> written() {
    return recorder.submit(() -> {});
  }

  @Override
  public void batchEvaluated(int epoch, Batch batch, Matrix embeddings) {
    steps++;
    int step = (steps - 1) % stepsPerEpoch + 1;
    boolean isLast = epoch == epochs && step == stepsPerEpoch;
    boolean due = live && System.nanoTime() - recorded >= PAUSE;
    if (!isLast && !(due && busy.compareAndSet(false, true))) {
      return;
    }
    recorded = System.nanoTime();
    Batch copied = new Batch(batch.examples().clone(), batch.labels().clone(), batch.triplets());
    int entries = embeddings.rows() * embeddings.columns();
    Matrix kept =
        Matrix.wrap(
            embeddings.rows(), embeddings.columns(), Arrays.copyOf(embeddings.data(), entries));
    recorder.execute(() -> {
      try {
        write(epoch, step, HardestTriplets.of(loss, epoch, copied, kept, TRIPLETS, alone));
        busy.set(false);
      } catch (IOException e) {
        trouble.occurred(e); // stays busy, which disables it
      }
    });
  }

  private void write(int epoch, int step, HardestTriplets picked) throws IOException {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("epoch", epoch);
    described.put("step", step);
    described.put("rule", picked.rule());
    described.put("distance", picked.distance().toString());
    described.put("similarity", picked.distance().isSimilarity());
    if (picked.margin() != null) {
      described.put("margin", picked.margin());
    }
    List<Map<String, Object>> triplets = new ArrayList<>();
    for (Triplet triplet : picked.triplets()) {
      triplets.add(describe(triplet));
    }
    described.put("triplets", triplets);
    RunFolder.writeJsonSoon(path, described);
  }

  private Map<String, Object> describe(Triplet triplet) throws IOException {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("anchor", describe(triplet.anchor()));
    described.put("positive", describe(triplet.positive()));
    described.put("negative", describe(triplet.negative()));
    described.put("positive_distance", triplet.near());
    described.put("negative_distance", triplet.far());
    return described;
  }

  private Map<String, Object> describe(int example) throws IOException {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", example);
    described.put("name", train.id(example));
    described.put("class", train.classNames().get(train.label(example)));
    if (ExampleThumbnails.areOf(train)) {
      ExampleThumbnails thumbnails = ExampleThumbnails.of(train);
      byte[] png = PngWriter.encode(thumbnails.shape(), thumbnails.read(example));
      described.put("image", "data:image/png;base64," + Base64.getEncoder().encodeToString(png));
    }
    return described;
  }

  /** Waits for pending writes. */
  @Override
  public void close() {
    recorder.close();
    alone.close();
  }
}
