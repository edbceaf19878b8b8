package io.tercet.bench;

import io.tercet.math.Activation;
import io.tercet.math.ChosenRows;
import io.tercet.math.FrequentColumns;
import io.tercet.math.Kernels;
import io.tercet.math.NativeInts;
import io.tercet.math.NonZeroBytes;
import io.tercet.math.PackedRows;
import io.tercet.math.Panels;
import io.tercet.math.SparseColumns;
import io.tercet.math.Workers;
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
 * A first layer of 784 inputs on one thread: 768 rows, drawn anew each time from 60,000 that do not
 * fit into the caches, 19 % of their entries other than zero and most of them in the middle of the
 * image, as MNIST's are.
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
  private final Panels panels = new Panels();
  private final SparseColumns columns = new SparseColumns();
  private final int[] examples = new int[ROWS];
  private final int[] rows = new int[ROWS];
  private PackedRows data = new PackedRows(INPUTS, FrequentColumns.NONE, new NativeInts(0));
  private float[] weights = new float[0];
  private float[] outputs = new float[0];

  /** All examples, weights, outputs. */
  @Setup(Level.Trial)
  public void prepare() {
    int[] counts = new int[INPUTS];
    for (int i = 0; i < EXAMPLES; i++) {
      features(i, FrequentColumns.NONE).addTo(counts);
    }
    FrequentColumns frequent = FrequentColumns.of(counts, EXAMPLES);
    NativeInts entries = new NativeInts(EXAMPLES);
    for (int i = 0; i < EXAMPLES; i++) {
      entries.set(i, features(i, frequent).entries());
    }
    data = new PackedRows(INPUTS, frequent, entries);
    for (int i = 0; i < EXAMPLES; i++) {
      data.set(i, features(i, frequent));
    }
    weights = RandomFloats.of(INPUTS * units);
    outputs = RandomFloats.of(ROWS * units);
    Arrays.setAll(rows, i -> i);
  }

  private static NonZeroBytes features(int example, FrequentColumns frequent) {
    SplittableRandom random = new SplittableRandom(example);
    NonZeroBytes features = new NonZeroBytes(INPUTS, frequent);
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

  private ChosenRows batch() {
    Arrays.setAll(examples, i -> random.nextInt(EXAMPLES));
    return new ChosenRows(data, examples, ROWS);
  }

  /** Outputs from inputs. */
  @Benchmark
  public float[] forward() {
    ChosenRows batch = batch();
    panels.set(INPUTS, units, weights, 0, units, batch.frequent(), workers);
    Kernels.get()
        .multiplySparse(batch, 0, ROWS, panels, units, weights, 0, Activation.RELU, outputs, 0);
    return outputs;
  }

  /** Gradient with respect to the weights, all rows active. */
  @Benchmark
  public float[] weightGradient() {
    columns.set(batch(), rows, ROWS, workers);
    for (int range = 0; range < columns.ranges(); range++) {
      Kernels.get()
          .multiplySparseTransposed(columns, range, units, outputs, 0, units, weights, 0, units);
    }
    return weights;
  }
}
