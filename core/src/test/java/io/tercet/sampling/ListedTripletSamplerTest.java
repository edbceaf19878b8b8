package io.tercet.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tercet.tensor.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListedTripletSamplerTest {
  private static final int[] LABELS = {5, 5, 6, 6, 7};
  private static final int[] LISTED = {0, 1, 2, 2, 3, 0, 1, 0, 4, 3, 2, 4, 0, 4, 1};

  @Test
  void eachComesOnceBeforeAnyComesAgain() {
    ListedTripletSampler sampler = new ListedTripletSampler(LABELS, LISTED, 1, new Seed(3));
    assertThat(sampler.stepsPerEpoch()).isEqualTo(5);
    for (int epoch = 0; epoch < 3; epoch++) {
      List<List<Integer>> seen = new ArrayList<>();
      for (int step = 0; step < 5; step++) {
        Batch batch = sampler.next();
        seen.add(List.of(batch.anchor(0), batch.positive(0), batch.negative(0)));
        assertThat(batch.labels()[2]).isEqualTo(LABELS[batch.negative(0)]);
      }
      assertThat(seen)
          .containsExactlyInAnyOrder(
              List.of(0, 1, 2),
              List.of(2, 3, 0),
              List.of(1, 0, 4),
              List.of(3, 2, 4),
              List.of(0, 4, 1));
    }
  }

  @Test
  void aBatchIsNoLargerThanTheList() {
    ListedTripletSampler sampler = new ListedTripletSampler(LABELS, LISTED, 100, new Seed(3));
    assertThat(sampler.next().triplets()).isEqualTo(5);
    assertThat(sampler.stepsPerEpoch()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoListOfTriplets() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ListedTripletSampler(LABELS, new int[] {0, 1, 5}, 1, new Seed(1)))
        .withMessage("a triplet names example 5, expected 0 to 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ListedTripletSampler(LABELS, new int[4], 1, new Seed(1)))
        .withMessageContaining("three examples each, found 4 examples");
  }
}
