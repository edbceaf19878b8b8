package io.tercet.app.cli.option;

import io.tercet.app.run.HeldOut;
import io.tercet.train.Validation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a training is watched on examples that it does not learn from. */
public final class ValidationOptions {
  private static final String BEST = "best";
  private static final String LAST = "last";
  private static final double DEFAULT_FRACTION = 0.1;

  @Option(
      names = "--validation-fraction",
      paramLabel = "SHARE",
      description =
          "Hold that share of each class of the training examples out, and measure precision@1 on"
              + " them each epoch. Default: none; "
              + DEFAULT_FRACTION
              + " with --patience or --keep.")
  private @Nullable Double fraction;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "End the training after N epochs in turn that were no better.")
  private @Nullable Integer patience;

  @Option(
      names = "--keep",
      paramLabel = "WHICH",
      description =
          "Which epoch's weights the model has: best by validation, or last. Default: best, where"
              + " there is a validation.")
  private @Nullable String keep;

  /** What was typed, or null for no validation; problems are added to the list. */
  public @Nullable HeldOut heldOut(List<String> problems) {
    if (fraction == null && patience == null && keep == null) {
      return null;
    }
    double share = fraction == null ? DEFAULT_FRACTION : fraction;
    if (!(share > 0 && share < 1)) {
      problems.add(
          "--validation-fraction: found %s, expected above 0 and below 1".formatted(share));
    }
    if (patience != null && patience < 1) {
      problems.add("--patience: found %d, expected at least 1".formatted(patience));
    }
    if (keep != null && !keep.equals(BEST) && !keep.equals(LAST)) {
      problems.add("--keep: found '%s', expected %s or %s".formatted(keep, BEST, LAST));
    }
    return new HeldOut(
        share, patience == null ? Validation.NO_PATIENCE : patience, !LAST.equals(keep));
  }
}
