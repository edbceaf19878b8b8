package io.tercet.image.format;

/** How the pixels of a lossless WebP picture were changed to be stored in fewer bits. */
interface Vp8lTransform {
  /** Pixels of a row as they are stored. */
  int storedWidth();

  /**
   * Changes pixels back.
   *
   * @param pixels [height x stored width]; may be changed
   */
  int[] undo(int[] pixels, int height);
}
