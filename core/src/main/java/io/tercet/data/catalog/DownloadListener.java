package io.tercet.data.catalog;

/** Hears how a download goes. Called from the thread that downloads. */
public interface DownloadListener {
  /** Hears nothing. */
  DownloadListener NONE = (file, bytes, total) -> {};

  /**
   * More bytes have come.
   *
   * @param file name of the file
   * @param bytes bytes so far
   * @param total bytes in all, or -1 if the server has not said
   */
  void progressed(String file, long bytes, long total);
}
