package io.tercet.bench;

import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/** What Tercet and its peers are compared at. */
enum Work {
  /** Training steps of the recipe "classic" from its epoch 21 on. */
  CLASSIC("classic step", "triplets/s"),
  /** Ten epochs of it, from the cold start of the process to the model file. */
  CLASSIC_RUN("classic, 10 epochs, whole process", "s"),
  /** Training steps on dense features, see {@link DenseWork}. */
  DENSE("dense 512-256-128, batch-hard of 1,024", "steps/s"),
  /** Embedding the 60,000 training images with the encoder of "classic". */
  EMBED("embedding 60,000 images", "images/s"),
  /** One epoch of the recipe "pml-mnist", nothing before it. */
  PML_MNIST("pml-mnist, training for one epoch", "images/s"),
  /** Embedding 10,000 training images with the encoder of "pml-mnist". */
  EMBED_PML_MNIST("embedding 10,000 images, encoder of pml-mnist", "images/s"),
  /** Embedding 10,000 training images with the encoder of "conv". */
  EMBED_CONV("embedding 10,000 images, encoder of conv", "images/s");

  private final String title;
  private final String unit;

  Work(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  /** The work of that name. */
  static Work of(String name) {
    return Arrays.stream(values())
        .filter(work -> work.toString().equals(name))
        .findAny()
        .orElseThrow(() ->
            new TypeConversionException(
                "found '%s', expected one of %s".formatted(name, Arrays.toString(values()))));
  }

  /** The name people type. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String title() {
    return title;
  }

  String unit() {
    return unit;
  }

  /** Whether the encoder has convolutions. */
  boolean isConvolutional() {
    return this == PML_MNIST || this == EMBED_PML_MNIST || this == EMBED_CONV;
  }

  /** Default number of rounds of a process; one for an epoch of convolutions. */
  int rounds(int asked) {
    return this == PML_MNIST ? 1 : asked;
  }

  /** Whether the whole process is timed from outside. */
  boolean isWholeProcess() {
    return this == CLASSIC_RUN;
  }
}
