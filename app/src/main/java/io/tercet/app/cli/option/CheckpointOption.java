package io.tercet.app.cli.option;

import io.tercet.app.run.CheckpointInterval;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How often a run writes a checkpoint, from which {@code tercet resume} continues it. */
public final class CheckpointOption {
  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      description =
          "Write a checkpoint, from which tercet resume continues, every N epochs, or every Nmin,"
              + " Ns or Nsteps; off for none. Default: every minute of a run over two minutes.")
  private @Nullable String every;

  /** What was typed, or the default; problems are added to the list. */
  public CheckpointInterval interval(List<String> problems) {
    if (every == null) {
      return CheckpointInterval.AUTO;
    }
    try {
      return CheckpointInterval.parse(every);
    } catch (IllegalArgumentException e) {
      problems.add("--checkpoint-every: " + e.getMessage());
      return CheckpointInterval.AUTO;
    }
  }
}
