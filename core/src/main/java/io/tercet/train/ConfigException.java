package io.tercet.train;

import java.util.ArrayList;
import java.util.List;

/** Values of a configuration that cannot be; one line for each. */
public final class ConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** One line for each mistake. */
  private final ArrayList<String> problems;

  ConfigException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = new ArrayList<>(problems);
  }

  /** {@return one line for each mistake} */
  public List<String> problems() {
    return List.copyOf(problems);
  }
}
