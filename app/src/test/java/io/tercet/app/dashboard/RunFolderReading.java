package io.tercet.app.dashboard;

import io.tercet.data.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a run's folder as the dashboard does: its line in the list, all of it, its space. */
public final class RunFolderReading {
  private RunFolderReading() {}

  /** Reads a run folder; errors are reported with its path. */
  public static void read(Path folder) throws IOException {
    try {
      readAll(folder);
    } catch (UnreadableException e) {
      throw new DataException(folder + "/" + e.getMessage(), e);
    }
  }

  private static void readAll(Path folder) throws IOException {
    RunFiles run = new RunFiles(folder);
    var _ = RunSummary.read(run).now();
    var _ = RunDetails.of(run);
    var _ = run.readObject(run.triplets());
    Optional<Space> space = Space.of(run);
    if (space.isPresent()) {
      space.get().figures(0);
      space.get().points(0, 0);
      space.get().mistakes(0);
      space.get().image(0);
    }
  }
}
