package io.tercet.data;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a data set: its examples' features, then their labels as big-endian 32-bit numbers.
 */
public final class DatasetDigest {
  private static final long BLOCK = 1 << 20;

  private DatasetDigest() {}

  /**
   * {@return the digest in hexadecimal} Images are digested as bytes, other features as big-endian
   * float32.
   *
   * @param dataset the examples to digest
   */
  public static String of(Dataset dataset) {
    MessageDigest digest = sha256();
    if (dataset instanceof ByteImages images) {
      updatePixels(digest, images.pixels());
    } else {
      updateFeatures(digest, dataset);
    }
    ByteBuffer labels = ByteBuffer.allocate(4 * dataset.size());
    labels.asIntBuffer().put(dataset.labels());
    digest.update(labels);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void updatePixels(MessageDigest digest, MemorySegment pixels) {
    for (long at = 0; at < pixels.byteSize(); at += BLOCK) {
      digest.update(pixels.asSlice(at, Math.min(BLOCK, pixels.byteSize() - at)).asByteBuffer());
    }
  }

  private static void updateFeatures(MessageDigest digest, Dataset dataset) {
    float[] features = new float[dataset.features()];
    ByteBuffer bytes = ByteBuffer.allocate(4 * features.length);
    for (int i = 0; i < dataset.size(); i++) {
      dataset.read(i, features, 0);
      bytes.clear().asFloatBuffer().put(features);
      digest.update(bytes.rewind());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
