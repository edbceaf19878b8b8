package io.tercet.image.format;

/** A reversible transform of a lossless WebP image. */
interface Vp8lTransform {
  /** Number of stored pixels per row. */
  int storedWidth();

  /**
   * Applies the inverse transform.
   *
   * @param pixels [height x stored width]; may be modified
   */
  int[] undo(int[] pixels, int height);
}
