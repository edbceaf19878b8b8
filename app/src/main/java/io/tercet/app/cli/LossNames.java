package io.tercet.app.cli;

import io.tercet.train.LossKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The losses, for help and shell completion. */
final class LossNames extends ArrayList<String> {
  private static final long serialVersionUID = 1L;

  LossNames() {
    super(names());
  }

  static Optional<LossKind> find(String name) {
    return Arrays.stream(LossKind.values()).filter(loss -> loss.toString().equals(name)).findAny();
  }

  static String unknown(String name) {
    return "--loss: found '%s', expected one of %s".formatted(name, String.join(", ", names()));
  }

  private static List<String> names() {
    return Arrays.stream(LossKind.values()).map(LossKind::toString).toList();
  }
}
