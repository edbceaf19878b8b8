package io.tercet.app.dashboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** New whole lines of a file that grows. */
final class GrowingLines {
  /** Bytes taken from the file at once. */
  private static final int MOST = 1 << 20;

  private final OwnFiles files;
  private final Path path;
  private long read;

  GrowingLines(OwnFiles files, Path path) {
    this.files = files;
    this.path = path;
  }

  /** What is new since the last call; nothing while the file cannot be read. */
  List<ObjectNode> poll() {
    try (FileChannel file = files.open(path)) {
      if (file.size() < read) {
        read = 0; // written anew
      }
      byte[] content = new byte[(int) Math.min(MOST, file.size() - read)];
      ByteBuffer bytes = ByteBuffer.wrap(content);
      int count = 0;
      while (bytes.hasRemaining() && count >= 0) {
        count = file.read(bytes, read + bytes.position());
      }
      int end = wholeLines(content, bytes.position());
      read += end;
      return RunLines.parse(new String(content, 0, end, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Bytes up to the last end of a line; all if there is none where a line cannot be so long. */
  private static int wholeLines(byte[] content, int length) {
    int end = length;
    while (end > 0 && content[end - 1] != '\n') {
      end--;
    }
    return end == 0 && length == MOST ? MOST : end;
  }
}
