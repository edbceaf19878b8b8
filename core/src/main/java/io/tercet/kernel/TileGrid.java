package io.tercet.kernel;

/**
 * How a convolution of 3 x 3 pixels is cut into tiles of 2 x 2 outputs, for inference.
 *
 * @param rows rows of tiles, at least 1
 * @param columns tiles of a row, at least 1
 * @param channels of a pixel of the image, a multiple of 16
 * @param filters a multiple of 32
 * @param imageRow numbers of a row of the image, which has 2 {@code rows} + 2 rows or more
 * @param height rows of outputs wanted: 2 {@code rows}, or one less
 * @param width outputs wanted of a row: 2 {@code columns}, or one less
 * @param pooled whether the largest output of each tile is wanted alone, [rows x columns x filters]
 */
public record TileGrid(
    int rows,
    int columns,
    int channels,
    int filters,
    int imageRow,
    int height,
    int width,
    boolean pooled) {

  /** Number of tiles. */
  public int tiles() {
    return rows * columns;
  }
}
