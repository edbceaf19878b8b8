package io.tercet.image.format;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of a picture for readers of ImageIO, without a copy and without a temporary file. A
 * reader that asks for more and more beyond the end is stopped, and so is one that takes too long
 * and asks for anything: some would go on for ever.
 */
final class ContentStream extends ImageInputStreamImpl {
  private static final int MOST_BEYOND_END = 4096;

  private final byte[] content;
  private int beyondEnd;
  private long furthest;
  private volatile boolean stopped;

  ContentStream(byte[] content) {
    this.content = content;
  }

  /** Where the last byte that was read lies, and one more. */
  long furthest() {
    return furthest;
  }

  /** From now on there is nothing to be had. */
  void stop() {
    stopped = true;
  }

  @Override
  public int read() throws IOException {
    bitOffset = 0;
    if (stopped || streamPos >= content.length) {
      return end();
    }
    furthest = Math.max(furthest, streamPos + 1);
    return content[(int) streamPos++] & 0xff;
  }

  @Override
  public int read(byte[] destination, int offset, int count) throws IOException {
    bitOffset = 0;
    if (stopped || streamPos >= content.length) {
      return end();
    }
    int found = (int) Math.min(count, content.length - streamPos);
    System.arraycopy(content, (int) streamPos, destination, offset, found);
    streamPos += found;
    furthest = Math.max(furthest, streamPos);
    return found;
  }

  private int end() throws IOException {
    if (stopped || ++beyondEnd > MOST_BEYOND_END) {
      throw new IOException("its reader asks for more than there is");
    }
    return -1;
  }

  @Override
  public long length() {
    return content.length;
  }
}
