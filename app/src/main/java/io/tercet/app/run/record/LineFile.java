package io.tercet.app.run.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file to which complete lines are appended; a line that cannot be written completely is removed.
 */
final class LineFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  /**
   * Opens the file.
   *
   * @param keep number of bytes that stay if it exists; what follows them is cut off
   */
  LineFile(Path path, long keep) throws IOException {
    this.path = path;
    channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.truncate(keep);
    channel.position(channel.size());
  }

  /**
   * Appends a line.
   *
   * @throws UncheckedIOException if it cannot be written; it names the file
   */
  void append(String line) {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      long end = channel.size();
      try {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      } catch (IOException e) {
        channel.truncate(end);
        throw e;
      }
    } catch (IOException e) {
      FileSystemException named = new FileSystemException(path.toString(), null, e.getMessage());
      named.initCause(e);
      throw new UncheckedIOException(named);
    }
  }

  /** Number of bytes so far. */
  long length() {
    try {
      return channel.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Flushes it to disk. */
  void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
