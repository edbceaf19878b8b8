package io.tercet.app.cli.option;

import io.tercet.data.DataException;
import io.tercet.train.SamplerSettings;
import io.tercet.train.SamplerSettings.ClassesTimesExamples;
import io.tercet.train.SamplerSettings.RandomTriplets;
import io.tercet.train.SamplerSettings.ShuffledExamples;
import io.tercet.train.SamplerSettings.TripletsOfFile;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which examples make a batch. */
public final class SamplerOptions {
  private static final String TRIPLETS = "triplets";
  private static final String CLASSES = "p-k";
  private static final String SHUFFLED = "shuffled";
  private static final String LISTED = "file";
  static final List<String> NAMES = List.of(TRIPLETS, CLASSES, SHUFFLED, LISTED);

  @Option(
      names = "--sampler",
      paramLabel = "NAME",
      completionCandidates = SamplerNames.class,
      description =
          "triplets: random triplets; p-k: some classes, some examples of each; shuffled: examples"
              + " in any order; file: the triplets of --triplets.")
  private @Nullable String sampler;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description =
          "Triplets of a step, for the samplers triplets and file; examples, for shuffled.")
  private @Nullable Integer batchSize;

  @Option(names = "--classes", paramLabel = "P", description = "Classes of a p-k batch.")
  private @Nullable Integer classes;

  @Option(names = "--per-class", paramLabel = "K", description = "Examples of each of them.")
  private @Nullable Integer perClass;

  @Option(
      names = "--triplets",
      paramLabel = "FILE",
      description =
          "Train on these triplets: a line 'anchor,positive,negative' for each, by number of"
              + " training example from 0.")
  private @Nullable Path triplets;

  /** Changes the sampler of a recipe. */
  public void applyTo(TrainingConfigBuilder builder, List<String> problems) {
    String chosen = chosen(builder.sampler());
    if (!NAMES.contains(chosen)) {
      problems.add(
          "--sampler: found '%s', expected triplets, p-k, shuffled or file".formatted(chosen));
      return;
    }
    boolean pairs = chosen.equals(CLASSES);
    refuse(pairs && batchSize != null, "--batch-size: p-k has --classes and --per-class", problems);
    refuse(!pairs && classes != null, "--classes: is for --sampler p-k", problems);
    refuse(!pairs && perClass != null, "--per-class: is for --sampler p-k", problems);
    refuse(
        !chosen.equals(LISTED) && triplets != null, "--triplets: is for --sampler file", problems);
    switch (chosen) {
      case CLASSES -> applyClasses(builder);
      case SHUFFLED -> builder.shuffledExamples(examples(builder.sampler()));
      case TRIPLETS -> builder.batchSize(triplets(builder.sampler()));
      default -> applyFile(builder, problems);
    }
  }

  /**
   * Looks whether the file of triplets can be read, if one is given; whether its examples are there
   * shows when the data is.
   */
  public void requireReadable() throws DataException {
    if (triplets == null) {
      return;
    }
    if (!Files.exists(triplets)) {
      throw new DataException("--triplets: %s: no such file".formatted(triplets));
    }
    if (Files.isDirectory(triplets) || !Files.isReadable(triplets)) {
      throw new DataException("--triplets: %s cannot be read, expected a file".formatted(triplets));
    }
  }

  /** A file of triplets needs no name beside it. */
  private String chosen(SamplerSettings start) {
    if (sampler != null) {
      return sampler;
    }
    if (triplets != null) {
      return LISTED;
    }
    return switch (start) {
      case ClassesTimesExamples ignored -> CLASSES;
      case ShuffledExamples ignored -> SHUFFLED;
      case RandomTriplets ignored -> TRIPLETS;
      case TripletsOfFile ignored -> LISTED;
    };
  }

  private static void refuse(boolean wrong, String problem, List<String> problems) {
    if (wrong) {
      problems.add(problem);
    }
  }

  private void applyClasses(TrainingConfigBuilder builder) {
    ClassesTimesExamples start =
        (ClassesTimesExamples)
            (builder.sampler() instanceof ClassesTimesExamples now
                ? now
                : TrainingConfig.mlp().sampler());
    builder.classesTimesExamples(
        classes == null ? start.classes() : classes,
        perClass == null ? start.examplesPerClass() : perClass);
  }

  private void applyFile(TrainingConfigBuilder builder, List<String> problems) {
    if (triplets == null) {
      problems.add("--sampler: file needs --triplets FILE");
    } else {
      builder.tripletsOfFile(triplets, triplets(builder.sampler()));
    }
  }

  /** Triplets of a batch: where the recipe has none, as many as the default recipe. */
  private int triplets(SamplerSettings start) {
    if (batchSize != null) {
      return batchSize;
    }
    return (start.ofTriplets() ? start : TrainingConfig.classic().sampler()).rows() / 3;
  }

  /** Examples of a batch: where the recipe has triplets, as many as the recipe "mlp". */
  private int examples(SamplerSettings start) {
    if (batchSize != null) {
      return batchSize;
    }
    return (start.ofTriplets() ? TrainingConfig.mlp().sampler() : start).rows();
  }
}
