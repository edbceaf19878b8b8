package io.tercet.data;

import java.util.Collections;

/**
 * A data set split into a training and a test part.
 *
 * @param name display name: "mnist", "glyphs", or the folder it was read from
 * @param train training examples
 * @param test test examples of the same shape, either of the same classes or of entirely different
 *     ones, {@link #isOfUnseenClasses()}
 */
public record TrainTestSplit(String name, Dataset train, Dataset test) {

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if they differ in shape, or share some classes but not all
   */
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
   * {@return whether no test class occurs in training} Test examples are then compared with each
   * other, since the training examples contain none of their classes.
   */
  public boolean isOfUnseenClasses() {
    return Collections.disjoint(train.classNames(), test.classNames());
  }
}
