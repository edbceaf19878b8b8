package io.tercet.bench;

import io.tercet.nn.Architecture;
import io.tercet.nn.Conv2d;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.nn.Encoder;
import io.tercet.nn.Flatten;
import io.tercet.nn.TrainingPass;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.RowLoader;
import io.tercet.tensor.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * One convolution 3 x 3 of 32 images on one thread, no gradient of it 0; counter {@code gflops} is
 * billions of operations a second.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@State(Scope.Thread)
public class ConvolutionBenchmark {
  private static final int IMAGES = 32;
  private static final int KERNEL = 3;

  /** Height and width, channels, filters. */
  @Param({"28x1x32", "26x32x64", "13x32x64", "5x64x128"})
  String shape = "3x1x1";

  private final Workers workers = new Workers(1);
  private TrainingPass pass = new TrainingPass(encoder(3, 1, 1), 1, new Seed(0), workers);
  private EmbeddingGradient gradients = new EmbeddingGradient(0, 0);
  private Matrix images = Matrix.zeros(0, 0);
  private double billions;

  /** Operations, in billions. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Operations {
    /** Two per weight and window position, and twice that in the backward pass. */
    public double gflops;
  }

  private static Encoder encoder(int size, int channels, int filters) {
    return Encoder.initial(
        new Architecture(
            List.of(size, size, channels),
            List.of(Conv2d.of(filters, KERNEL, Activation.LINEAR), new Flatten())),
        new Seed(1));
  }

  /** Random images and gradients. */
  @Setup(Level.Trial)
  public void prepare() {
    int[] sizes = Arrays.stream(shape.split("x", -1)).mapToInt(Integer::parseInt).toArray();
    Encoder encoder = encoder(sizes[0], sizes[1], sizes[2]);
    pass = new TrainingPass(encoder, IMAGES, new Seed(0), workers);
    images = random(encoder.architecture().inputSize());
    gradients = new EmbeddingGradient(IMAGES, encoder.embeddingSize());
    Matrix drawn = random(encoder.embeddingSize());
    drawn.copyRows(0, IMAGES, gradients.matrix());
    gradients.activateNonZero(IMAGES);
    int windows = (sizes[0] - KERNEL + 1) * (sizes[0] - KERNEL + 1);
    billions = 2e-9 * IMAGES * windows * KERNEL * KERNEL * sizes[1] * sizes[2];
  }

  private static Matrix random(int columns) {
    return Matrix.wrap(IMAGES, columns, RandomFloats.of(IMAGES * columns));
  }

  /** Outputs from images. */
  @Benchmark
  public Matrix forward(Operations operations) {
    operations.gflops += billions;
    return pass.forward(images, RowLoader.NONE);
  }

  /** The same, and the gradient with respect to the weights. */
  @Benchmark
  public float[] forwardAndWeightGradient(Operations operations) {
    operations.gflops += 2 * billions;
    pass.forward(images, RowLoader.NONE);
    return pass.backward(gradients);
  }
}
