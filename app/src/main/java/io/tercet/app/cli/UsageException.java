package io.tercet.app.cli;

import java.util.ArrayList;
import java.util.List;

/** Wrong use: one line for each mistake, exit code 2. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ArrayList<String> problems;

  UsageException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = new ArrayList<>(problems);
  }

  UsageException(String problem) {
    this(List.of(problem));
  }

  /** One line for each mistake. */
  List<String> problems() {
    return List.copyOf(problems);
  }
}
