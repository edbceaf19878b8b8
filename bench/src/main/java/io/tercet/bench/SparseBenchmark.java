package io.tercet.bench;

import io.tercet.kernel.KernelChoice;
import io.tercet.kernel.PackedWeights;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Activation;
import io.tercet.tensor.ColumnBlocks;
import io.tercet.tensor.DeltaByteRows;
import io.tercet.tensor.DenseColumns;
import io.tercet.tensor.OffHeapInts;
import io.tercet.tensor.RowEncoder;
import io.tercet.tensor.RowSelection;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A first layer of 784 inputs on one thread: 768 rows, drawn again each time from 60,000 that do
 * not fit into the caches, 19 % of their entries other than zero and most of them in the middle of
 * the image, as MNIST's are.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@State(Scope.Thread)
public class SparseBenchmark {
  private static final int INPUTS = 784;
  private static final int EXAMPLES = 60_000;
  private static final int ROWS = 768;
  private static final int SIDE = 28;
  private static final double DENSITY_OF_MIDDLE = 0.9;
  private static final double SPREAD = 5.15;

  /** Units of the layer. */
  @Param({"64", "512"})
  int units;

  private final Workers workers = new Workers(1);
  private final SplittableRandom random = new SplittableRandom(1);
  private final PackedWeights panels = new PackedWeights(KernelChoice.best().panelWidth());
  private final ColumnBlocks columns = new ColumnBlocks();
  private final int[] examples = new int[ROWS];
  private final int[] rows = new int[ROWS];
  private DeltaByteRows data = new DeltaByteRows(INPUTS, DenseColumns.NONE, new OffHeapInts(0));
  private float[] weights = new float[0];
  private float[] outputs = new float[0];

  /** All examples, weights, outputs. */
  @Setup(Level.Trial)
  public void prepare() {
    int[] counts = new int[INPUTS];
    for (int i = 0; i < EXAMPLES; i++) {
      features(i, DenseColumns.NONE).addTo(counts);
    }
    DenseColumns denseColumns = DenseColumns.of(counts, EXAMPLES);
    OffHeapInts entries = new OffHeapInts(EXAMPLES);
    for (int i = 0; i < EXAMPLES; i++) {
      entries.set(i, features(i, denseColumns).entries());
    }
    data = new DeltaByteRows(INPUTS, denseColumns, entries);
    for (int i = 0; i < EXAMPLES; i++) {
      data.set(i, features(i, denseColumns));
    }
    weights = RandomFloats.of(INPUTS * units);
    outputs = RandomFloats.of(ROWS * units);
    Arrays.setAll(rows, i -> i);
  }

  private static RowEncoder features(int example, DenseColumns denseColumns) {
    SplittableRandom random = new SplittableRandom(example);
    RowEncoder features = new RowEncoder(INPUTS, denseColumns);
    for (int j = 0; j < INPUTS; j++) {
      boolean isZero = random.nextDouble() >= density(j / SIDE, j % SIDE);
      features.bytes()[j] = (byte) (isZero ? 0 : random.nextInt(1, 256));
    }
    return features;
  }

  private static double density(int row, int column) {
    double y = (row - (SIDE - 1) / 2.0) / SPREAD;
    double x = (column - (SIDE - 1) / 2.0) / SPREAD;
    return DENSITY_OF_MIDDLE * Math.exp(-(x * x + y * y) / 2);
  }

  private RowSelection batch() {
    Arrays.setAll(examples, i -> random.nextInt(EXAMPLES));
    return new RowSelection(data, examples, ROWS);
  }

  /** Outputs from inputs. */
  @Benchmark
  public float[] forward() {
    RowSelection batch = batch();
    panels.set(INPUTS, units, weights, 0, units, batch.denseColumns(), workers);
    KernelChoice.best()
        .multiplySparse(batch, 0, ROWS, panels, units, weights, 0, Activation.RELU, outputs, 0);
    return outputs;
  }

  /** Gradient with respect to the weights, all rows active. */
  @Benchmark
  public float[] weightGradient() {
    columns.set(batch(), rows, ROWS, workers);
    for (int range = 0; range < columns.ranges(); range++) {
      KernelChoice.best()
          .multiplySparseTransposed(columns, range, units, outputs, 0, units, weights, 0, units);
    }
    return weights;
  }
}
