package io.tercet.bench;

import com.sun.management.ThreadMXBean;
import io.tercet.data.Dataset;
import io.tercet.data.glyph.Glyphs;
import io.tercet.data.idx.IdxFolder;
import io.tercet.input.EncodedDataset;
import io.tercet.loss.LossValue;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Seed;
import io.tercet.train.Recipes;
import io.tercet.train.Trainer;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingListener;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What more examples cost: trains {@code classic} on that many glyphs in IDX files and prints rows
 * of a table: examples, how they are read, triplets/s once warm, by the mean and by the median step
 * (a machine that takes memory away for moments moves the one and not the other), the heap in use
 * after a collection, and what all threads allocate a step. {@code Growth COUNT FOLDER [again]};
 * the files are written to the folder if they are not there. With "again" batches of small data are
 * read as those of large data are.
 */
public final class Growth {
  private static final int TEST = 1000;
  private static final int BLOCK = 60_000;
  private static final int WARM_STEPS = 2_000;
  private static final int TIMED_STEPS = 2_000;

  private Growth() {}

  /** Writes, trains, prints. */
  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT); // tables are read by programs
    int count = Integer.parseInt(arguments[0]);
    Path folder = Path.of(arguments[1], String.valueOf(count));
    try (Workers workers = Workers.all()) {
      if (!IdxFolder.isComplete(folder)) {
        Files.createDirectories(folder);
        write(folder, "train", count, workers);
        write(folder, "t10k", TEST, workers);
      }
      Dataset data = IdxFolder.read("glyphs", folder).train();
      EncodedDataset reader =
          arguments.length > 2
              ? EncodedDataset.of(data, 0, workers)
              : EncodedDataset.of(data, workers);
      Clock clock = new Clock();
      TrainingConfig config = Recipes.classic().withEpochs(Integer.MAX_VALUE);
      Trainer trainer = new Trainer(config, reader, workers, List.of(clock));
      clock.trainer = trainer;
      trainer.train();
      int triplets = config.sampler().rows() / 3;
      System.out.printf(
          Locale.ROOT,
          "| %,d | %s | %,.0f | %,.0f | %d MB | %,d bytes |%n",
          count,
          reader.isListed() ? "listed once" : "listed again",
          1e9 * triplets / clock.meanNanos(),
          1e9 * triplets / clock.medianNanos(),
          clock.heapBytes >> 20,
          clock.allocatedBytes / TIMED_STEPS);
    }
  }

  /** Blocks of glyphs, one after the other, so that writing needs no memory for all. */
  private static void write(Path folder, String part, int count, Workers workers)
      throws IOException {
    try (DataOutputStream images = open(folder.resolve(part + "-images-idx3-ubyte"));
        DataOutputStream labels = open(folder.resolve(part + "-labels-idx1-ubyte"))) {
      images.writeInt(0x0803);
      images.writeInt(count);
      images.writeInt(28);
      images.writeInt(28);
      labels.writeInt(0x0801);
      labels.writeInt(count);
      for (int from = 0; from < count; from += BLOCK) {
        int size = Math.min(BLOCK, count - from);
        Dataset block = Glyphs.load(Glyphs.DIGITS, size, 1, new Seed(from), workers).train();
        writeBlock(block, images, labels);
      }
    }
  }

  private static DataOutputStream open(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20));
  }

  private static void writeBlock(Dataset block, DataOutputStream images, DataOutputStream labels)
      throws IOException {
    float[] features = new float[block.features()];
    for (int i = 0; i < block.size(); i++) {
      block.read(i, features, 0);
      for (float feature : features) {
        images.write(Math.round(255 * feature));
      }
      labels.write(block.label(i));
    }
  }

  /** Times the steps after the warm ones and then ends the training. */
  private static final class Clock implements TrainingListener {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private @Nullable Trainer trainer;
    private int steps;
    private final long[] ends = new long[TIMED_STEPS + 1];
    private long heapBytes;
    private long allocatedBytes;

    @Override
    public void stepEnded(int epoch, int step, LossValue value) {
      steps++;
      if (steps < WARM_STEPS || steps > WARM_STEPS + TIMED_STEPS) {
        return;
      }
      ends[steps - WARM_STEPS] = System.nanoTime();
      if (steps == WARM_STEPS) {
        allocatedBytes = threads.getTotalThreadAllocatedBytes();
      } else if (steps == WARM_STEPS + TIMED_STEPS && trainer != null) {
        allocatedBytes = threads.getTotalThreadAllocatedBytes() - allocatedBytes;
        trainer.stop();
        System.gc();
        heapBytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      }
    }

    double meanNanos() {
      return (ends[TIMED_STEPS] - ends[0]) / (double) TIMED_STEPS;
    }

    double medianNanos() {
      return IntStream.range(0, TIMED_STEPS)
          .mapToLong(i -> ends[i + 1] - ends[i])
          .sorted()
          .skip(TIMED_STEPS / 2)
          .findFirst()
          .orElseThrow();
    }
  }
}
