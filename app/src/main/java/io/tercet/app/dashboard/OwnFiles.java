package io.tercet.app.dashboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * Reads the files of one run, which are untrusted: only regular files inside its folder, after
 * resolving all links, within size limits. Throws {@link NoSuchFileException} for missing files and
 * {@link UnreadableException} for unreadable ones.
 *
 * @param folder folder of the run; may be a link
 */
record OwnFiles(Path folder) {
  private static final int MEGABYTE = 1 << 20;

  /** The content of a file of at most {@code megabytes} MB. */
  byte[] bytes(Path file, int megabytes) throws IOException {
    Path own = own(file);
    try (var in = Files.newInputStream(own)) {
      byte[] content = in.readNBytes(megabytes * MEGABYTE + 1);
      if (content.length > megabytes * MEGABYTE) {
        throw new UnreadableException(
            name(file) + ": larger than the limit of " + megabytes + " MB");
      }
      return content;
    } catch (FileSystemException e) {
      throw readable(file, e);
    }
  }

  /** The content as UTF-8 text, with or without a byte order mark. */
  String text(Path file, int megabytes) throws IOException {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes(file, megabytes)))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UnreadableException(name(file) + ": not UTF-8");
    }
  }

  /** Opens a file for random access. */
  FileChannel open(Path file) throws IOException {
    try {
      return FileChannel.open(own(file));
    } catch (FileSystemException e) {
      throw readable(file, e);
    }
  }

  private Path own(Path file) throws IOException {
    Path real = check(file);
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(real, BasicFileAttributes.class);
    } catch (FileSystemException e) {
      throw readable(file, e);
    }
    if (!attributes.isRegularFile()) {
      String found = attributes.isDirectory() ? "a folder" : "a device or pipe";
      throw new UnreadableException(name(file) + ": " + found + ", expected a file");
    }
    return real;
  }

  /** The real path of a file or folder, which must be inside the run's folder. */
  Path check(Path file) throws IOException {
    try {
      Path real = file.toRealPath();
      if (!real.startsWith(folder.toRealPath())) {
        throw new UnreadableException(name(file) + ": a link to outside the run's folder");
      }
      return real;
    } catch (FileSystemException e) {
      throw readable(file, e);
    }
  }

  private IOException readable(Path file, FileSystemException e) {
    return switch (e) {
      case NoSuchFileException missing -> missing;
      case AccessDeniedException _ -> new UnreadableException(name(file) + ": access denied");
      default ->
          new UnreadableException(
              name(file) + ": " + Objects.requireNonNullElse(e.getReason(), "cannot be read"));
    };
  }

  /** The name of a file in messages: its relative path. */
  String name(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
