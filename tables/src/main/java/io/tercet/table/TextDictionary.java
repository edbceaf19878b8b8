package io.tercet.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The different texts of a column, numbered as they come. A text is looked up where it stands; only
 * new ones become strings. Not thread-safe.
 */
final class TextDictionary {
  /** What {@link #code} returns for a text that found no room. */
  static final int FULL = -2;

  private final int most;
  private final List<String> texts = new ArrayList<>();
  private int[] hashes = new int[16];
  private int[] slots = new int[32];
  private boolean full;

  /**
   * @param most the texts it has room for
   */
  TextDictionary(int most) {
    this.most = most;
    Arrays.fill(slots, -1);
  }

  /** The code of a text, a new one if it is new, or {@link #FULL}. */
  int code(char[] text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text[i];
    }
    int slot = slot(hash);
    for (int code = slots[slot]; code >= 0; code = slots[slot]) {
      if (hashes[code] == hash && isEqual(texts.get(code), text, from, to)) {
        return code;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    if (texts.size() >= most) {
      full = true;
      return FULL;
    }
    return add(new String(text, from, to - from), hash, slot);
  }

  int code(String text) {
    return code(text.toCharArray(), 0, text.length());
  }

  private static boolean isEqual(String known, char[] text, int from, int to) {
    if (known.length() != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (known.charAt(i - from) != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** Spreads the hash, whose low bits are those of the last characters. */
  private int slot(int hash) {
    int spread = hash * 0x9e3779b9;
    return (spread ^ (spread >>> 15)) & (slots.length - 1);
  }

  private int add(String text, int hash, int slot) {
    int code = texts.size();
    texts.add(text);
    if (code == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * code);
    }
    hashes[code] = hash;
    slots[slot] = code;
    if (4 * texts.size() > 3 * slots.length) {
      slots = new int[2 * slots.length];
      Arrays.fill(slots, -1);
      for (int each = 0; each < texts.size(); each++) {
        int free = slot(hashes[each]);
        while (slots[free] >= 0) {
          free = (free + 1) & (slots.length - 1);
        }
        slots[free] = each;
      }
    }
    return code;
  }

  int size() {
    return texts.size();
  }

  /** Whether a text found no room. */
  boolean isFull() {
    return full;
  }

  String text(int code) {
    return texts.get(code);
  }

  /** The texts as they came. */
  List<String> texts() {
    return Collections.unmodifiableList(texts);
  }

  /** The codes in the order of their texts: by number if all are numbers, else as text. */
  int[] sorted() {
    Comparator<Integer> asText = Comparator.comparing(texts::get);
    float[] numbers = new float[texts.size()];
    boolean numeric = true;
    for (int code = 0; code < numbers.length; code++) {
      numbers[code] = DecimalText.parse(texts.get(code));
      numeric &= !Float.isNaN(numbers[code]);
    }
    Comparator<Integer> order =
        numeric
            ? Comparator.<Integer>comparingDouble(code -> numbers[code])
                .thenComparing(texts::get, TextDictionary::compareWhole)
                .thenComparing(asText)
            : asText;
    return IntStream.range(0, numbers.length)
        .boxed()
        .sorted(order)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Orders numbers that are the same as float32, by their length and then their digits. */
  private static int compareWhole(String a, String b) {
    try {
      return new BigDecimal(a.strip()).compareTo(new BigDecimal(b.strip()));
    } catch (NumberFormatException e) {
      return 0; // infinities
    }
  }

  /** The place of each code in an order. */
  static int[] places(int[] order) {
    int[] places = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      places[order[i]] = i;
    }
    return places;
  }
}
