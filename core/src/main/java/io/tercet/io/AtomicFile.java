package io.tercet.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Writes files atomically: to a temporary file in the same folder, flushed to disk, then moved into
 * place. If anything fails, the temporary file is deleted and the target is unchanged.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Something that writes a file's content. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes {@code content} to {@code target}, replacing an existing file.
   *
   * @throws IOException if writing fails, for instance on a full disk; its message names the target
   */
  public static void write(Path target, Content content) throws IOException {
    write(target, content, true);
  }

  /**
   * The same without flushing to disk, for files that are written often. A crash of the machine may
   * lose the update but never leaves a partial file.
   */
  public static void writeSoon(Path target, Content content) throws IOException {
    write(target, content, false);
  }

  private static void write(Path target, Content content, boolean forced) throws IOException {
    if (Files.isDirectory(target)) {
      throw new FileSystemException(target.toString(), null, "is a folder, expected a file");
    }
    try (TemporaryFile temporary = TemporaryFile.beside(target)) {
      // Closing it would close the channel, and release the lock, before the file is moved.
      OutputStream out =
          new BufferedOutputStream(Channels.newOutputStream(temporary.channel()), 1 << 16);
      content.writeTo(out);
      out.flush();
      if (forced) {
        temporary.channel().force(true);
      }
      temporary.moveTo(target);
    } catch (IOException e) {
      throw named(target, e);
    }
  }

  /** The exception with the name of the target instead of the temporary file. */
  private static IOException named(Path target, IOException thrown) {
    String name = target.toString();
    return switch (thrown) {
      case NoSuchFileException e when isTemporary(e) -> caused(new NoSuchFileException(name), e);
      case AccessDeniedException e when isTemporary(e) ->
          caused(new AccessDeniedException(name), e);
      case FileSystemException e when isTemporary(e) ->
          caused(new FileSystemException(name, null, e.getReason()), e);
      // Exceptions of the channel, on a full disk for instance, name no file.
      case IOException e when e.getClass() == IOException.class ->
          caused(new FileSystemException(name, null, e.getMessage()), e);
      default -> thrown;
    };
  }

  private static IOException caused(IOException named, IOException cause) {
    named.initCause(cause);
    return named;
  }

  private static boolean isTemporary(FileSystemException e) {
    return e.getFile() != null && e.getFile().endsWith(TemporaryFile.SUFFIX);
  }
}
