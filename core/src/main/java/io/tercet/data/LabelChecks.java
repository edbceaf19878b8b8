package io.tercet.data;

/** Whether labels are numbers of classes. */
final class LabelChecks {
  private LabelChecks() {}

  /**
   * Checks one.
   *
   * @throws IllegalArgumentException if it is not from 0 to {@code classes - 1}
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
