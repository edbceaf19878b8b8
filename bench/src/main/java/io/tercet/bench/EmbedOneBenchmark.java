package io.tercet.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.tercet.data.Dataset;
import io.tercet.data.glyph.Glyphs;
import io.tercet.input.EncodedDataset;
import io.tercet.nn.Encoder;
import io.tercet.nn.PackedEncoder;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Seed;
import io.tercet.train.Recipes;
import java.nio.FloatBuffer;
import java.util.Map;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Embedding pictures of 28 x 28 pixels a call at a time, beside ONNX Runtime with the same weights
 * and one thread for each call. {@code one} and {@code sixteen} are microseconds a call on one
 * thread, of that many pictures. {@code oneThread} and {@code eightThreads} are calls a microsecond
 * of all threads together, one picture each.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@State(Scope.Benchmark)
public class EmbedOneBenchmark {
  private static final int SIDE = 28;
  private static final int PICTURES = 64;
  private static final int SOME = 16;
  private static final float CLOSE = 1e-4f;

  /** The network, untrained. */
  @Param({"classic", "conv"})
  String recipe = "classic";

  private final float[][] pictures = new float[PICTURES][SIDE * SIDE];
  private final float[] some = new float[SOME * SIDE * SIDE];
  private Tercet tercet;
  private Onnx onnx;

  /** Which picture is next. */
  @State(Scope.Thread)
  public static class Next {
    private int calls;

    int picture() {
      return calls++ % PICTURES;
    }
  }

  private record Tercet(PackedEncoder encoder) {}

  /** ONNX Runtime, and whether its inputs are images. */
  private record Onnx(OrtEnvironment environment, OrtSession session, boolean images) {

    static Onnx of(Encoder encoder) throws OrtException {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      return new Onnx(
          environment,
          environment.createSession(OnnxModel.of(encoder), options),
          encoder.architecture().input().size() == 3);
    }

    float[][] embed(float[] pictures, int count) throws OrtException {
      long[] shape = images ? new long[] {count, 1, SIDE, SIDE} : new long[] {count, SIDE * SIDE};
      try (OnnxTensor input =
              OnnxTensor.createTensor(environment, FloatBuffer.wrap(pictures), shape);
          OrtSession.Result result = session.run(Map.of("x", input))) {
        return (float[][]) result.get(0).getValue();
      }
    }
  }

  /** Both encoders, and the pictures. */
  @Setup(Level.Trial)
  public void prepare() throws OrtException {
    try (Workers workers = Workers.all()) {
      Dataset data = Glyphs.load(10, 1000, PICTURES, new Seed(1), workers).train();
      Encoder encoder =
          Encoder.initial(
                  Recipes.find(recipe).orElseThrow().architecture(data.shape()), new Seed(1))
              .withInputEncoding(EncodedDataset.of(data, workers).encoding());
      for (int i = 0; i < PICTURES; i++) {
        data.read(i, pictures[i], 0);
      }
      for (int i = 0; i < SOME; i++) {
        System.arraycopy(pictures[i], 0, some, i * SIDE * SIDE, SIDE * SIDE);
      }
      tercet = new Tercet(PackedEncoder.of(encoder));
      onnx = Onnx.of(encoder);
    }
    requireClose();
  }

  /** The peer computes the same. */
  private void requireClose() throws OrtException {
    float[] ours = tercet.encoder.embed(some, SOME);
    float[][] theirs = onnx.embed(some, SOME);
    for (int i = 0; i < ours.length; i++) {
      float difference = ours[i] - theirs[i / theirs[0].length][i % theirs[0].length];
      if (!(Math.abs(difference) < CLOSE)) {
        throw new IllegalStateException("embeddings differ by " + difference);
      }
    }
  }

  /** Ends the peer's session. */
  @TearDown(Level.Trial)
  public void close() throws OrtException {
    onnx.session.close();
  }

  /** One picture a call. */
  @Benchmark
  public float[] one(Next next) {
    return tercet.encoder.embed(pictures[next.picture()]);
  }

  /** The same by ONNX Runtime. */
  @Benchmark
  public float[][] oneOnnx(Next next) throws OrtException {
    return onnx.embed(pictures[next.picture()], 1);
  }

  /** Sixteen pictures a call. */
  @Benchmark
  public float[] sixteen() {
    return tercet.encoder.embed(some, SOME);
  }

  /** The same by ONNX Runtime. */
  @Benchmark
  public float[][] sixteenOnnx() throws OrtException {
    return onnx.embed(some, SOME);
  }

  /** What one thread gets done. */
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  public float[] oneThread(Next next) {
    return one(next);
  }

  /** What eight threads get done together. */
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @Threads(8)
  public float[] eightThreads(Next next) {
    return one(next);
  }
}
