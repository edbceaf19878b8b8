package io.tercet.bench;

import io.tercet.distance.Distance;
import io.tercet.distance.DistanceKind;
import io.tercet.distance.DistanceTiles;
import io.tercet.distance.DistanceVectors;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import java.util.Arrays;
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

/** One tile of distances on one thread: 256 anchors, 2,048 references, 64 dimensions. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@State(Scope.Thread)
public class DistanceBenchmark {
  private static final int REFERENCES = 2048;
  private static final int ANCHORS = 256;

  /** Which distance, of embeddings scaled to length 1. */
  @Param({"EUCLIDEAN", "COSINE"})
  DistanceKind kind = DistanceKind.EUCLIDEAN;

  private final float[] values = new float[ANCHORS * REFERENCES];
  private DistanceTiles tiles = tiles(DistanceKind.EUCLIDEAN);

  /** Embeddings of ten classes. */
  @Setup(Level.Trial)
  public void prepare() {
    tiles = tiles(kind);
  }

  private static DistanceTiles tiles(DistanceKind kind) {
    int[] labels = new int[REFERENCES];
    int[] order = new int[REFERENCES];
    Arrays.setAll(labels, i -> i % 10);
    Arrays.setAll(order, i -> i);
    Matrix embeddings = OverlappingClasses.of(labels, 64, new Seed(1));
    Distance distance = new Distance(kind, true);
    DistanceVectors vectors = new DistanceVectors(distance);
    vectors.set(embeddings, order, new Workers(1));
    return new DistanceTiles(distance, vectors, vectors);
  }

  /** The tile. */
  @Benchmark
  public float[] compute() {
    tiles.compute(0, ANCHORS, values);
    return values;
  }
}
