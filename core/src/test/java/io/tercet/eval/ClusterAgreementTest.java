package io.tercet.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClusterAgreementTest {

  @Test
  void samePartitionByOtherNumbersIsPerfect() {
    ClusterAgreement agreement =
        ClusterAgreement.of(new int[] {0, 0, 1, 1, 2}, new int[] {2, 2, 0, 0, 1});
    assertThat(agreement.nmi()).isCloseTo(1, within(1e-12));
    assertThat(agreement.ami()).isCloseTo(1, within(1e-12));
  }

  @Test
  void aSingleClusterTellsNothing() {
    ClusterAgreement agreement =
        ClusterAgreement.of(new int[] {0, 0, 1, 1}, new int[] {0, 0, 0, 0});
    assertThat(agreement.nmi()).isZero();
    assertThat(agreement.ami()).isCloseTo(0, within(1e-12));
    assertThat(ClusterAgreement.of(new int[4], new int[4])).isEqualTo(new ClusterAgreement(1, 1));
  }

  /** By hand: I = ln 2 of two even halves against quarters of four; H = ln 2 and ln 4. */
  @Test
  void anExampleByHand() {
    ClusterAgreement agreement =
        ClusterAgreement.of(new int[] {0, 0, 0, 0, 1, 1, 1, 1}, new int[] {0, 0, 1, 1, 2, 2, 3, 3});
    assertThat(agreement.nmi()).isCloseTo(Math.log(2) / (1.5 * Math.log(2)), within(1e-12));
  }

  /** The expectation in AMI against the mean over all 5,040 orders of the clusters. */
  @Test
  void expectationIsTheMeanOverAllOrders() {
    int[] classes = {0, 0, 0, 1, 1, 2, 2};
    int[] clusters = {0, 0, 1, 1, 1, 2, 0};
    double[] sum = new double[2];
    permute(clusters.clone(), 0, classes, sum);
    double expected = sum[0] / sum[1];
    double mean = (entropy(3, 2, 2) + entropy(3, 3, 1)) / 2;
    double mutual = ClusterAgreement.of(classes, clusters).nmi() * mean;
    assertThat(ClusterAgreement.of(classes, clusters).ami())
        .isCloseTo((mutual - expected) / (mean - expected), within(1e-9));
  }

  private static void permute(int[] order, int from, int[] classes, double[] sum) {
    if (from == order.length) {
      double mean = (entropy(3, 2, 2) + entropy(3, 3, 1)) / 2;
      sum[0] += ClusterAgreement.of(classes, order).nmi() * mean;
      sum[1]++;
      return;
    }
    for (int i = from; i < order.length; i++) {
      swap(order, from, i);
      permute(order, from + 1, classes, sum);
      swap(order, from, i);
    }
  }

  private static void swap(int[] values, int i, int j) {
    int kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }

  private static double entropy(double... counts) {
    double entropy = 0;
    for (double count : counts) {
      entropy -= count / 7 * Math.log(count / 7);
    }
    return entropy;
  }

  /** A table of classes times clusters would take 40 GB. */
  @Test
  void hundredThousandClassesNeedNoTableOfThem() {
    int[] classes = new int[200_000];
    int[] clusters = new int[200_000];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = i / 2;
      clusters[i] = i / 2 % 50_000 + i % 2 * 50_000;
    }
    ClusterAgreement same = ClusterAgreement.of(classes, classes);
    assertThat(same.nmi()).isCloseTo(1, within(1e-9));
    assertThat(same.ami()).isCloseTo(1, within(1e-9));
    // No two of a class share a cluster.
    double mutual = Math.log(200_000) - 2 * Math.log(2);
    ClusterAgreement apart = ClusterAgreement.of(classes, clusters);
    assertThat(apart.nmi()).isCloseTo(mutual / Math.log(100_000), within(1e-9));
    assertThat(Math.abs(apart.ami())).isLessThan(0.01);
  }

  @Test
  void refusesPartitionsOutOfStep() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterAgreement.of(new int[3], new int[2]))
        .withMessage("3 classes and 2 clusters");
  }
}
