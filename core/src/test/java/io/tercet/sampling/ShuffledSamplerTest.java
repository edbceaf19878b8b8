package io.tercet.sampling;

import static io.tercet.tensor.Ranges.ints;
import static io.tercet.tensor.Ranges.longs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.quicktheories.QuickTheory.qt;

import io.tercet.tensor.Randoms;
import io.tercet.tensor.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShuffledSamplerTest {

  @Test
  void everyExampleComesOnceBeforeAnyComesAgain() {
    qt().withExamples(200)
        .forAll(ints(2, 50), ints(2, 60), longs(0, 1000))
        .checkAssert((examples, perBatch, seed) -> {
          int[] labels = Randoms.labels(examples, 3, seed);
          ShuffledSampler sampler = new ShuffledSampler(labels, perBatch, new Seed(seed));
          int[] count = new int[examples];
          for (int step = 0; step < 30; step++) {
            Batch batch = sampler.next();
            assertThat(batch.size()).isEqualTo(Math.min(perBatch, examples));
            assertThat(batch.triplets()).isZero();
            assertThat(batch.examples()).doesNotHaveDuplicates();
            for (int row = 0; row < batch.size(); row++) {
              assertThat(batch.labels()[row]).isEqualTo(labels[batch.examples()[row]]);
              count[batch.examples()[row]]++;
            }
            int least = Arrays.stream(count).min().orElseThrow();
            assertThat(Arrays.stream(count).max().orElseThrow()).isBetween(least, least + 1);
          }
        });
  }

  @Test
  void theOrderIsOfTheSeed() {
    int[] labels = Randoms.labels(50, 4, 1);
    ShuffledSampler one = new ShuffledSampler(labels, 20, new Seed(2));
    ShuffledSampler two = new ShuffledSampler(labels, 20, new Seed(2));
    for (int i = 0; i < 10; i++) {
      assertThat(one.next().examples()).isEqualTo(two.next().examples());
    }
    assertThat(new ShuffledSampler(labels, 20, new Seed(3)).next().examples())
        .isNotEqualTo(new ShuffledSampler(labels, 20, new Seed(2)).next().examples());
  }

  @Test
  void anEpochIsTheWholeBatchesOfTheData() {
    int[] labels = Randoms.labels(60, 3, 1);
    assertThat(new ShuffledSampler(labels, 16, new Seed(1)).stepsPerEpoch()).isEqualTo(3);
    assertThat(new ShuffledSampler(labels, 100, new Seed(1)).stepsPerEpoch()).isEqualTo(1);
  }

  @Test
  void refusesWhatCannotBeCompared() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ShuffledSampler(new int[9], 1, new Seed(1)))
        .withMessage("a batch has at least 2 examples, found batches of 1 from 9 examples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ShuffledSampler(new int[1], 5, new Seed(1)))
        .withMessage("a batch has at least 2 examples, found batches of 5 from 1 examples");
  }
}
