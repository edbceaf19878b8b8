package io.tercet.model;

import io.tercet.kernel.KernelChoice;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The origin of a model. It contains nothing that differs between two identical training runs: no
 * time, no number of threads.
 *
 * @param tercet version of Tercet
 * @param data name of the training data
 * @param dataDigest SHA-256 of the training examples and labels
 * @param seed the seed of the run
 * @param epochs number of epochs trained
 * @param kernels description of the kernels used
 * @param jdk version of the JVM
 * @param origin how the data was read and split, by name, such as {@code test_fraction} and {@code
 *     split_seed}; empty if there was nothing to choose, and in files of older versions
 */
public record Provenance(
    String tercet,
    String data,
    String dataDigest,
    long seed,
    int epochs,
    String kernels,
    String jdk,
    Map<String, Object> origin) {

  /**
   * Checks the components and copies the map.
   *
   * @throws IllegalArgumentException if a text is missing, or the number of epochs is negative
   */
  public Provenance {
    if (Stream.of(tercet, data, dataDigest, kernels, jdk).anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException(
          "a provenance needs tercet, data, dataDigest, kernels and jdk, found one missing");
    }
    if (epochs < 0) {
      throw new IllegalArgumentException("epochs must be at least 0, found " + epochs);
    }
    origin = origin == null ? Map.of() : unmodifiable(origin);
  }

  private static Map<String, Object> unmodifiable(Map<String, Object> origin) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(origin)); // keeps the order
  }

  /**
   * {@return the provenance of a run in this JVM, of data as it was read}
   *
   * @param tercet what trained: a version of Tercet, or "library"
   * @param data the name of the data
   * @param dataDigest the SHA-256 of the data, in hexadecimal
   * @param seed the seed of the training
   * @param epochs the number of epochs
   */
  public static Provenance here(
      String tercet, String data, String dataDigest, long seed, int epochs) {
    return here(tercet, data, dataDigest, seed, epochs, Map.of());
  }

  /**
   * {@return the provenance of a run in this JVM, of data that was read and split as {@code origin}
   * describes}
   *
   * @param tercet what trained: a version of Tercet, or "library"
   * @param data the name of the data
   * @param dataDigest the SHA-256 of the data, in hexadecimal
   * @param seed the seed of the training
   * @param epochs the number of epochs
   * @param origin values by name, to be written as JSON; copied
   */
  public static Provenance here(
      String tercet,
      String data,
      String dataDigest,
      long seed,
      int epochs,
      Map<String, Object> origin) {
    return new Provenance(
        tercet,
        data,
        dataDigest,
        seed,
        epochs,
        KernelChoice.best().description(),
        Runtime.version().toString(),
        origin);
  }
}
