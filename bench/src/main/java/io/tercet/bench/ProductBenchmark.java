package io.tercet.bench;

import io.tercet.kernel.KernelChoice;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
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
 * Matrix products on one thread, beside OpenBLAS; counter {@code gflops} is billions of operations
 * a second. {@code bench/jmh} holds OpenBLAS to one thread.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@State(Scope.Thread)
public class ProductBenchmark {
  /** Rows of a, columns of b, columns of a. */
  @Param({
    "6144x64x784",
    "6144x64x64",
    "2048x256x512",
    "2048x2048x64",
    "128x2048x64",
    "128x64x2048"
  })
  String shape = "1x1x1";

  /** Which operand is stored transposed. */
  @Param({"none", "a", "b"})
  String transposed = "none";

  private int m;
  private int n;
  private int k;
  private float[] a = new float[0];
  private float[] b = new float[0];
  private float[] c = new float[0];
  private FloatPointer nativeA = new FloatPointer();
  private FloatPointer nativeB = new FloatPointer();
  private FloatPointer nativeC = new FloatPointer();

  /** Operations, in billions. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Operations {
    /** 2 m n k for each product. */
    public double gflops;
  }

  /** Random operands. */
  @Setup(Level.Trial)
  public void prepare() {
    int[] sizes = Arrays.stream(shape.split("x", -1)).mapToInt(Integer::parseInt).toArray();
    m = sizes[0];
    n = sizes[1];
    k = sizes[2];
    a = RandomFloats.of(m * k);
    b = RandomFloats.of(k * n);
    c = new float[m * n];
    nativeA = new FloatPointer(a);
    nativeB = new FloatPointer(b);
    nativeC = new FloatPointer(c);
  }

  /** c = a b. */
  @Benchmark
  public float[] multiply(Operations operations) {
    boolean ta = transposed.equals("a");
    boolean tb = transposed.equals("b");
    KernelChoice.best()
        .multiply(
            m, n, k, a, 0, ta ? 1 : k, ta ? m : 1, b, 0, tb ? 1 : n, tb ? k : 1, c, 0, n, false);
    operations.gflops += 2e-9 * m * n * k;
    return c;
  }

  /** The same by OpenBLAS, operands outside the heap, beta 0. */
  @Benchmark
  public FloatPointer openBlas(Operations operations) {
    boolean ta = transposed.equals("a");
    boolean tb = transposed.equals("b");
    openblas.cblas_sgemm(
        openblas.CblasRowMajor,
        ta ? openblas.CblasTrans : openblas.CblasNoTrans,
        tb ? openblas.CblasTrans : openblas.CblasNoTrans,
        m,
        n,
        k,
        1,
        nativeA,
        ta ? m : k,
        nativeB,
        tb ? k : n,
        0,
        nativeC,
        n);
    operations.gflops += 2e-9 * m * n * k;
    return nativeC;
  }
}
