package io.tercet.app.run;

import java.nio.file.Path;

/** Hears that a run begins, before its first step. */
@FunctionalInterface
public interface RunWatcher {
  /** Nobody watches. */
  RunWatcher NONE = (folder, control) -> {};

  /**
   * A run begins.
   *
   * @param folder where it writes
   * @param control what may be done to it
   */
  void started(Path folder, RunControl control);
}
