package io.tercet.image;

/** Is notified of the progress of reading a folder, on any thread. */
public interface ImageListener {
  /** Ignores all notifications. */
  ImageListener NONE = (done, total) -> {};

  /**
   * One more image was read.
   *
   * @param done number of images read so far
   * @param total total number of images
   */
  void progressed(int done, int total);
}
