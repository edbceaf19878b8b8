package io.tercet.app.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** Formats an {@link IOException} for users: the path and the reason. */
public final class IoReason {
  private IoReason() {}

  /** "runs/1/steps.jsonl: No space left on device". */
  public static String line(IOException exception) {
    return switch (exception) {
      case NoSuchFileException missing -> missing.getFile() + ": no such file or folder";
      case AccessDeniedException denied -> denied.getFile() + ": access denied";
      case NotDirectoryException file -> file.getFile() + ": not a folder";
      case DirectoryNotEmptyException full -> full.getFile() + ": is a folder with files in it";
      case FileAlreadyExistsException there -> there.getFile() + ": exists and is not a folder";
      case FileSystemLoopException loop -> loop.getFile() + ": circular links";
      case FileSystemException other ->
          "%s: %s"
              .formatted(
                  other.getFile(),
                  Objects.requireNonNullElse(other.getReason(), "cannot be read or written"));
      default -> Objects.requireNonNullElse(exception.getMessage(), exception.toString());
    };
  }
}
