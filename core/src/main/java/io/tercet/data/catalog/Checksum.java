package io.tercet.data.catalog;

import io.tercet.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * The published checksum of a file.
 *
 * @param algorithm "SHA-256", or "MD5" if the publisher provides nothing better
 * @param decompressed whether it covers the decompressed content of a gzip file rather than the
 *     file
 * @param hex the digest in hexadecimal
 */
record Checksum(String algorithm, boolean decompressed, String hex) {

  static Checksum sha256OfContent(String hex) {
    return new Checksum("SHA-256", true, hex);
  }

  static Checksum sha256(String hex) {
    return new Checksum("SHA-256", false, hex);
  }

  static Checksum md5(String hex) {
    return new Checksum("MD5", false, hex);
  }

  /**
   * Verifies a file.
   *
   * @param name name of the file in messages
   * @param content the complete content; not closed
   * @throws DataException if the checksum differs
   */
  void check(String name, InputStream content) throws IOException {
    String found = digest(name, content);
    if (!found.equals(hex)) {
      throw new DataException(
          "%s: %s%s is %s, expected %s"
              .formatted(
                  name, algorithm, decompressed ? " of the decompressed bytes" : "", found, hex));
    }
  }

  private String digest(String name, InputStream raw) throws IOException {
    try {
      InputStream in = decompressed ? new GZIPInputStream(raw) : raw;
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new DataException(name + ": not a gzip file: " + e.getMessage(), e);
    }
  }
}
