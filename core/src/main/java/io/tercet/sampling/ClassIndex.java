package io.tercet.sampling;

import io.tercet.tensor.OffHeapInts;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The examples of each class, as one array sorted by class: class c has a contiguous range of it,
 * in the order of the examples. Those of a data set are kept off the heap, those of a batch, which
 * is indexed in each step, are not.
 */
public final class ClassIndex {
  private final int[] few;
  private final @Nullable OffHeapInts many;
  private final int count;
  private final int[] start;

  /** Examples from which on they are kept off the heap: a data set and not a batch. */
  private static final int MANY = 1 << 14;

  /** Class numbers that there is room for: one int each. */
  private static final int MOST_CLASSES = 1 << 24;

  /**
   * Sorts the examples by class.
   *
   * @param labels class number of each example, 0 to 16,777,215
   * @throws IllegalArgumentException if a label is none of these
   */
  public ClassIndex(int[] labels) {
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= MOST_CLASSES) {
        throw new IllegalArgumentException(
            "example %d has label %d, expected 0 to %d".formatted(i, labels[i], MOST_CLASSES - 1));
      }
    }
    int classes = Arrays.stream(labels).max().orElse(-1) + 1;
    start = new int[classes + 1];
    for (int label : labels) {
      start[label + 1]++;
    }
    Arrays.parallelPrefix(start, Integer::sum);
    count = labels.length;
    few = new int[count < MANY ? count : 0];
    many = count < MANY ? null : new OffHeapInts(count);
    int[] next = start.clone();
    for (int i = 0; i < count; i++) {
      int place = next[labels[i]]++;
      if (many == null) {
        few[place] = i;
      } else {
        many.set(place, i);
      }
    }
  }

  /** {@return one more than the largest class number; classes in between may be empty} */
  public int classes() {
    return start.length - 1;
  }

  /**
   * {@return the class number of the example at a position of the sorted array: the last class that
   * starts at or before it} By halves and without branches, since they are unpredictable.
   *
   * @param position from 0 to {@code count() - 1}
   */
  public int labelAt(int position) {
    int label = 0;
    for (int left = classes(); left > 1; left = (left + 1) >>> 1) {
      int half = left >>> 1;
      label += half & ~((position - start[label + half]) >> (Integer.SIZE - 1));
    }
    return label;
  }

  /**
   * {@return the number of examples of a class}
   *
   * @param label from 0 to {@code classes() - 1}
   */
  public int count(int label) {
    return start[label + 1] - start[label];
  }

  /** {@return the number of all examples} */
  public int count() {
    return count;
  }

  /**
   * {@return where the class begins in the sorted array}
   *
   * @param label from 0 to {@code classes() - 1}
   */
  public int start(int label) {
    return start[label];
  }

  /**
   * {@return the example at a position of the sorted array}
   *
   * @param position from 0 to {@code count() - 1}
   */
  public int at(int position) {
    return many == null ? few[position] : many.get(position);
  }
}
