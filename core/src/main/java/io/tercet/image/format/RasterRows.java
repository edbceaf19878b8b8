package io.tercet.image.format;

import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/** Rows of an image decoded by another reader, without color conversion. */
final class RasterRows implements ImageRows {
  /** For an image without alpha. */
  static final int NO_OPACITY = -1;

  private final Raster raster;
  private final int most;
  private final int opacityBand;
  private int[] pixels = {};
  private int next;

  /**
   * @param most the largest sample
   * @param opacityBand index of the alpha band, or {@link #NO_OPACITY}
   */
  RasterRows(Raster raster, int most, int opacityBand) {
    this.raster = raster;
    this.most = most;
    this.opacityBand = opacityBand;
  }

  @Override
  public void next(byte[] row) {
    int y = next++;
    if (isPlain()) {
      copy(y, row);
      return;
    }
    int width = raster.getWidth();
    int bands = raster.getNumBands();
    int channels = row.length / width;
    pixels = raster.getPixels(0, y, width, 1, pixels.length == 0 ? null : pixels);
    for (int x = 0; x < width; x++) {
      int opacity = opacityBand < 0 ? 255 : Samples.scaled(pixels[x * bands + opacityBand], most);
      for (int channel = 0; channel < channels; channel++) {
        int level = Samples.scaled(pixels[x * bands + channel], most);
        row[x * channels + channel] = Samples.onWhite(level, opacity);
      }
    }
  }

  private boolean isPlain() {
    return most == 255
        && opacityBand < 0
        && raster.getDataBuffer() instanceof DataBufferByte
        && raster.getSampleModel() instanceof ComponentSampleModel
        && raster.getDataBuffer().getNumBanks() == 1
        && raster.getParent() == null;
  }

  /** The fast path for most photos: reads the buffer directly. */
  private void copy(int y, byte[] row) {
    ComponentSampleModel model = (ComponentSampleModel) raster.getSampleModel();
    byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
    int width = raster.getWidth();
    int channels = row.length / width;
    int apart = model.getPixelStride();
    for (int channel = 0; channel < channels; channel++) {
      int from = model.getOffset(0, y, channel);
      for (int x = 0; x < width; x++) {
        row[x * channels + channel] = samples[from + x * apart];
      }
    }
  }
}
