package io.tercet.image.format;

/** Reverses horizontal differencing of the samples of a row. */
final class TiffPredictor {
  private static final int DIFFERENCES = 2;
  private static final int REAL_DIFFERENCES = 3;

  private TiffPredictor() {}

  static void undo(byte[] row, int from, int count, TiffLayout layout, boolean little) {
    int apart = layout.together();
    if (layout.predictor() == DIFFERENCES) {
      switch (layout.bits()) {
        case 8 -> addBytes(row, from, count, apart);
        case 16, 32, 64 -> addNumbers(row, from, count, apart, layout.bits() / 8, little);
        default -> {} // not defined for packed samples
      }
    } else if (layout.predictor() == REAL_DIFFERENCES) {
      addBytes(row, from, count, apart);
      gather(row, from, count, layout.bits() / 8, little);
    }
  }

  private static void addBytes(byte[] row, int from, int count, int apart) {
    for (int i = from + apart; i < from + count; i++) {
      row[i] = (byte) (row[i] + row[i - apart]);
    }
  }

  private static void addNumbers(
      byte[] row, int from, int count, int apart, int size, boolean little) {
    for (int at = from + apart * size; at < from + count; at += size) {
      int carry = 0;
      for (int i = 0; i < size; i++) {
        int place = at + (little ? i : size - 1 - i);
        int sum = (row[place] & 0xff) + (row[place - apart * size] & 0xff) + carry;
        row[place] = (byte) sum;
        carry = sum >> 8;
      }
    }
  }

  /** Regroups bytes that are stored by significance, the most significant first. */
  private static void gather(byte[] row, int from, int count, int size, boolean little) {
    byte[] apart = new byte[count];
    System.arraycopy(row, from, apart, 0, count);
    int numbers = count / size;
    for (int i = 0; i < numbers; i++) {
      for (int j = 0; j < size; j++) {
        int place = little ? size - 1 - j : j;
        row[from + i * size + place] = apart[j * numbers + i];
      }
    }
  }
}
