package io.tercet.io;

/** Sanitizes untrusted text for a one-line message. */
public final class OneLine {
  private static final int MOST = 160;

  private OneLine() {}

  /** The text without control characters, truncated to 160 characters. */
  public static String of(String text) {
    int end = Math.min(text.length(), 4 * MOST);
    String line =
        text.substring(0, end).replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    boolean cut = end < text.length() || line.length() > MOST;
    return cut ? line.substring(0, Math.min(line.length(), MOST)) + "..." : line;
  }
}
