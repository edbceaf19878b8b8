package io.tercet.app.dashboard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a run's folder as the dashboard does: its line in the list, all of it, its space. */
public final class RunFolderReading {
  private RunFolderReading() {}

  public static void read(Path folder) throws IOException {
    RunFiles run = new RunFiles(folder);
    run.summary();
    run.details();
    RunFiles.readObject(run.triplets());
    Optional<Space> space = Space.of(run);
    if (space.isPresent()) {
      space.get().figures(0);
      space.get().points(0, 0);
      space.get().mistakes(0);
      space.get().image(0);
    }
  }
}
