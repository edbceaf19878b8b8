package io.tercet.data;

/** Checks that labels are valid class numbers. */
final class LabelChecks {
  private LabelChecks() {}

  /**
   * Checks a label.
   *
   * @throws IllegalArgumentException unless it is from 0 to {@code classes - 1}
   */
  static void require(int label, int example, int classes) {
    if (label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          classes == 0
              ? "example %d has label %d, but there are no classes".formatted(example, label)
              : "example %d has label %d, expected 0 to %d".formatted(example, label, classes - 1));
    }
  }
}
