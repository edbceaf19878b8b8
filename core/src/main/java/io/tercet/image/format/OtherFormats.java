package io.tercet.image.format;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Unsupported formats, detected so that messages can name them. */
final class OtherFormats {
  private static final Map<String, String> BY_START = new LinkedHashMap<>();

  static {
    BY_START.put("8BPS", "a Photoshop file");
    BY_START.put("%PDF", "a PDF");
    BY_START.put("\0\0\0\fjP", "JPEG 2000");
    BY_START.put("\0\0\u0001\0", "an icon");
    BY_START.put("P1", "a Netpbm bitmap (PBM)");
    BY_START.put("P4", "a Netpbm bitmap (PBM)");
    BY_START.put("P7", "a PAM");
    BY_START.put("<svg", "SVG");
    BY_START.put("\0\0\b\u0001", "an IDX file");
    BY_START.put("\0\0\b\u0003", "an IDX file");
  }

  private OtherFormats() {}

  /** Name of the format, such as "HEIC"; "empty", or that it is unknown. */
  static String name(byte[] content) {
    if (content.length == 0) {
      return "empty";
    }
    String start =
        new String(content, 0, Math.min(content.length, 12), StandardCharsets.ISO_8859_1);
    if (start.startsWith("ftyp", 4)) {
      return start.startsWith("avi", 8) ? "AVIF" : "HEIC or a film";
    }
    return BY_START.entrySet().stream()
        .filter(entry -> start.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("an unknown format");
  }
}
