package io.tercet.app.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a run writes a checkpoint.
 *
 * @param unit what is counted
 * @param count of those, at least 1; 0 for {@link Unit#OFF} and {@link Unit#AUTO}
 */
public record CheckpointInterval(Unit unit, int count) {
  /** Every minute of a run that takes longer than two minutes. */
  public static final CheckpointInterval AUTO = new CheckpointInterval(Unit.AUTO, 0);

  private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,8})(|epochs?|min|s|steps?)");

  /** What is counted from one checkpoint to the next. */
  public enum Unit {
    /** No checkpoints. */
    OFF,
    /** Chosen by the time that the run takes. */
    AUTO,
    /** Epochs of the training. */
    EPOCHS,
    /** Steps of the training. */
    STEPS,
    /** Seconds. */
    SECONDS
  }

  /**
   * Parses a value of the command line: {@code 2}, {@code 2epochs}, {@code 5min}, {@code 30s},
   * {@code 500steps} or {@code off}.
   *
   * @throws IllegalArgumentException if it is neither of them
   */
  public static CheckpointInterval parse(String text) {
    if (text.equals("off")) {
      return new CheckpointInterval(Unit.OFF, 0);
    }
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "found '%s', expected epochs like 2, or 5min, 30s, 500steps, off".formatted(text));
    }
    int count = Integer.parseInt(matcher.group(1));
    return switch (matcher.group(2)) {
      case "min" ->
          new CheckpointInterval(Unit.SECONDS, Math.multiplyExact(60, Math.min(count, 1 << 24)));
      case "s" -> new CheckpointInterval(Unit.SECONDS, count);
      case "step", "steps" -> new CheckpointInterval(Unit.STEPS, count);
      default -> new CheckpointInterval(Unit.EPOCHS, count);
    };
  }
}
