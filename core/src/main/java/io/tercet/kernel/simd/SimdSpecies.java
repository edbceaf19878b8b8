package io.tercet.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector width of the SIMD kernels: the preferred species of the platform, or the width that
 * the system property {@value #PROPERTY} (128, 256 or 512) forces.
 */
public final class SimdSpecies {
  /** System property that forces a vector width in bits. */
  public static final String PROPERTY = "tercet.vector.bits";

  static final VectorSpecies<Float> FLOAT = choose(System.getProperty(PROPERTY, ""));

  private SimdSpecies() {}

  private static VectorSpecies<Float> choose(String bits) {
    return switch (bits) {
      case "" -> FloatVector.SPECIES_PREFERRED;
      case "128", "256", "512" ->
          VectorSpecies.of(float.class, VectorShape.forBitSize(Integer.parseInt(bits)));
      default ->
          throw new IllegalArgumentException(
              "-D%s=%s: expected 128, 256 or 512".formatted(PROPERTY, bits));
    };
  }
}
