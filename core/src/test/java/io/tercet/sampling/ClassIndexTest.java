package io.tercet.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.math.Randoms;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class ClassIndexTest {

  /** Of the classes, every other one is empty. */
  @Property(tries = 200)
  void examplesAreSortedByClass(
      @ForAll @IntRange(min = 1, max = 40) int classes,
      @ForAll @IntRange(min = 0, max = 60) int examples,
      @ForAll @LongRange(min = 0, max = 1000) long seed) {
    int[] labels = Randoms.labels(examples, classes, seed);
    for (int i = 0; i < examples; i++) {
      labels[i] = 2 * labels[i] + 1;
    }
    ClassIndex index = new ClassIndex(labels);
    int[] seen = new int[index.classes()];
    int last = -1;
    for (int position = 0; position < index.count(); position++) {
      int label = labels[index.at(position)];
      assertThat(index.labelAt(position)).isEqualTo(label);
      assertThat(position).isEqualTo(index.start(label) + seen[label]++);
      assertThat(position == index.start(label) || index.at(position) > last).isTrue();
      last = index.at(position);
    }
    for (int label = 0; label < index.classes(); label++) {
      assertThat(seen[label]).isEqualTo(index.count(label));
    }
  }
}
