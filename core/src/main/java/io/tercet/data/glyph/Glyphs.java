package io.tercet.data.glyph;

import io.tercet.data.ByteImages;
import io.tercet.data.TrainTestSplit;
import io.tercet.parallel.Shards;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Seed;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The built-in data: synthetic handwritten characters in MNIST's format, 28 x 28 grayscale, white
 * on black, drawn from stroke skeletons with random warps, thickness and grain. Needs no network.
 * The same seed gives the same bytes on any number of threads, and image i does not depend on the
 * number of images.
 */
public final class Glyphs {
  /** The ten digits, as in MNIST; the default. */
  public static final int DIGITS = 10;

  /** Digits and capital letters, the maximum number of classes. */
  public static final int DIGITS_AND_LETTERS = 36;

  private static final int TRAIN = 60_000;
  private static final int TEST = 10_000;

  private Glyphs() {}

  /**
   * {@return 60,000 training and 10,000 test images, like MNIST}
   *
   * @param classes the number of classes, 2 to 36: the digits, then the letters from A
   * @param seed of all images
   * @param workers the threads that run the tasks
   * @throws IllegalArgumentException if the number of classes is out of range
   */
  public static TrainTestSplit load(int classes, Seed seed, Workers workers) {
    return load(classes, TRAIN, TEST, seed, workers);
  }

  /**
   * {@return the given numbers of training and test images}
   *
   * @param classes the number of classes, 2 to 36: the digits, then the letters from A
   * @param train the number of training images
   * @param test the number of test images
   * @param seed of all images
   * @param workers the threads that run the tasks
   * @throws IllegalArgumentException if the number of classes is out of range
   */
  public static TrainTestSplit load(int classes, int train, int test, Seed seed, Workers workers) {
    String name = classes == DIGITS ? "glyphs" : "glyphs-" + classes;
    return new TrainTestSplit(
        name,
        draw(classes, train, seed, "glyphs-train", workers).withIds(i -> "train/" + i),
        draw(classes, test, seed, "glyphs-test", workers).withIds(i -> "test/" + i));
  }

  private static ByteImages draw(
      int classes, int count, Seed seed, String purpose, Workers workers) {
    if (classes < 2 || classes > DIGITS_AND_LETTERS) {
      throw new IllegalArgumentException(
          "glyphs have 2 to %d classes, found %d".formatted(DIGITS_AND_LETTERS, classes));
    }
    int pixels = GlyphPen.SIDE * GlyphPen.SIDE;
    byte[] images = new byte[Math.multiplyExact(count, pixels)];
    int[] labels = new int[count];
    Shards shards = Shards.ofSize(count, 500);
    workers.run(
        shards.count(),
        shard -> {
          for (int i = shards.from(shard); i < shards.to(shard); i++) {
            var random = seed.stream(purpose, i);
            labels[i] = random.nextInt(classes);
            new GlyphPen(random).draw(labels[i], images, i * pixels);
          }
        });
    return new ByteImages(
        List.of(GlyphPen.SIDE, GlyphPen.SIDE), classNames(classes), images, labels);
  }

  private static List<String> classNames(int classes) {
    return IntStream.range(0, classes)
        .mapToObj(i -> GlyphSkeletons.CHARACTERS.substring(i, i + 1))
        .toList();
  }
}
