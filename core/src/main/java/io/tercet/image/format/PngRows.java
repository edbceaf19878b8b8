package io.tercet.image.format;

import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates and unfilters the rows of a PNG file one by one. Data after the last row is not
 * inflated.
 */
final class PngRows {
  private final ImageBytes bytes;
  private final List<PngFile.Part> data;
  private final PngHeader header;
  private final Inflater inflater = new Inflater();
  private final byte[] filter = new byte[1];
  private byte[] row = {};
  private byte[] above = {};
  private int nextPart;
  private int rows;

  PngRows(ImageBytes bytes, List<PngFile.Part> data, PngHeader header) {
    this.bytes = bytes;
    this.data = data;
    this.header = header;
  }

  /** Begins an image or a pass with rows of {@code width} pixels; the row above is 0. */
  void begin(int width) {
    row = new byte[header.rowBytes(width)];
    above = new byte[row.length];
  }

  /** The samples of the next row; valid until the one after it. */
  byte[] next(int width) throws ImageFormatException {
    if (row.length == 0) {
      begin(width);
    }
    byte[] spare = above;
    above = row;
    row = spare;
    fill(filter);
    fill(row);
    if (filter[0] < 0 || filter[0] > 4) {
      throw bytes.damaged("row %d has filter %d".formatted(rows, filter[0] & 0xff));
    }
    unfilter(filter[0]);
    rows++;
    return row;
  }

  /** Releases the memory of the inflater. */
  void end() {
    inflater.end();
  }

  private void fill(byte[] destination) throws ImageFormatException {
    int filled = 0;
    try {
      while (filled < destination.length) {
        int count = inflater.inflate(destination, filled, destination.length - filled);
        filled += count;
        if (count == 0 && !feed()) {
          throw bytes.damaged("the image data ends within row " + rows);
        }
      }
    } catch (DataFormatException e) {
      throw bytes.damaged("the image data cannot be inflated in row " + rows);
    }
  }

  /** Feeds the next part to the inflater if it needs input and there is one. */
  private boolean feed() {
    if (inflater.finished() || !inflater.needsInput() || nextPart == data.size()) {
      return false;
    }
    PngFile.Part part = data.get(nextPart++);
    inflater.setInput(bytes.content(), part.from(), part.count());
    return true;
  }

  private void unfilter(int type) {
    int apart = header.pixelBytes();
    switch (type) {
      case 1 -> addLeft(apart);
      case 2 -> addAbove();
      case 3 -> addMean(apart);
      case 4 -> addPaeth(apart);
      default -> {} // no filter
    }
  }

  private void addLeft(int apart) {
    for (int i = apart; i < row.length; i++) {
      row[i] = (byte) (row[i] + row[i - apart]);
    }
  }

  private void addAbove() {
    for (int i = 0; i < row.length; i++) {
      row[i] = (byte) (row[i] + above[i]);
    }
  }

  private void addMean(int apart) {
    for (int i = 0; i < row.length; i++) {
      int left = i < apart ? 0 : row[i - apart] & 0xff;
      row[i] = (byte) (row[i] + (left + (above[i] & 0xff)) / 2);
    }
  }

  private void addPaeth(int apart) {
    for (int i = 0; i < Math.min(apart, row.length); i++) {
      row[i] = (byte) (row[i] + above[i]);
    }
    for (int i = apart; i < row.length; i++) {
      int guess = paeth(row[i - apart] & 0xff, above[i] & 0xff, above[i - apart] & 0xff);
      row[i] = (byte) (row[i] + guess);
    }
  }

  private static int paeth(int left, int up, int corner) {
    int toLeft = Math.abs(up - corner);
    int toUp = Math.abs(left - corner);
    int toCorner = Math.abs(left + up - 2 * corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }
}
