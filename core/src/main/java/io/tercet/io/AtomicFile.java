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
 * Writes files that are whole or absent: to a temporary file beside the target, flushed to disk,
 * then moved into place. If anything fails, the temporary file goes and what was at the target
 * stays.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Something that writes a file's content. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes {@code content} to {@code target}, replacing what is there.
   *
   * @throws IOException if that fails, a full disk included; it names the target
   */
  public static void write(Path target, Content content) throws IOException {
    write(target, content, true);
  }

  /**
   * The same without waiting for the disk, for what is written often and may be lost if the machine
   * fails, though never half.
   */
  public static void writeSoon(Path target, Content content) throws IOException {
    write(target, content, false);
  }

  private static void write(Path target, Content content, boolean forced) throws IOException {
    if (Files.isDirectory(target)) {
      throw new FileSystemException(target.toString(), null, "is a folder, expected a file");
    }
    try (TemporaryFile temporary = TemporaryFile.beside(target)) {
      // Closing it would close the channel, and with it the lock, before the file is in its place.
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

  /** The exception with the name of the target: people know nothing of a temporary file. */
  private static IOException named(Path target, IOException thrown) {
    String name = target.toString();
    return switch (thrown) {
      case NoSuchFileException e when isTemporary(e) -> caused(new NoSuchFileException(name), e);
      case AccessDeniedException e when isTemporary(e) ->
          caused(new AccessDeniedException(name), e);
      case FileSystemException e when isTemporary(e) ->
          caused(new FileSystemException(name, null, e.getReason()), e);
      // A full disk, for instance; it is the channel that says so, and it has no name.
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
