package io.tercet.nn;

import com.sun.management.ThreadMXBean;
import io.tercet.tensor.Activation;
import io.tercet.tensor.InputEncoding;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.Seed;
import io.tercet.train.Recipes;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Prints, for some ways to embed, the fewest bytes that a call allocates once it is compiled, and
 * the bytes of its result. A program of its own: in a JVM that has run other tests, the compiler
 * has profiles that let it make objects of vectors.
 */
final class InferenceAllocation {
  /** Header of an array, and what a call may need besides. */
  private static final int ARRAY = 32;

  private static final int MOST_ROUNDS = 40_000;

  private InferenceAllocation() {}

  /** Measures. */
  public static void main(String[] arguments) {
    PackedEncoder conv =
        PackedEncoder.of(
            Encoder.initial(Recipes.conv().architecture(List.of(28, 28)), new Seed(1)));
    float[] picture = Randoms.gaussian(1, conv.features(), 1).data();
    print("conv, one", () -> conv.embed(picture), conv.embeddingSize());
    float[] pictures = Randoms.gaussian(16, conv.features(), 1).data();
    print("conv, sixteen", () -> conv.embed(pictures, 16), 16 * conv.embeddingSize());
    PackedEncoder classic =
        PackedEncoder.of(
            Encoder.initial(
                    new Architecture(
                        List.of(784),
                        List.of(new Dense(64, Activation.RELU), new Dense(64, Activation.SIGMOID))),
                    new Seed(2))
                .withInputEncoding(InputEncoding.SPARSE));
    byte[] bytes = new byte[784];
    float[] floats = new float[784];
    Random random = new Random(5);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : 0);
      floats[i] = (bytes[i] & 0xff) / 255f;
    }
    print("classic, bytes", () -> classic.embed(bytes), 64);
    print("classic, floats", () -> classic.embed(floats), 64);
  }

  private static void print(String name, Supplier<float[]> call, int numbers) {
    long most = (long) numbers * Float.BYTES + ARRAY;
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    float sum = 0;
    for (int round = 0; round < MOST_ROUNDS && least > most; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      float[] embedding = call.get();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      sum += embedding[0];
    }
    System.out.println(name + ": " + least + " of " + most + (Float.isNaN(sum) ? " NaN" : ""));
  }
}
