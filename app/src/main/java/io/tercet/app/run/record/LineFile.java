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

  /** Creates the file, empty. */
  LineFile(Path path) throws IOException {
    this.path = path;
    channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
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

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
