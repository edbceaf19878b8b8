package io.tercet.image;

/** Hears how reading a folder goes. Called from any thread. */
public interface ImageListener {
  /** Hears nothing. */
  ImageListener NONE = (done, total) -> {};

  /**
   * One more picture is read.
   *
   * @param done so far
   * @param total in all
   */
  void progressed(int done, int total);
}
