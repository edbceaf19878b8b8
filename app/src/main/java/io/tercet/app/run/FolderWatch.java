package io.tercet.app.run;

import io.tercet.loss.LossValue;
import io.tercet.nn.Encoder;
import io.tercet.train.EpochResult;
import io.tercet.train.TrainingListener;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * Checks once per second of training, and after each epoch, that the model can still be written to
 * the run's folder. Open files remain writable after their folder was deleted, so writes alone
 * would not detect it.
 */
final class FolderWatch implements TrainingListener {
  private static final long PAUSE_NANOS = 1_000_000_000;

  private final RunFolder folder;
  private final FolderTrouble trouble;
  private long looked = System.nanoTime();

  FolderWatch(RunFolder folder, FolderTrouble trouble) {
    this.folder = folder;
    this.trouble = trouble;
  }

  @Override
  public void stepEnded(int epoch, int step, LossValue loss) {
    if (System.nanoTime() - looked >= PAUSE_NANOS) {
      look();
    }
  }

  @Override
  public void epochEnded(EpochResult result, Encoder encoder) {
    look();
  }

  private void look() {
    looked = System.nanoTime();
    IOException found = find();
    if (found != null && trouble.isNone()) {
      trouble.occurred(found);
    }
  }

  private @Nullable IOException find() {
    if (!Files.isRegularFile(folder.state())) {
      return new FileSystemException(
          folder.toString(), null, "this run's folder, or what is in it, was deleted");
    }
    if (Files.isDirectory(folder.model())) {
      return new FileSystemException(
          folder.model().toString(), null, "is a folder, and the model is to be there");
    }
    return null;
  }
}
