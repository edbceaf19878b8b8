package io.tercet.app.cli.option;

import java.util.List;

/** A command that checks its options before it runs, so that all mistakes are answered together. */
public interface Validated {
  /** One line for each mistake. */
  List<String> problems();
}
