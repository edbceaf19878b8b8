package io.tercet.model;

import io.tercet.kernel.KernelChoice;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where a model came from. Nothing that differs between two equal trainings is in it: no time, no
 * number of threads.
 *
 * @param tercet version of Tercet
 * @param data name of the data trained on
 * @param dataDigest SHA-256 of the training examples and labels
 * @param seed the seed of the run
 * @param epochs epochs trained
 * @param kernels which kernels ran
 * @param jdk version of the JVM
 * @param origin how the data was read and cut, by name, such as {@code test_fraction} and {@code
 *     split_seed}; empty where there was nothing to choose, and in files of older versions
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

  public Provenance {
    if (Stream.of(tercet, data, dataDigest, kernels, jdk).anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException(
          "a provenance has tercet, data, dataDigest, kernels and jdk, found one missing");
    }
    if (epochs < 0) {
      throw new IllegalArgumentException("epochs are at least 0, found " + epochs);
    }
    origin = origin == null ? Map.of() : unmodifiable(origin);
  }

  private static Map<String, Object> unmodifiable(Map<String, Object> origin) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(origin)); // keeps the order
  }

  /** Of a run in this JVM. */
  public static Provenance here(
      String tercet, String data, String dataDigest, long seed, int epochs) {
    return here(tercet, data, dataDigest, seed, epochs, Map.of());
  }

  /** The same of data that was read and cut as {@code origin} says. */
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
