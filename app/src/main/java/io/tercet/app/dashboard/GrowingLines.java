package io.tercet.app.dashboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Reads new complete lines of a growing file. */
final class GrowingLines {
  /** Maximum number of bytes read at once. */
  private static final int MAX_BYTES = 1 << 20;

  private final OwnFiles files;
  private final Path path;
  private long read;
  private boolean cut;

  GrowingLines(OwnFiles files, Path path) {
    this.files = files;
    this.path = path;
  }

  /** The lines added since the last call; empty while the file cannot be read. */
  List<ObjectNode> poll() {
    try (FileChannel file = files.open(path)) {
      if (file.size() < read) {
        read = 0; // the file was replaced, or cut off at a checkpoint
        cut = true;
      }
      byte[] content = new byte[(int) Math.min(MAX_BYTES, file.size() - read)];
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

  /** Whether lines went away since the last call of this method. */
  boolean wasCut() {
    boolean since = cut;
    cut = false;
    return since;
  }

  /** Number of bytes up to the last line end; all if a line exceeds the buffer. */
  private static int wholeLines(byte[] content, int length) {
    int end = length;
    while (end > 0 && content[end - 1] != '\n') {
      end--;
    }
    return end == 0 && length == MAX_BYTES ? MAX_BYTES : end;
  }
}
