package io.tercet.model;

import io.tercet.math.Kernels;

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
 */
public record Provenance(
    String tercet,
    String data,
    String dataDigest,
    long seed,
    int epochs,
    String kernels,
    String jdk) {

  /** Of a run in this JVM. */
  public static Provenance here(
      String tercet, String data, String dataDigest, long seed, int epochs) {
    return new Provenance(
        tercet,
        data,
        dataDigest,
        seed,
        epochs,
        Kernels.get().description(),
        Runtime.version().toString());
  }
}
