package io.tercet.app.plot;

import java.util.Arrays;
import java.util.List;

/**
 * The classes of the points of a plot. The first {@value Palette#MOST} have individual colors and
 * markers, by index in {@link #numbers()}; the others share a light gray.
 *
 * @param numbers class numbers with individual colors and markers, ascending
 * @param names their names
 * @param others number of other classes
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
