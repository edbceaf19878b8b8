package io.tercet.app.run;

import java.nio.file.Path;

/** Is notified when a run starts, before its first step. */
@FunctionalInterface
public interface RunWatcher {
  /** Ignores all runs. */
  RunWatcher NONE = (folder, control) -> {};

  /**
   * A run starts.
   *
   * @param folder output folder of the run
   * @param control controls the run
   */
  void started(Path folder, RunControl control);
}
