package io.tercet.image.format;

/** Rows of a TIFF image, decoded one row of blocks at a time. */
final class TiffRows implements ImageRows {
  private final TiffLayout layout;
  private final TiffBlocks blocks;
  private final TiffPixels pixels;
  private final boolean little;
  private final int planes;
  private final int rowBytes;
  private final byte[] block;
  private final byte[][] band;
  private int y;

  TiffRows(ImageBytes bytes, boolean little, TiffDirectory tags, TiffLayout layout)
      throws ImageFormatException {
    this.layout = layout;
    this.little = little;
    blocks = new TiffBlocks(bytes, tags, layout);
    pixels = new TiffPixels(bytes, little, tags, layout);
    planes = layout.apart() ? layout.samples() : 1;
    rowBytes = (int) layout.blockRowBytes();
    block = new byte[Math.multiplyExact(rowBytes, layout.blockHeight())];
    band = new byte[planes][Math.multiplyExact(block.length, layout.blocksAcross())];
  }

  @Override
  public void next(byte[] row) throws ImageFormatException {
    int within = y % layout.blockHeight();
    if (within == 0) {
      readBand(y / layout.blockHeight());
    }
    pixels.convert(band, within * rowBytes * layout.blocksAcross(), row);
    y++;
  }

  private void readBand(int number) throws ImageFormatException {
    int across = layout.blocksAcross();
    int rows =
        layout.tiled()
            ? layout.blockHeight()
            : Math.min(layout.blockHeight(), layout.size().height() - y);
    for (int plane = 0; plane < planes; plane++) {
      for (int i = 0; i < across; i++) {
        int of = (plane * layout.blocksDown() + number) * across + i;
        blocks.read(of, block, rows * rowBytes);
        for (int line = 0; line < rows; line++) {
          TiffPredictor.undo(block, line * rowBytes, rowBytes, layout, little);
          int to = (line * across + i) * rowBytes;
          System.arraycopy(block, line * rowBytes, band[plane], to, rowBytes);
        }
      }
    }
  }
}
