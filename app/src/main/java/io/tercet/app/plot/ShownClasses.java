package io.tercet.app.plot;

import java.util.Arrays;
import java.util.List;

/**
 * The classes of the points of a picture. The first {@value Palette#MOST} of them have a colour and
 * mark each, by their place in {@link #numbers()}; the others share a light grey.
 *
 * @param numbers class numbers that have a look of their own, ascending
 * @param names their names
 * @param others how many classes are left
 */
record ShownClasses(List<Integer> numbers, List<String> names, int others) {

  static ShownClasses of(EmbeddingSnapshot frame) {
    int[] present = Arrays.stream(frame.labels()).distinct().sorted().toArray();
    List<Integer> numbers = Arrays.stream(present).limit(Palette.MOST).boxed().toList();
    List<String> names = numbers.stream().map(frame.classNames()::get).toList();
    return new ShownClasses(numbers, names, present.length - numbers.size());
  }

  /** "and 38 more". */
  String more() {
    return "and %,d more".formatted(others);
  }
}
