package io.tercet.app.cli.option;

import io.tercet.data.DataException;
import io.tercet.sampling.ClassBalanced;
import io.tercet.sampling.ListedTriplets;
import io.tercet.sampling.RandomTriplets;
import io.tercet.sampling.Sampler;
import io.tercet.sampling.SamplerJson;
import io.tercet.sampling.Shuffled;
import io.tercet.train.Recipes;
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

  /** Whether a list of triplets is given. */
  public boolean isListed() {
    return triplets != null;
  }

  /** The sampler of a recipe with what the options change; problems go to the flags. */
  public Sampler applyTo(Sampler start, ComponentFlags flags, List<String> problems) {
    String chosen = chosen(start);
    if (!NAMES.contains(chosen)) {
      problems.add(
          "--sampler: found '%s', expected triplets, p-k, shuffled or file".formatted(chosen));
      return start;
    }
    boolean classBalanced = chosen.equals(CLASSES);
    refuse(
        classBalanced && batchSize != null,
        "--batch-size: p-k has --classes and --per-class",
        problems);
    refuse(!classBalanced && classes != null, "--classes: is for --sampler p-k", problems);
    refuse(!classBalanced && perClass != null, "--per-class: is for --sampler p-k", problems);
    refuse(
        !chosen.equals(LISTED) && triplets != null, "--triplets: is for --sampler file", problems);
    return switch (chosen) {
      case CLASSES -> classBalanced(start, flags);
      case SHUFFLED -> flags.change("--sampler", start, () -> new Shuffled(examples(start)));
      case TRIPLETS -> flags.change("--sampler", start, () -> new RandomTriplets(triplets(start)));
      default -> listed(start, flags, problems);
    };
  }

  /**
   * Checks that the file of triplets can be read, if one is given; whether its examples are there
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
  private String chosen(Sampler start) {
    if (sampler != null) {
      return sampler;
    }
    return triplets != null ? LISTED : SamplerJson.nameOf(start);
  }

  private static void refuse(boolean wrong, String problem, List<String> problems) {
    if (wrong) {
      problems.add(problem);
    }
  }

  private Sampler classBalanced(Sampler start, ComponentFlags flags) {
    ClassBalanced now =
        start instanceof ClassBalanced balanced
            ? balanced
            : (ClassBalanced) Recipes.mlp().sampler();
    int p = classes == null ? now.classes() : classes;
    int k = perClass == null ? now.examplesPerClass() : perClass;
    return flags.change("--sampler", start, () -> new ClassBalanced(p, k));
  }

  private Sampler listed(Sampler start, ComponentFlags flags, List<String> problems) {
    Path file = triplets;
    if (file == null) {
      problems.add("--sampler: file needs --triplets FILE");
      return start;
    }
    int most = triplets(start);
    return flags.change("--sampler", start, () -> new ListedTriplets(file.toString(), most));
  }

  /** Triplets of a batch: where the recipe has none, as many as the default recipe. */
  private int triplets(Sampler start) {
    if (batchSize != null) {
      return batchSize;
    }
    return start.choosesTriplets() ? start.rows() / 3 : RandomTriplets.DEFAULT_TRIPLETS;
  }

  /** Examples of a batch: where the recipe has triplets, as many as the recipe "mlp". */
  private int examples(Sampler start) {
    if (batchSize != null) {
      return batchSize;
    }
    return (start.choosesTriplets() ? Recipes.mlp().sampler() : start).rows();
  }
}
