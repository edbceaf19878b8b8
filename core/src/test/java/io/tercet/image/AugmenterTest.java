package io.tercet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tercet.tensor.Randoms;
import io.tercet.tensor.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmenterTest {
  private static final List<Integer> SHAPE = List.of(9, 7, 3);
  private static final int SIZE = 9 * 7 * 3;

  private final float[] image = new float[SIZE];

  AugmenterTest() {
    float[] noise = Randoms.gaussian(1, SIZE, 1).data();
    for (int i = 0; i < SIZE; i++) {
      image[i] = Math.clamp(0.5f + 0.2f * noise[i], 0f, 1f);
    }
  }

  private float[] apply(Augmentation augmentation, long seed) {
    return apply(augmentation, seed, 0);
  }

  private float[] apply(Augmentation augmentation, long seed, double progress) {
    float[] changed = new float[SIZE + 2];
    RandomGenerator random = new Seed(seed).stream("augmentation");
    new Augmenter(augmentation, SHAPE).apply(image, changed, 1, progress, random);
    assertThat(changed[0]).isZero();
    assertThat(changed[SIZE + 1]).isZero();
    float[] result = new float[SIZE];
    System.arraycopy(changed, 1, result, 0, SIZE);
    for (float value : result) {
      assertThat(value).isBetween(-1e-6f, 1 + 1e-6f);
    }
    return result;
  }

  @Test
  void nothingChangesNothing() {
    assertThat(apply(Augmentation.NONE, 1)).isEqualTo(image);
  }

  @Test
  void aFlipExchangesLeftAndRightHalfOfTheTime() {
    Augmentation flip = new Augmentation(0, 0, 0, 0, 0, 0, 0, 0, 0, false, true);
    int flipped = 0;
    for (int seed = 0; seed < 100; seed++) {
      float[] changed = apply(flip, seed);
      boolean turned = Math.abs(changed[0] - image[6 * 3]) < 1e-5;
      flipped += turned ? 1 : 0;
      for (int y = 0; y < 9; y++) {
        for (int x = 0; x < 7; x++) {
          int from = (y * 7 + (turned ? 6 - x : x)) * 3 + 1;
          assertThat(changed[(y * 7 + x) * 3 + 1]).isCloseTo(image[from], within(1e-5f));
        }
      }
    }
    assertThat(flipped).isBetween(35, 65);
  }

  @Test
  void aShareIsLeftAsItIs() {
    Augmentation some = new Augmentation(2, 10, 0, 0, 0, 0.3, 0, 0, 0.3, false, false);
    assertThat(plain(some, 0)).isBetween(40L, 80L);
    assertThat(plain(some, 1)).isBetween(40L, 80L);
  }

  @Test
  void augmentationFadesUntilAllIsLeftAsItIs() {
    Augmentation fading = new Augmentation(2, 10, 0, 0, 0, 0.3, 0, 0, 0.3, true, false);
    assertThat(plain(fading, 0)).isBetween(40L, 80L);
    assertThat(plain(fading, 0.5)).isBetween(55L, 100L); // 0.3 + 0.7 / 8 of 200
    assertThat(plain(fading, 0.9)).isBetween(140L, 180L); // 0.3 + 0.7 * 0.729
    assertThat(plain(fading, 1)).isEqualTo(200);
  }

  private long plain(Augmentation augmentation, double progress) {
    return IntStream.range(0, 200)
        .filter(seed -> Arrays.equals(apply(augmentation, seed, progress), image))
        .count();
  }

  @Test
  void aHalfTurnAboutTheMiddleIsOne() {
    // Rotations are drawn to either side: look for one near the most.
    Augmentation turn = new Augmentation(0, 180, 0, 0, 0, 0, 0, 0, 0, false, false);
    float best = Float.MAX_VALUE;
    for (int seed = 0; seed < 2000; seed++) {
      float[] changed = apply(turn, seed);
      float difference = 0;
      for (int pixel = 0; pixel < 63; pixel++) {
        difference += Math.abs(changed[3 * pixel] - image[3 * (62 - pixel)]);
      }
      best = Math.min(best, difference / 63);
    }
    assertThat(best).isLessThan(0.02f);
  }

  @Test
  void eachPartChangesSomethingAndTheSeedDecidesWhat() {
    List<Augmentation> parts =
        List.of(
            new Augmentation(2, 0, 0, 0, 0, 0, 0, 0, 0, false, false),
            new Augmentation(0, 10, 0, 0, 0, 0, 0, 0, 0, false, false),
            new Augmentation(0, 0, 0.2, 0, 0, 0, 0, 0, 0, false, false),
            new Augmentation(0, 0, 0, 10, 0, 0, 0, 0, 0, false, false),
            new Augmentation(0, 0, 0, 0, 1, 0, 0, 0, 0, false, false),
            new Augmentation(0, 0, 0, 0, 0, 0.3, 0, 0, 0, false, false),
            new Augmentation(0, 0, 0, 0, 0, 0, 0.3, 0, 0, false, false),
            new Augmentation(0, 0, 0, 0, 0, 0, 0, 0.6, 0, false, false));
    for (Augmentation part : parts) {
      assertThat(apply(part, 1)).isNotEqualTo(image).isEqualTo(apply(part, 1));
      assertThat(apply(part, 2)).isNotEqualTo(apply(part, 1));
    }
  }

  @Test
  void refusesAmountsOutOfRangeAllTogetherAndVectors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Augmentation(-1, 0, 1, 0, 0, 0, 0, 0, 0, false, false))
        .withMessage(
            "shift: found -1.0, expected 0 to 1024.0; scale: found 1.0, expected 0 to 0.99");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Augmenter(Augmentation.NONE, List.of(784)))
        .withMessage("augmentation is for images, found examples of shape [784]");
  }
}
