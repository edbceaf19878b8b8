package io.tercet.image;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Contents of image files between the reading of their headers and their decoding, so that a file
 * is read from disk once. Those that exceed the limit are not kept. Thread-safe.
 */
final class ImageContents {
  private final Map<Path, byte[]> kept = new ConcurrentHashMap<>();
  private final AtomicLong left;

  /**
   * @param limit bytes to keep at most
   */
  ImageContents(long limit) {
    this.left = new AtomicLong(limit);
  }

  /** Keeps up to an eighth of the maximum heap size. */
  static ImageContents ofHeap() {
    return new ImageContents(Runtime.getRuntime().maxMemory() / 8);
  }

  /** Keeps the content of a file if it still fits. */
  void keep(Path file, byte[] content) {
    if (left.addAndGet(-content.length) >= 0) {
      kept.put(file, content);
    } else {
      left.addAndGet(content.length);
    }
  }

  /** Removes and returns the content of a file; null if it was not kept. */
  byte @Nullable [] take(Path file) {
    byte[] content = kept.remove(file);
    if (content != null) {
      left.addAndGet(content.length);
    }
    return content;
  }
}
