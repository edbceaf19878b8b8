package io.tercet.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Integers that grow without being copied. Safe to share once nothing is added any more. */
final class IntBlocks {
  private static final int SHIFT = 16;
  private static final int MASK = (1 << SHIFT) - 1;

  private final List<int[]> blocks = new ArrayList<>();
  private int size;

  void add(int value) {
    if ((size & MASK) == 0) {
      blocks.add(new int[1 << SHIFT]);
    }
    blocks.getLast()[size & MASK] = value;
    size++;
  }

  int get(int index) {
    Objects.checkIndex(index, size);
    return blocks.get(index >> SHIFT)[index & MASK];
  }

  void set(int index, int value) {
    Objects.checkIndex(index, size);
    blocks.get(index >> SHIFT)[index & MASK] = value;
  }

  int size() {
    return size;
  }
}
