package io.tercet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitsTest {
  @Test
  void eachClassGivesItsShareAndNoExampleIsInBoth() {
    int[] labels = new int[111];
    Arrays.fill(labels, 100, 110, 1);
    labels[110] = 2;
    TrainTestSplit split = Splits.byFraction("x", numbered(labels), 0.2, new Seed(1));
    assertThat(count(split.test(), 0)).isEqualTo(20);
    assertThat(count(split.test(), 1)).isEqualTo(2);
    assertThat(count(split.test(), 2)).isZero();
    Set<Float> seen = new HashSet<>();
    for (Dataset part : new Dataset[] {split.train(), split.test()}) {
      for (int i = 0; i < part.size(); i++) {
        float[] feature = new float[1];
        part.read(i, feature, 0);
        assertThat(seen.add(feature[0])).isTrue();
        assertThat(part.label(i)).isEqualTo(labels[(int) feature[0]]);
      }
    }
    assertThat(seen).hasSize(111);
  }

  @Test
  void groupsStayOnOneSide() {
    int[] labels = new int[300];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 3;
    }
    Dataset all = new Grouped(numbered(labels));
    TrainTestSplit split = Splits.byFraction("x", all, 0.2, new Seed(1));
    assertThat(split.train().size() + split.test().size()).isEqualTo(300);
    assertThat(split.test().size()).isBetween(60, 69);
    Set<Integer> trained = groups(split.train());
    assertThat(groups(split.test())).isNotEmpty().doesNotContainAnyElementsOf(trained);
    assertThat(Splits.byFraction("x", split.train(), 0.5, new Seed(2)).test())
        .satisfies(part -> assertThat(trained).containsAll(groups(part)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Splits.byFraction("x", one(all), 0.2, new Seed(1)))
        .withMessage("x: a split by groups needs at least 2 groups, found 1");
  }

  private static Dataset one(Dataset all) {
    return new Subset(all, new int[] {0, 1, 2});
  }

  private static Set<Integer> groups(Dataset part) {
    Set<Integer> groups = new HashSet<>();
    for (int i = 0; i < part.size(); i++) {
      if (part.group(i) >= 0) {
        groups.add(part.group(i));
      }
    }
    return groups;
  }

  /** Ten examples in a row are a group, and the last ten have none. */
  private record Grouped(Dataset of) implements Dataset {
    @Override
    public int size() {
      return of.size();
    }

    @Override
    public List<Integer> shape() {
      return of.shape();
    }

    @Override
    public List<String> classNames() {
      return of.classNames();
    }

    @Override
    public int label(int index) {
      return of.label(index);
    }

    @Override
    public int group(int index) {
      return index < 290 ? index / 10 : -1;
    }

    @Override
    public void read(int index, float[] destination, int offset) {
      of.read(index, destination, offset);
    }
  }

  @Test
  void unseenClassesAreOnOneSideOnlyAndNumberedAnew() {
    int[] labels = new int[60];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 6;
    }
    Dataset all = numbered(labels);
    TrainTestSplit split = Splits.byClasses("x", all, all, 1 / 3.0, new Seed(1));
    assertThat(split.isOfUnseenClasses()).isTrue();
    assertThat(split.train().size()).isEqualTo(40);
    assertThat(split.test().size()).isEqualTo(20);
    Set<String> names = new HashSet<>();
    for (Dataset part : new Dataset[] {split.train(), split.test()}) {
      assertThat(part.classNames()).isSorted();
      assertThat(names.addAll(part.classNames())).isTrue();
      for (int i = 0; i < part.size(); i++) {
        float[] feature = new float[1];
        part.read(i, feature, 0);
        String name = all.classNames().get(labels[(int) feature[0]]);
        assertThat(part.classNames().get(part.label(i))).isEqualTo(name);
      }
    }
    assertThat(names).hasSize(6);
    assertThat(Splits.byClasses("x", all, all, 0.99, new Seed(1)).train().classNames()).hasSize(2);
    assertThat(Splits.byClasses("x", all, all, 0.01, new Seed(1)).test().classNames()).hasSize(2);
  }

  @Test
  void fewerThanFourClassesAreTooFewToKeepSomeUnseen() {
    Dataset all = numbered(new int[] {0, 1, 2, 0, 1, 2});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Splits.byClasses("x", all, all, 0.5, new Seed(1)))
        .withMessageEndingWith("of at least 4 classes, found 0.5 of 3");
  }

  @Test
  void theSeedDecides() {
    Dataset all = numbered(new int[50]);
    TrainTestSplit one = Splits.byFraction("x", all, 0.3, new Seed(1));
    TrainTestSplit same = Splits.byFraction("x", all, 0.3, new Seed(1));
    TrainTestSplit other = Splits.byFraction("x", all, 0.3, new Seed(2));
    assertThat(DatasetDigest.of(same.test())).isEqualTo(DatasetDigest.of(one.test()));
    assertThat(DatasetDigest.of(other.test())).isNotEqualTo(DatasetDigest.of(one.test()));
  }

  @Test
  void testExamplesAreNotSortedByClass() {
    int[] labels = new int[400];
    Arrays.fill(labels, 200, 400, 1);
    int[] evaluated = Splits.byFraction("x", numbered(labels), 0.5, new Seed(1)).test().labels();
    assertThat(Arrays.stream(evaluated).limit(100).sum()).isBetween(30, 70);
  }

  @Test
  void smallClassesKeepAnExampleOnEitherSide() {
    TrainTestSplit split =
        Splits.byFraction("x", numbered(new int[] {0, 0, 1, 1}), 0.01, new Seed(1));
    assertThat(split.test().size()).isEqualTo(2);
    split = Splits.byFraction("x", numbered(new int[] {0, 0, 1, 1}), 0.99, new Seed(1));
    assertThat(split.train().size()).isEqualTo(2);
  }

  @Test
  void refusesWhatCannotBeCut() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Splits.byFraction("x", numbered(new int[] {0, 1}), 0.2, new Seed(1)))
        .withMessage("x: each of the 2 classes has a single example, so none is left for testing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Splits.byFraction("x", numbered(new int[4]), 1, new Seed(1)))
        .withMessage("the fraction of test examples must be above 0 and below 1, found 1.0");
  }

  private static Dataset numbered(int[] labels) {
    Matrix features = Matrix.zeros(labels.length, 1);
    for (int i = 0; i < labels.length; i++) {
      features.set(i, 0, i);
    }
    return ArrayDataset.of(features, labels);
  }

  private static long count(Dataset dataset, int label) {
    return Arrays.stream(dataset.labels()).filter(l -> l == label).count();
  }
}
