package io.tercet.app.run;

import io.tercet.data.catalog.CacheFolder;
import io.tercet.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Saves a model in the run's folder or, if that fails, elsewhere. */
final class ModelKeeper {
  private final RunFolder folder;
  private final FolderTrouble trouble;
  private final List<Path> others;

  ModelKeeper(RunFolder folder, FolderTrouble trouble) {
    this(
        folder,
        trouble,
        List.of(Path.of(System.getProperty("java.io.tmpdir")), CacheFolder.homeOfUser()));
  }

  /**
   * @param others fallback folders, in which a new folder is created
   */
  ModelKeeper(RunFolder folder, FolderTrouble trouble, List<Path> others) {
    this.folder = folder;
    this.trouble = trouble;
    this.others = others;
  }

  /**
   * Saves a model.
   *
   * @return its path
   * @throws IOException if it cannot be written to any folder
   */
  Path keep(ModelFile model) throws IOException {
    try {
      model.write(folder.model());
      return folder.model();
    } catch (IOException e) {
      trouble.occurred(e);
      return elsewhere(model, e);
    }
  }

  private Path elsewhere(ModelFile model, IOException because) throws IOException {
    for (Path other : others) {
      try {
        Path path = Files.createTempDirectory(other, "tercet-run-").resolve(RunFolder.MODEL);
        model.write(path);
        return path;
      } catch (IOException e) {
        because.addSuppressed(e);
      }
    }
    throw because;
  }
}
