package io.tercet.bench;

import io.tercet.eval.RetrievalScores;
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

/** The full ranking of a reference set for each query, in 64 dimensions, and all its figures. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@State(Scope.Benchmark)
public class RetrievalBenchmark {
  private static final int CLASSES = 10;

  /** Threads that share the work. */
  @Param("2")
  int threads;

  /** Query vectors. */
  @Param("10000")
  int queries;

  /** Reference vectors. */
  @Param("60000")
  int references;

  private Workers workers = new Workers(1);
  private int[] queryLabels = {};
  private int[] referenceLabels = {};
  private VectorSource queryVectors = VectorSource.of(Matrix.zeros(0, 0));
  private VectorSource referenceVectors = VectorSource.of(Matrix.zeros(0, 0));

  /** Embeddings of ten classes. */
  @Setup(Level.Trial)
  public void prepare() {
    workers = new Workers(threads);
    queryLabels = labels(queries);
    referenceLabels = labels(references);
    queryVectors = VectorSource.of(OverlappingClasses.of(queryLabels, 64, new Seed(2)));
    referenceVectors = VectorSource.of(OverlappingClasses.of(referenceLabels, 64, new Seed(2)));
  }

  private static int[] labels(int count) {
    int[] labels = new int[count];
    Arrays.setAll(labels, i -> i % CLASSES);
    return labels;
  }

  /** Ends the threads. */
  @TearDown(Level.Trial)
  public void close() {
    workers.close();
  }

  /** Ranks. */
  @Benchmark
  public RetrievalScores rank() {
    return RetrievalScores.of(
        queryVectors, queryLabels, referenceVectors, referenceLabels, workers);
  }
}
