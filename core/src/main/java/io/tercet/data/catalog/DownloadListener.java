package io.tercet.data.catalog;

/** Is notified of the progress of a download, on the downloading thread. */
public interface DownloadListener {
  /** Ignores all notifications. */
  DownloadListener NONE = (file, bytes, total) -> {};

  /**
   * More bytes were received.
   *
   * @param file name of the file
   * @param bytes bytes received so far
   * @param total total number of bytes, or -1 if unknown
   */
  void progressed(String file, long bytes, long total);
}
