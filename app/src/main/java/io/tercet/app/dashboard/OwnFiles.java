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
 * Reads the files of one run, which may have been made by anybody: only regular files that lie in
 * its folder, once all links are followed, and that are not larger than they may be. What is not
 * there throws {@link NoSuchFileException}, what cannot be read {@link UnreadableException}.
 *
 * @param folder of the run; it may be reached through a link
 */
record OwnFiles(Path folder) {
  private static final int MEGABYTE = 1 << 20;

  /** What is in a file of at most so many megabytes. */
  byte[] bytes(Path file, int megabytes) throws IOException {
    Path own = own(file);
    try (var in = Files.newInputStream(own)) {
      byte[] content = in.readNBytes(megabytes * MEGABYTE + 1);
      if (content.length > megabytes * MEGABYTE) {
        throw new UnreadableException(
            name(file) + ": larger than " + megabytes + " MB, which no run writes");
      }
      return content;
    } catch (FileSystemException e) {
      throw told(file, e);
    }
  }

  /** The same as text in UTF-8, with or without a byte order mark. */
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

  /** Opens a file to read parts of it. */
  FileChannel open(Path file) throws IOException {
    try {
      return FileChannel.open(own(file));
    } catch (FileSystemException e) {
      throw told(file, e);
    }
  }

  private Path own(Path file) throws IOException {
    Path real = check(file);
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(real, BasicFileAttributes.class);
    } catch (FileSystemException e) {
      throw told(file, e);
    }
    if (!attributes.isRegularFile()) {
      String found = attributes.isDirectory() ? "a folder" : "a device or pipe";
      throw new UnreadableException(name(file) + ": " + found + ", expected a file");
    }
    return real;
  }

  /** Where a file or folder really is, which must be in the run's folder. */
  Path check(Path file) throws IOException {
    try {
      Path real = file.toRealPath();
      if (!real.startsWith(folder.toRealPath())) {
        throw new UnreadableException(name(file) + ": a link that leads out of the run's folder");
      }
      return real;
    } catch (FileSystemException e) {
      throw told(file, e);
    }
  }

  private IOException told(Path file, FileSystemException e) {
    return switch (e) {
      case NoSuchFileException missing -> missing;
      case AccessDeniedException _ -> new UnreadableException(name(file) + ": access denied");
      default ->
          new UnreadableException(
              name(file) + ": " + Objects.requireNonNullElse(e.getReason(), "cannot be read"));
    };
  }

  /** What a file is called in messages: its path in the folder. */
  String name(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
