package io.tercet.sampling;

import static io.tercet.tensor.Ranges.ints;
import static io.tercet.tensor.Ranges.longs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import io.tercet.tensor.Randoms;
import org.junit.jupiter.api.Test;

class ClassIndexTest {

  /** Of the classes, every other one is empty. */
  @Test
  void examplesAreSortedByClass() {
    qt().withExamples(200)
        .forAll(ints(1, 40), ints(0, 60), longs(0, 1000))
        .checkAssert((classes, examples, seed) -> {
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
        });
  }
}
