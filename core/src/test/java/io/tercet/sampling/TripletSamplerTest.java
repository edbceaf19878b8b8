package io.tercet.sampling;

import static io.tercet.tensor.Ranges.ints;
import static io.tercet.tensor.Ranges.longs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.quicktheories.QuickTheory.qt;

import io.tercet.parallel.Workers;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.Seed;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TripletSamplerTest {

  @Test
  void tripletsHaveTheirShape() {
    qt().withExamples(200)
        .forAll(ints(2, 6), ints(20, 80), longs(0, 1000))
        .checkAssert((classes, examples, seed) -> {
          int[] labels = Randoms.labels(examples, classes, seed);
          labels[0] = 0;
          labels[1] = 0;
          labels[2] = 1;
          TripletSampler sampler = new TripletSampler(labels, 50, new Seed(seed));
          Batch batch = sampler.next();
          assertThat(batch.size()).isEqualTo(150);
          for (int i = 0; i < 50; i++) {
            assertThat(labels[batch.positive(i)]).isEqualTo(labels[batch.anchor(i)]);
            assertThat(batch.positive(i)).isNotEqualTo(batch.anchor(i));
            assertThat(labels[batch.negative(i)]).isNotEqualTo(labels[batch.anchor(i)]);
            assertThat(batch.labels()[100 + i]).isEqualTo(labels[batch.negative(i)]);
          }
        });
  }

  @Test
  void drawsAreUniform() {
    // Sizes 2, 3 and 5: anchors by example, positives within the class, negatives over the rest.
    int[] labels = {0, 1, 2, 0, 1, 2, 1, 2, 2, 2};
    Batch batch = new TripletSampler(labels, 200_000, new Seed(1)).next();
    double[] anchors = new double[10];
    double[] positivesOfZero = new double[10];
    double[] negativesOfOne = new double[10];
    for (int i = 0; i < batch.triplets(); i++) {
      anchors[batch.anchor(i)] += 1.0 / batch.triplets();
      if (batch.anchor(i) == 2) {
        positivesOfZero[batch.positive(i)]++;
      }
      if (labels[batch.anchor(i)] == 1) {
        negativesOfOne[batch.negative(i)]++;
      }
    }
    for (double share : anchors) {
      assertThat(share).isCloseTo(0.1, within(0.003));
    }
    assertUniform(positivesOfZero, 5, 7, 8, 9);
    assertUniform(negativesOfOne, 0, 2, 3, 5, 7, 8, 9);
  }

  private static void assertUniform(double[] counts, int... expected) {
    double total = Arrays.stream(counts).sum();
    double found = 0;
    for (int example : expected) {
      assertThat(counts[example] / total).isCloseTo(1.0 / expected.length, within(0.01));
      found += counts[example];
    }
    assertThat(found).isEqualTo(total);
  }

  @Test
  void singleExamplesAreNeverAnchorsButServeAsNegatives() {
    int[] labels = {0, 0, 1, 2, 2};
    TripletSampler sampler = new TripletSampler(labels, 1000, new Seed(1));
    assertThat(sampler.leftOut()).containsExactly(1);
    Batch batch = sampler.next();
    boolean asNegative = false;
    for (int i = 0; i < 1000; i++) {
      assertThat(batch.anchor(i)).isNotEqualTo(2);
      assertThat(batch.positive(i)).isNotEqualTo(2);
      asNegative |= batch.negative(i) == 2;
    }
    assertThat(asNegative).isTrue();
  }

  @Test
  void refusesDataWithoutTriplets() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TripletSampler(new int[] {4, 4, 4}, 8, new Seed(1)))
        .withMessage("triplets need examples of at least 2 classes, found 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TripletSampler(new int[] {0, 1, 2}, 8, new Seed(1)))
        .withMessage("triplets need a class of at least 2 examples, found 3 classes of 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TripletSampler(new int[0], 8, new Seed(1)))
        .withMessage("triplets need examples of at least 2 classes, found 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TripletSampler(new int[] {0, 0, 1}, 0, new Seed(1)));
  }

  @Test
  void streamGivesWhatTheSamplerGivesInItsOrder() throws InterruptedException {
    int[] labels = Randoms.labels(100, 3, 1);
    TripletSampler same = new TripletSampler(labels, 16, new Seed(5));
    try (BatchStream stream = new BatchStream(new TripletSampler(labels, 16, new Seed(5))::next)) {
      for (int i = 0; i < 50; i++) {
        assertThat(stream.next().examples()).isEqualTo(same.next().examples());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void batchesDrawnAheadAreTheSamplersInItsOrder(int threads) {
    int[] labels = Randoms.labels(100, 3, 1);
    TripletSampler same = new TripletSampler(labels, 16, new Seed(5));
    try (Workers workers = new Workers(threads);
        BatchesAhead ahead =
            new BatchesAhead(new TripletSampler(labels, 16, new Seed(5)), workers)) {
      for (int i = 0; i < 50; i++) {
        Batch batch = ahead.next();
        workers.run(i, task -> {});
        Batch expected = same.next();
        assertThat(batch.examples()).isEqualTo(expected.examples());
        assertThat(batch.labels()).isEqualTo(expected.labels());
      }
    }
  }

  @Test
  void batchesDrawnAheadHandOnTheSamplersFailure() {
    BatchSource failing =
        new BatchSource() {
          @Override
          public int stepsPerEpoch() {
            return 1;
          }

          @Override
          public Batch room() {
            return Batch.ofTriplets(1);
          }

          @Override
          public void drawInto(Batch batch) {
            throw new IllegalStateException("no more");
          }
        };
    try (Workers workers = new Workers(2);
        BatchesAhead ahead = new BatchesAhead(failing, workers)) {
      assertThatIllegalStateException().isThrownBy(ahead::next).withMessage("no more");
    }
  }

  @Test
  void streamHas256TripletsWhereNothingElseIsSaid() throws InterruptedException {
    try (BatchStream stream = BatchStream.ofTriplets(Randoms.labels(100, 3, 1), new Seed(1))) {
      assertThat(stream.next().triplets()).isEqualTo(256);
    }
  }

  @Test
  void anEpochIsAsManyTripletsAsExamples() {
    assertThat(new TripletSampler(Randoms.labels(60, 3, 1), 7, new Seed(1)).stepsPerEpoch())
        .isEqualTo(8);
    assertThat(new TripletSampler(Randoms.labels(60, 3, 1), 100, new Seed(1)).stepsPerEpoch())
        .isEqualTo(1);
  }

  @Test
  void streamPreparesAheadButNotWithoutBound() throws InterruptedException {
    AtomicInteger drawn = new AtomicInteger();
    Supplier<Batch> sampler =
        () -> {
          drawn.incrementAndGet();
          return new Batch(new int[3], new int[3], 1);
        };
    try (BatchStream stream = new BatchStream(sampler)) {
      stream.next();
      for (int wait = 0; drawn.get() < 5 && wait < 200; wait++) {
        Thread.sleep(10);
      }
      Thread.sleep(50);
      assertThat(drawn.get()).isBetween(4, 6);
    }
  }

  @Test
  void streamHandsOnTheSamplersFailure() {
    Supplier<Batch> failing =
        () -> {
          throw new IllegalStateException("no more");
        };
    try (BatchStream stream = new BatchStream(failing)) {
      assertThatIllegalStateException().isThrownBy(stream::next).withMessage("no more");
    }
  }
}
