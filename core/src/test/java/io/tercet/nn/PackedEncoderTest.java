package io.tercet.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tercet.parallel.Workers;
import io.tercet.tensor.Activation;
import io.tercet.tensor.DenseColumns;
import io.tercet.tensor.InputEncoding;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.Seed;
import io.tercet.tensor.UnitBytes;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackedEncoderTest {
  private static final int THREADS = 8;
  private static final int CALLS = 50;

  /** Bytes of an array beside its numbers, and what a JVM may round up to. */
  private static final List<Layer> CONV =
      List.of(
          Conv2d.of(32, 3, Activation.RELU),
          new MaxPool2d(2),
          Conv2d.of(64, 3, Activation.RELU),
          new MaxPool2d(2),
          Conv2d.of(128, 3, Activation.RELU),
          new Flatten(),
          new Dense(64, Activation.LINEAR),
          new L2Normalize());

  private static final Map<String, Architecture> NETWORKS =
      Map.ofEntries(
          network("conv", List.of(28, 28, 1), CONV),
          network("dense", List.of(50), List.of(new Dense(70, Activation.TANH))),
          network(
              "narrow and wide",
              List.of(7),
              List.of(
                  new Dense(1, Activation.SIGMOID),
                  new Dense(300, Activation.RELU),
                  new Dense(33, Activation.LINEAR))),
          network(
              "no weights", List.of(6, 7, 3), List.of(new MaxPool2d(2), new GlobalAveragePool2d())),
          network("dropped", List.of(9), List.of(new Dropout(0.5), new Flatten())),
          network(
              "direct pools",
              List.of(17, 14, 3),
              List.of(
                  Conv2d.of(5, 3, Activation.LINEAR),
                  new MaxPool2d(2),
                  new Conv2d(40, 2, 2, 1, 1, Activation.RELU),
                  new MaxPool2d(2),
                  new Flatten())),
          network(
              "tiles",
              List.of(15, 12, 16),
              List.of(
                  new Conv2d(32, 3, 1, 1, 1, Activation.RELU),
                  Conv2d.of(32, 3, Activation.SIGMOID),
                  new MaxPool2d(2),
                  new Conv2d(64, 3, 1, 1, 1, Activation.LINEAR),
                  new MaxPool2d(2),
                  new Flatten())),
          network(
              "all kinds",
              List.of(12, 11, 4),
              List.of(
                  new Conv2d(16, 3, 1, 1, 1, Activation.TANH),
                  new GroupNorm(4, Activation.RELU),
                  new ResidualBlock(
                      List.of(
                          new Conv2d(16, 3, 1, 1, 4, Activation.RELU),
                          new Conv2d(16, 3, 1, 1, 16, Activation.LINEAR)),
                      Activation.RELU),
                  new MaxPool2d(3),
                  new Conv2d(32, 1, 1, 0, 1, Activation.RELU),
                  new Dropout(0.2),
                  new AveragePool2d(2),
                  new Flatten(),
                  new Dense(20, Activation.TANH),
                  new L2Normalize())),
          network(
              "a pool at the start of a block",
              List.of(8, 8, 2),
              List.of(
                  Conv2d.of(16, 3, Activation.RELU),
                  new ResidualBlock(
                      List.of(new MaxPool2d(2), new Conv2d(16, 4, 1, 3, 1, Activation.RELU)),
                      Activation.LINEAR),
                  new GlobalAveragePool2d())),
          network(
              "large images",
              List.of(90, 130, 1),
              List.of(
                  Conv2d.of(6, 3, Activation.RELU),
                  Conv2d.of(7, 3, Activation.RELU),
                  new MaxPool2d(2),
                  new GlobalAveragePool2d())));

  private static Map.Entry<String, Architecture> network(
      String name, List<Integer> input, List<Layer> layers) {
    return Map.entry(name, new Architecture(input, layers));
  }

  static Stream<String> networks() {
    return NETWORKS.keySet().stream().sorted();
  }

  private static Encoder encoder(String network) {
    Architecture architecture = Objects.requireNonNull(NETWORKS.get(network));
    Encoder encoder = Encoder.zeros(architecture);
    float[] weights = encoder.weights().values();
    Matrix random = Randoms.gaussian(1, weights.length, 4);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.data()[i] / 4;
    }
    return encoder;
  }

  private static Encoder sparse(int features, InputEncoding encoding, Layer... layers) {
    return Encoder.initial(new Architecture(List.of(features), List.of(layers)), new Seed(2))
        .withInputEncoding(encoding);
  }

  /** Bytes, most of them 0. */
  private static byte[] bytes(int count, int features) {
    byte[] bytes = new byte[count * features];
    Random random = new Random(5);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : 0);
    }
    return bytes;
  }

  private static float[] floats(byte[] bytes) {
    float[] floats = new float[bytes.length];
    UnitBytes.toFloats(bytes, 0, bytes.length, floats);
    return floats;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void hasTheBitsOfTheEncoderAndOfTheTrainingPass(String network) {
    Encoder encoder = encoder(network);
    PackedEncoder packed = PackedEncoder.of(encoder);
    int features = packed.features();
    for (int count : new int[] {1, 2, 3, 16, 75}) {
      Matrix x = Randoms.gaussian(count, features, count);
      float[] expected = encoder.embed(x).data();
      assertThat(packed.embed(x.data(), count)).isEqualTo(expected);
      if (encoder.architecture().layers().stream().noneMatch(Dropout.class::isInstance)) {
        try (Workers alone = new Workers(1)) {
          Matrix trained = new TrainingPass(encoder, count, alone).forward(x);
          assertThat(Arrays.copyOf(trained.data(), expected.length)).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void takesBytes(String network) {
    Encoder encoder = encoder(network);
    byte[] bytes = bytes(5, encoder.architecture().inputSize());
    requireBytes(encoder, bytes, 5);
  }

  private static void requireBytes(Encoder encoder, byte[] bytes, int count) {
    PackedEncoder packed = PackedEncoder.of(encoder);
    float[] examples = floats(bytes);
    float[] expected = encoder.embed(Matrix.wrap(count, packed.features(), examples)).data();
    assertThat(packed.embed(bytes, count)).isEqualTo(expected);
    assertThat(packed.embed(examples, count)).isEqualTo(expected);
    int d = packed.embeddingSize();
    for (int i = 0; i < count; i++) {
      int at = i * packed.features();
      byte[] one = Arrays.copyOfRange(bytes, at, at + packed.features());
      float[] alone = Arrays.copyOfRange(expected, i * d, (i + 1) * d);
      assertThat(packed.embed(one)).isEqualTo(alone);
      assertThat(packed.embed(floats(one))).isEqualTo(alone);
    }
  }

  @Test
  void takesSparseExamplesInTheOrderOfTheModel() {
    DenseColumns columns =
        DenseColumns.listed(IntStream.range(20, 150).filter(i -> i % 3 > 0).toArray(), 200);
    for (InputEncoding encoding :
        List.of(InputEncoding.DENSE, InputEncoding.SPARSE, new InputEncoding(true, columns))) {
      for (int units : new int[] {1, 64, 70, 512}) {
        Encoder encoder =
            sparse(200, encoding, new Dense(units, Activation.RELU), new Dense(9, Activation.TANH));
        requireBytes(encoder, bytes(80, 200), 80);
      }
    }
  }

  @Test
  void keepsTheWeightsItWasMadeWith() {
    Encoder encoder = encoder("all kinds");
    PackedEncoder packed = PackedEncoder.of(encoder);
    float[] example = Randoms.gaussian(1, packed.features(), 1).data();
    float[] before = packed.embed(example);
    Arrays.fill(encoder.weights().values(), 1);
    assertThat(packed.embed(example)).isEqualTo(before);
    assertThat(PackedEncoder.of(encoder).embed(example)).isNotEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void givesTheSameOnManyThreads(String network) throws Exception {
    PackedEncoder packed = PackedEncoder.of(encoder(network));
    float[] examples = Randoms.gaussian(THREADS, packed.features(), 3).data();
    float[] expected = packed.embed(examples, THREADS);
    int d = packed.embeddingSize();
    Callable<Void> calls =
        () -> {
          Random random = new Random(Thread.currentThread().threadId());
          for (int call = 0; call < CALLS; call++) {
            int first = random.nextInt(THREADS);
            int count = 1 + random.nextInt(THREADS - first);
            int from = first * packed.features();
            float[] some = Arrays.copyOfRange(examples, from, from + count * packed.features());
            assertThat(packed.embed(some, count))
                .isEqualTo(Arrays.copyOfRange(expected, first * d, (first + count) * d));
          }
          return null;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<Void> future : threads.invokeAll(Collections.nCopies(THREADS, calls))) {
        future.get();
      }
    }
  }

  @Test
  void refusesExamplesOfAnotherSize() {
    PackedEncoder packed = PackedEncoder.of(encoder("dense"));
    assertThatIllegalArgumentException().isThrownBy(() -> packed.embed(new float[49]));
    assertThatIllegalArgumentException().isThrownBy(() -> packed.embed(new byte[100], 1));
    assertThat(packed.embed(new float[0], 0)).isEmpty();
  }
}
