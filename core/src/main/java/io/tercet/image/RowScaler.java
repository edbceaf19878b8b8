package io.tercet.image;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Scales an image to cover a target size and crops it centrally, row by row: only one row of the
 * source is held in memory.
 */
final class RowScaler {
  private final ImageSize target;
  private final int channels;
  private final Resampling across;
  private final Resampling down;
  private final byte[] scaled;
  private final float[] narrow;
  private final float[] @Nullable [] sums;
  private final Deque<float[]> spare = new ArrayDeque<>();
  private int source;
  private int unfinished;

  RowScaler(ImageSize size, ImageSize target, int channels) {
    this.target = target;
    this.channels = channels;
    double scale =
        Math.min(size.width() / (double) target.width(), size.height() / (double) target.height());
    double left = (size.width() - scale * target.width()) / 2;
    double top = (size.height() - scale * target.height()) / 2;
    across = new Resampling(size.width(), target.width(), left, scale);
    down = new Resampling(size.height(), target.height(), top, scale);
    scaled = new byte[target.height() * target.width() * channels];
    narrow = new float[target.width() * channels];
    sums = new float[target.height()][];
  }

  /** Adds the next row of the source, [width x channels]. */
  void add(byte[] row) {
    int y = source++;
    if (unfinished == target.height() || y < down.first(unfinished)) {
      return;
    }
    across.alongRow(row, channels, narrow);
    for (int i = unfinished; i < target.height() && down.first(i) <= y; i++) {
      if (y <= down.last(i)) {
        add(i, down.weight(i, y));
      }
      if (y == down.last(i)) {
        finish(i);
      }
    }
    while (unfinished < target.height() && down.last(unfinished) <= y) {
      unfinished++;
    }
  }

  private void add(int i, float weight) {
    float[] sum = sums[i];
    if (sum == null) {
      sum = spare.isEmpty() ? new float[narrow.length] : spare.pop();
      sums[i] = sum;
    }
    for (int x = 0; x < sum.length; x++) {
      sum[x] += weight * narrow[x];
    }
  }

  private void finish(int i) {
    float[] sum = sums[i];
    if (sum == null) {
      return;
    }
    for (int x = 0; x < sum.length; x++) {
      scaled[i * sum.length + x] = (byte) Math.clamp(Math.round(sum[x]), 0, 255);
      sum[x] = 0;
    }
    sums[i] = null;
    spare.push(sum);
  }

  /** The result, once all rows were added. */
  DecodedImage image() {
    return new DecodedImage(target, channels, scaled);
  }
}
