package io.tercet.app.run.record;

import io.tercet.app.run.FolderTrouble;
import io.tercet.app.run.RunFolder;
import io.tercet.data.Dataset;
import io.tercet.input.EncodedDataset;
import io.tercet.io.AtomicFile;
import io.tercet.nn.Encoder;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import io.tercet.train.EpochResult;
import io.tercet.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Records embeddings of the first test examples, before training and after the epochs of {@link
 * DrawnEpochs}, as {@link SnapshotFiles}. Embedding blocks training; everything else runs on a
 * separate thread. Metrics are deferred to the end unless a dashboard is attached.
 */
final class SnapshotRecorder implements TrainingListener, AutoCloseable {
  private static final int EXAMPLES = 10_000;

  /**
   * Number of examples for spatial encoders, which cost a hundred times as much, without a
   * dashboard.
   */
  private static final int IMAGES = 2_000;

  private final SnapshotFiles files;
  private final EncodedDataset test;
  private final int count;
  private final int[] labels;
  private final DrawnEpochs drawn;
  private final boolean live;
  private final Workers workers;
  private final FolderTrouble trouble;
  private final Workers alone = new Workers(1);
  private final ExecutorService recorder = Executors.newSingleThreadExecutor();
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  SnapshotRecorder(
      SnapshotFiles files,
      EncodedDataset test,
      int count,
      int epochs,
      boolean live,
      Workers workers,
      FolderTrouble trouble)
      throws IOException {
    this.files = files;
    this.test = test;
    this.count = count;
    this.labels = Arrays.copyOf(test.dataset().labels(), count);
    this.drawn = new DrawnEpochs(epochs);
    this.live = live;
    this.workers = workers;
    this.trouble = trouble;
    Files.createDirectories(files.folder());
  }

  /** Number of examples to record of a run that has recorded none yet. */
  static int countFor(EncodedDataset test, boolean isSpatial, boolean live) {
    return Math.min(isSpatial && !live ? IMAGES : EXAMPLES, test.dataset().size());
  }

  /** Becomes complete once all that was recorded so far is written. */
  CompletableFuture<Void> written() {
    return last;
  }

  @Override
  public void trainingResumed(
      Encoder encoder, int stepsPerEpoch, List<EpochResult> epochs, int step) {
    later(() -> writeExamples(encoder.embeddingSize()));
  }

  @Override
  public void trainingStarted(Encoder encoder, int stepsPerEpoch) {
    later(() -> writeExamples(encoder.embeddingSize()));
    record(0, encoder);
  }

  @Override
  public void epochEnded(EpochResult result, Encoder encoder) {
    if (drawn.contains(result.epoch())) {
      record(result.epoch(), encoder);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  /** Runs work sequentially on the thread; none after a failure. */
  private void later(Work work) {
    last =
        last.thenRunAsync(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                trouble.occurred(e);
                throw new UncheckedIOException(e);
              }
            },
            recorder);
  }

  private void record(int epoch, Encoder encoder) {
    Matrix embeddings = encoder.embed(test, count, workers);
    later(() -> {
      files.writeEmbeddings(epoch, embeddings);
      if (live) {
        writeFigures(epoch);
      }
    });
  }

  private void writeFigures(int epoch) throws IOException {
    SnapshotFigures figures =
        SnapshotFigures.of(epoch, files.readEmbeddings(epoch, count), labels, alone);
    RunFolder.writeJsonSoon(files.figures(epoch), figures);
  }

  private void writeExamples(int dimensions) throws IOException {
    Dataset dataset = test.dataset();
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("count", count);
    described.put("dimensions", dimensions);
    described.put("class_names", dataset.classNames());
    described.put("labels", labels);
    described.put("ids", IntStream.range(0, count).mapToObj(dataset::id).toList());
    if (ExampleThumbnails.areOf(dataset)) {
      ExampleThumbnails thumbnails = ExampleThumbnails.of(dataset);
      described.put("image_shape", thumbnails.shape());
      AtomicFile.writeSoon(
          files.images(),
          out -> {
            for (int i = 0; i < count; i++) {
              out.write(thumbnails.read(i));
            }
          });
    }
    RunFolder.writeJsonSoon(files.examples(), described);
  }

  /** Waits until everything is written; throws a recorded failure. */
  @Override
  public void close() throws IOException {
    try {
      last.join();
      for (int epoch : files.epochs()) {
        if (!Files.exists(files.figures(epoch))) {
          writeFigures(epoch);
        }
      }
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException io) {
        throw io.getCause();
      }
      throw e;
    } finally {
      recorder.close();
      alone.close();
    }
  }
}
