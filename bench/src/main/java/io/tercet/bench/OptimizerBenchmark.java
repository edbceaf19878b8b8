package io.tercet.bench;

import io.tercet.optim.Adam;
import io.tercet.optim.WeightUpdater;
import io.tercet.parallel.Workers;
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

/** One step of Adam on one thread, for the weights of the recipes "classic" and "mlp". */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@State(Scope.Thread)
public class OptimizerBenchmark {
  /** Number of weights. */
  @Param({"54400", "434752"})
  int size;

  private final Workers workers = new Workers(1);
  private WeightUpdater adam = Adam.KERAS.bind(0);
  private float[] weights = new float[0];
  private float[] gradient = new float[0];

  /** Random weights and gradient. */
  @Setup(Level.Trial)
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    adam = Adam.KERAS.bind(size);
    weights = new float[size];
    gradient = new float[size];
    for (int i = 0; i < size; i++) {
      weights[i] = (float) random.nextDouble();
      gradient[i] = (float) random.nextDouble() - 0.5f;
    }
  }

  /** A step. */
  @Benchmark
  public float[] step() {
    adam.step(weights, gradient, 1, workers);
    return weights;
  }
}
