package io.tercet.nn.op;

import io.tercet.kernel.KernelChoice;
import io.tercet.nn.ImageShape;
import io.tercet.tensor.CsrRows;
import java.util.Arrays;

/**
 * The non-zero values of an image as sparse rows, by pixel or by channel. Pixels are numbered with
 * a row length of {@code pitch}, at least the image's width. Buffers are reused; one image at a
 * time. Not thread-safe.
 */
final class ImageEntries {
  private int[] hits = new int[0];
  private char[] column = new char[0];
  private float[] value = new float[0];
  private int[] start = new int[0];
  private int[] end = new int[0];
  private int count;

  /** Lists the non-zero values of an image; returns their number. */
  int list(ImageShape shape, float[] image, int at) {
    int size = shape.size();
    if (hits.length < size) {
      hits = new int[size];
      column = new char[size];
      value = new float[size];
    }
    count = KernelChoice.best().findNonZero(size, image, at, hits);
    return count;
  }

  /** The listed image, where row p has the channels of pixel p. */
  CsrRows byPixels(ImageShape shape, float[] image, int at, int pitch) {
    grow(shape.height() * pitch);
    int channels = shape.channels();
    Arrays.fill(start, 0, shape.height() * pitch, 0);
    Arrays.fill(end, 0, shape.height() * pitch, 0);
    int next = 0;
    for (int row = 0; row < shape.height(); row++) {
      for (int x = 0; x < shape.width(); x++) {
        int first = (row * shape.width() + x) * channels;
        start[row * pitch + x] = next;
        for (; next < count && hits[next] < first + channels; next++) {
          column[next] = (char) (hits[next] - first);
          value[next] = image[at + hits[next]];
        }
        end[row * pitch + x] = next;
      }
    }
    return new CsrRows(shape.height() * pitch, channels, column, value, start, end);
  }

  /** The listed image, where row f has the pixels of channel f. */
  CsrRows byChannels(ImageShape shape, float[] image, int at, int pitch) {
    int channels = shape.channels();
    grow(channels);
    Arrays.fill(end, 0, channels, 0);
    eachHit(shape, pitch, (hit, pixel, channel) -> end[channel]++);
    int next = 0;
    for (int channel = 0; channel < channels; channel++) {
      start[channel] = next;
      next += end[channel];
      end[channel] = start[channel];
    }
    eachHit(
        shape,
        pitch,
        (hit, pixel, channel) -> {
          int place = end[channel]++;
          column[place] = (char) pixel;
          value[place] = image[at + hit];
        });
    return new CsrRows(channels, shape.height() * pitch, column, value, start, end);
  }

  private interface HitVisitor {
    void visit(int hit, int pixel, int channel);
  }

  private void eachHit(ImageShape shape, int pitch, HitVisitor visitor) {
    int channels = shape.channels();
    int next = 0;
    for (int row = 0; row < shape.height(); row++) {
      for (int x = 0; x < shape.width(); x++) {
        int first = (row * shape.width() + x) * channels;
        for (; next < count && hits[next] < first + channels; next++) {
          visitor.visit(hits[next], row * pitch + x, hits[next] - first);
        }
      }
    }
  }

  private void grow(int rows) {
    if (start.length < rows) {
      start = new int[rows];
      end = new int[rows];
    }
  }
}
