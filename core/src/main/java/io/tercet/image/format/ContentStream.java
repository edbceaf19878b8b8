package io.tercet.image.format;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of an image for ImageIO readers, without a copy and without a temporary file. Readers
 * that repeatedly read beyond the end, or that exceed their time limit, get an exception: some
 * would loop forever.
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

  /** One past the last byte that was read. */
  long furthest() {
    return furthest;
  }

  /** Makes all further reads fail. */
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
      throw new IOException("the reader repeatedly reads beyond the end");
    }
    return -1;
  }

  @Override
  public long length() {
    return content.length;
  }
}
