package io.tercet.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.distance.Distance;
import io.tercet.tensor.Seed;
import org.junit.jupiter.api.Test;

/** Losses that a user wrote are described, whatever they are. */
class DescriptionsTest {
  private record OwnLoss(float weight, Reducer reducer) implements AnchorLoss {
    @Override
    public Distance distance() {
      return Distance.EUCLIDEAN;
    }

    @Override
    public void evaluate(AnchorContext terms) {
      // Adds nothing.
    }
  }

  private record FailingLoss(int weight) implements AnchorLoss {
    @Override
    public int weight() {
      throw new IllegalStateException("not now");
    }

    @Override
    public Distance distance() {
      return Distance.EUCLIDEAN;
    }

    @Override
    public Reducer reducer() {
      return Reducer.MEAN;
    }

    @Override
    public void evaluate(AnchorContext terms) {
      assertThat(weight()).isPositive();
    }

    @Override
    public String toString() {
      return "failing loss";
    }
  }

  private static class PlainLoss implements AnchorLoss {
    @Override
    public Distance distance() {
      return Distance.EUCLIDEAN;
    }

    @Override
    public Reducer reducer() {
      return Reducer.MEAN;
    }

    @Override
    public void evaluate(AnchorContext terms) {
      // Adds nothing.
    }
  }

  @Test
  void aPrivateRecordOfAUserIsDescribed() {
    assertThat(new PairObjective(new OwnLoss(0.5f, Reducer.MEAN), null, new Seed(1)).description())
        .isEqualTo("own loss, weight 0.5, reducer mean");
  }

  @Test
  void whatCannotBeLookedIntoSaysItself() {
    assertThat(new FailingLoss(1).description()).isEqualTo("failing loss");
    assertThat(new PlainLoss().description()).isEqualTo("plain loss");
    assertThat(new PlainLoss() {}.description()).isEqualTo("one of descriptions test");
  }

  @Test
  void ownLossesAsBefore() {
    assertThat(Descriptions.of(new NtXentLoss(0.07, Distance.COSINE, Reducer.MEAN)))
        .startsWith("nt xent loss, temperature 0.07, distance cosine");
  }
}
