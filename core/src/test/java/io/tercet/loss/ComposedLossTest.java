package io.tercet.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tercet.loss.ScheduledObjective.Stage;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Losses made of losses: sums and schedules. */
class ComposedLossTest {
  private static final LossContext CONTEXT = new LossContext(3, 4, true, new Seed(1));
  private static final Batch BATCH = new Batch(new int[6], new int[] {0, 0, 1, 1, 2, 2}, 0);

  private final Workers workers = new Workers(1);

  /** Of a value, with a gradient of its own and the epochs that it was notified of. */
  private static final class Constant implements Objective {
    private final double value;
    private final List<Integer> epochs = new ArrayList<>();

    Constant(double value) {
      this.value = value;
    }

    @Override
    public void epochStarted(int epoch) {
      epochs.add(epoch);
    }

    @Override
    public List<LossParameters> weights() {
      return List.of(LossParameters.ofNumber("constant", value));
    }

    @Override
    public LossValue evaluate(
        Batch batch, Matrix embeddings, EmbeddingGradient gradient, Workers workers) {
      return new LossValue(value, 0.5);
    }

    @Override
    public String description() {
      return "constant " + value;
    }
  }

  @Test
  void sumIsOfValuesAndGradients() {
    Matrix embeddings = Randoms.gaussian(6, 4, 3);
    Objective first = ContrastiveLoss.defaults().bind(CONTEXT);
    Objective added = new CenterLoss().bind(CONTEXT);
    EmbeddingGradient one = new EmbeddingGradient(6, 4);
    EmbeddingGradient other = new EmbeddingGradient(6, 4);
    EmbeddingGradient both = new EmbeddingGradient(6, 4);
    LossValue of = first.evaluate(BATCH, embeddings, one, workers);
    LossValue more = added.evaluate(BATCH, embeddings, other, workers);
    Objective sum = new SumLoss(ContrastiveLoss.defaults(), 0.25, new CenterLoss()).bind(CONTEXT);
    LossValue value = sum.evaluate(BATCH, embeddings, both, workers);
    assertThat(value.loss()).isCloseTo(of.loss() + 0.25 * more.loss(), within(1e-9));
    assertThat(value.active()).isEqualTo(of.active());
    assertThat(both.activeCount()).isEqualTo(6);
    for (int i = 0; i < 24; i++) {
      float expected = one.matrix().data()[i] + 0.25f * other.matrix().data()[i];
      assertThat(both.matrix().data()[i]).isCloseTo(expected, within(1e-6f));
      assertThat(other.matrix().data()[i]).isNotZero();
    }
    float[] centers = sum.weights().getFirst().gradient().data();
    float[] alone = added.weights().getFirst().gradient().data();
    for (int i = 0; i < centers.length; i++) {
      assertThat(alone[i]).isNotZero();
      assertThat(centers[i]).isCloseTo(0.25f * alone[i], within(1e-6f));
    }
  }

  @Test
  void sumTellsBothOfEpochs() {
    Constant first = new Constant(1);
    Constant added = new Constant(2);
    SumObjective sum = new SumObjective(first, 3, added);
    sum.epochStarted(4);
    assertThat(first.epochs).containsExactly(4);
    assertThat(added.epochs).containsExactly(4);
    assertThat(sum.weights()).hasSize(2);
    assertThat(sum.description()).isEqualTo("constant 1.0, plus 3.0 x constant 2.0");
    assertThatIllegalArgumentException().isThrownBy(() -> new SumObjective(first, -1, added));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SumLoss(new CenterLoss(), -1, new CenterLoss()));
    Loss sampled = TripletMeanSquareLoss.defaults();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SumLoss(sampled, 1, new CenterLoss()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SumLoss(new CenterLoss(), 1, sampled));
  }

  @Test
  void stagesFollowEachOther() {
    Constant first = new Constant(1);
    Constant second = new Constant(2);
    ScheduledObjective schedule =
        new ScheduledObjective(List.of(new Stage(1, first), new Stage(3, second)));
    List<Double> values = new ArrayList<>();
    for (int epoch = 1; epoch <= 4; epoch++) {
      schedule.epochStarted(epoch);
      EmbeddingGradient gradient = new EmbeddingGradient(6, 4);
      values.add(schedule.evaluate(BATCH, Matrix.zeros(6, 4), gradient, workers).loss());
    }
    assertThat(values).containsExactly(1.0, 1.0, 2.0, 2.0);
    assertThat(first.epochs).containsExactly(1, 2);
    assertThat(second.epochs).containsExactly(3, 4);
    assertThat(schedule.weights()).hasSize(2);
    assertThat(schedule.description())
        .isEqualTo("from epoch 1: constant 1.0; from epoch 3: constant 2.0");
  }

  @Test
  void schedulesThatAreNoneAreRefused() {
    Constant any = new Constant(1);
    for (List<Stage> stages :
        List.of(
            List.<Stage>of(),
            List.of(new Stage(2, any)),
            List.of(new Stage(1, any), new Stage(1, any)))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new ScheduledObjective(stages));
    }
    Loss whole = new CenterLoss();
    assertThatIllegalArgumentException().isThrownBy(() -> new ScheduledLoss(whole, whole, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScheduledLoss(whole, TripletMeanSquareLoss.defaults(), 2));
  }

  @Test
  void scheduledLossIsTheFirstUntilItsEpoch() {
    ScheduledLoss loss = new ScheduledLoss(new CenterLoss(), ContrastiveLoss.defaults(), 3);
    assertThat(loss.at(2)).isEqualTo(new CenterLoss());
    assertThat(loss.at(3)).isEqualTo(ContrastiveLoss.defaults());
    assertThat(loss.usesSampledTriplets()).isFalse();
    Loss sampled = TripletMeanSquareLoss.defaults();
    assertThat(new ScheduledLoss(sampled, TripletBatchRmsLoss.defaults(), 2).usesSampledTriplets())
        .isTrue();
  }

  /** Variance 2 / classes, 20,000 draws. */
  @Test
  void classVectorsAreDrawnWithTheirVariance() {
    LossParameters proxies = LossParameters.ofClasses("proxies", 100, 200, new Seed(1));
    assertThat(proxies.name()).isEqualTo("proxies");
    double squares = 0;
    for (float value : proxies.values().data()) {
      squares += value * (double) value;
    }
    assertThat(squares / 20_000).isCloseTo(0.02, within(0.001));
  }

  @Test
  void proxiesAreTheAnchorsOfProxyAnchorAlone() {
    Matrix embeddings = Randoms.gaussian(6, 4, 3);
    for (ProxyLoss loss : List.of(ProxyAnchorLoss.defaults(), CosFaceLoss.defaults())) {
      LossParameters proxies = LossParameters.ofClasses(loss.proxyName(), 3, 4, CONTEXT.seed());
      Objective expected =
          loss instanceof ProxyAnchorLoss
              ? ProxyObjective.proxiesAsAnchors(loss, proxies)
              : ProxyObjective.examplesAsAnchors(loss, proxies);
      EmbeddingGradient gradient = new EmbeddingGradient(6, 4);
      assertThat(loss.bind(CONTEXT).evaluate(BATCH, embeddings, gradient, workers))
          .isEqualTo(expected.evaluate(BATCH, embeddings, gradient, workers));
    }
  }
}
