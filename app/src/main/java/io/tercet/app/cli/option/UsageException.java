package io.tercet.app.cli.option;

import java.util.ArrayList;
import java.util.List;

/** A usage error: one line for each mistake, exit code 2. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ArrayList<String> problems;

  public UsageException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = new ArrayList<>(problems);
  }

  public UsageException(String problem) {
    this(List.of(problem));
  }

  /** One line for each mistake. */
  public List<String> problems() {
    return List.copyOf(problems);
  }
}
