package io.tercet.data;

import java.util.Collections;

/**
 * A data set cut in two: what is learned from, and what is judged on.
 *
 * @param name what people call it: "mnist", "glyphs", or the folder it was read from
 * @param train examples to learn from
 * @param test examples to judge on, of the same shape, and of the same classes or of others
 *     altogether: classes that are not learned from, {@link #isOfUnseenClasses()}
 */
public record TrainTestSplit(String name, Dataset train, Dataset test) {

  public TrainTestSplit {
    if (!train.shape().equals(test.shape())) {
      throw new IllegalArgumentException(
          "%s: training examples have shape %s, test examples %s"
              .formatted(name, train.shape(), test.shape()));
    }
    if (!train.classNames().equals(test.classNames())
        && !Collections.disjoint(train.classNames(), test.classNames())) {
      throw new IllegalArgumentException(
          "%s: training classes are %s, test classes %s"
              .formatted(
                  name,
                  ClassNames.inShort(train.classNames()),
                  ClassNames.inShort(test.classNames())));
    }
  }

  /**
   * Whether no test example is of a class that is learned from. They are compared with each other
   * then, as there is nothing of their classes in the training examples.
   */
  public boolean isOfUnseenClasses() {
    return Collections.disjoint(train.classNames(), test.classNames());
  }
}
