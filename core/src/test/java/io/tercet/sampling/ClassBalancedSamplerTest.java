package io.tercet.sampling;

import static io.tercet.tensor.Ranges.ints;
import static io.tercet.tensor.Ranges.longs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.quicktheories.QuickTheory.qt;

import io.tercet.tensor.Randoms;
import io.tercet.tensor.Seed;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassBalancedSamplerTest {

  @Test
  void batchesAreBalancedAtAnyTime() {
    qt().withExamples(200)
        .forAll(ints(2, 9), ints(2, 12), ints(2, 7), longs(0, 1000))
        .checkAssert((classes, p, k, seed) -> {
          int[] labels = Randoms.labels(60, classes, seed);
          for (int c = 0; c < classes; c++) {
            labels[c] = c;
          }
          int perBatch = Math.min(p, classes);
          int[] sizes = new int[classes];
          Arrays.stream(labels).forEach(label -> sizes[label]++);
          ClassBalancedSampler sampler = new ClassBalancedSampler(labels, p, k, new Seed(seed));
          int[] classCount = new int[classes];
          int[] exampleCount = new int[60];
          for (int step = 0; step < 30; step++) {
            Batch batch = sampler.next();
            assertThat(batch.size()).isEqualTo(perBatch * k);
            assertThat(batch.triplets()).isZero();
            assertThat(Arrays.stream(batch.labels()).distinct().count()).isEqualTo(perBatch);
            for (int row = 0; row < batch.size(); row++) {
              assertThat(batch.labels()[row]).isEqualTo(labels[batch.examples()[row]]);
              exampleCount[batch.examples()[row]]++;
              classCount[batch.labels()[row]] += row % k == 0 ? 1 : 0;
            }
            assertWithinOne(classCount);
          }
          for (int c = 0; c < classes; c++) {
            if (sizes[c] >= k) {
              int label = c;
              int[] counts =
                  IntStream.range(0, 60)
                      .filter(i -> labels[i] == label)
                      .map(i -> exampleCount[i])
                      .toArray();
              assertWithinOne(counts);
            }
          }
        });
  }

  private static void assertWithinOne(int[] counts) {
    int least = Arrays.stream(counts).min().orElse(0);
    assertThat(Arrays.stream(counts).max().orElse(0)).isBetween(least, least + 1);
  }

  @Test
  void examplesOfABatchAreDifferentWhereTheClassHasEnough() {
    qt().withExamples(100)
        .forAll(longs(0, 1000))
        .checkAssert(seed -> {
          int[] labels = Randoms.labels(30, 3, seed);
          int[] sizes = new int[3];
          Arrays.stream(labels).forEach(label -> sizes[label]++);
          ClassBalancedSampler sampler = new ClassBalancedSampler(labels, 3, 5, new Seed(seed));
          for (int step = 0; step < 20; step++) {
            Batch batch = sampler.next();
            for (int c = 0; c < 3; c++) {
              int[] examples = Arrays.copyOfRange(batch.examples(), 5 * c, 5 * c + 5);
              if (sizes[batch.labels()[5 * c]] >= 5) {
                assertThat(Arrays.stream(examples).distinct().count()).isEqualTo(5);
              }
            }
          }
        });
  }

  @Test
  void sameSeedSameBatches() {
    int[] labels = Randoms.labels(50, 4, 1);
    ClassBalancedSampler one = new ClassBalancedSampler(labels, 3, 4, new Seed(2));
    ClassBalancedSampler two = new ClassBalancedSampler(labels, 3, 4, new Seed(2));
    for (int i = 0; i < 10; i++) {
      assertThat(one.next().examples()).isEqualTo(two.next().examples());
    }
  }

  @Test
  void aBatchOfASingleClassComesFromDataOfASingleClassAlone() {
    ClassBalancedSampler sampler = new ClassBalancedSampler(new int[] {1, 1, 1}, 2, 2, new Seed(1));
    assertThat(sampler.next().labels()).containsExactly(1, 1);
  }

  @Test
  void anEpochIsAsManyExamplesAsTheDataHas() {
    int[] labels = Randoms.labels(60, 3, 1);
    assertThat(new ClassBalancedSampler(labels, 3, 5, new Seed(1)).stepsPerEpoch()).isEqualTo(4);
    assertThat(new ClassBalancedSampler(labels, 3, 50, new Seed(1)).stepsPerEpoch()).isEqualTo(1);
  }

  @Test
  void refusesWhatCannotBeCompared() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClassBalancedSampler(new int[0], 2, 2, new Seed(1)))
        .withMessage("a batch needs examples, found none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClassBalancedSampler(new int[] {0, 0, 1}, 1, 2, new Seed(1)))
        .withMessage("a batch has at least 2 classes of 2 examples, found 1 of 2");
  }
}
