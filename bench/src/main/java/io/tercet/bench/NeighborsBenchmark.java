package io.tercet.bench;

import io.tercet.eval.NearestNeighbors;
import io.tercet.eval.Neighbors;
import io.tercet.eval.VectorSource;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The exact 10 nearest of 60,000 vectors for each of 10,000, in 64 dimensions. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@State(Scope.Benchmark)
public class NeighborsBenchmark {
  private static final int CLASSES = 10;

  /** Threads that share the work. */
  @Param("2")
  int threads;

  private Workers workers = new Workers(1);
  private Matrix queries = Matrix.zeros(0, 0);
  private Matrix reference = Matrix.zeros(0, 0);

  /** Embeddings of ten classes. */
  @Setup(Level.Trial)
  public void prepare() {
    workers = new Workers(threads);
    int[] labels = new int[70_000];
    Arrays.setAll(labels, i -> i % CLASSES);
    Matrix all = OverlappingClasses.of(labels, 64, new Seed(2));
    queries = all.head(10_000);
    float[] rest = Arrays.copyOfRange(all.data(), queries.rows() * 64, all.data().length);
    reference = Matrix.wrap(60_000, 64, rest);
  }

  /** Ends the threads. */
  @TearDown(Level.Trial)
  public void close() {
    workers.close();
  }

  /** Searches. */
  @Benchmark
  public Neighbors search() {
    return NearestNeighbors.search(
        VectorSource.of(queries), VectorSource.of(reference), 10, workers);
  }
}
