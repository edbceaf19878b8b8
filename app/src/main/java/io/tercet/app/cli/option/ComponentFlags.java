package io.tercet.app.cli.option;

import io.tercet.app.cli.option.LossParts.Memory;
import io.tercet.app.cli.option.LossParts.Term;
import io.tercet.distance.Distance;
import io.tercet.distance.DistanceKind;
import io.tercet.loss.AnchorLoss;
import io.tercet.loss.CenterLoss;
import io.tercet.loss.CrossBatchMemory;
import io.tercet.loss.Loss;
import io.tercet.loss.ProxyLoss;
import io.tercet.loss.Reducer;
import io.tercet.loss.TripletLoss;
import io.tercet.loss.VarianceLoss;
import io.tercet.mining.TripletMiner;
import io.tercet.optim.LearningRateSchedule;
import io.tercet.optim.WarmUpRate;
import io.tercet.tensor.Checks;
import io.tercet.train.ConfigException;
import io.tercet.train.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which flag of the command line sets which component of a configuration. This class alone knows
 * both: the components know nothing of flags, and say what is wrong under their own names.
 */
public final class ComponentFlags {
  /** Flags of components whose name is not the flag's. */
  private static final Map<String, String> FLAGS =
      Map.ofEntries(
          Map.entry("size", "memory"),
          Map.entry("share", "warm-up"),
          Map.entry("warmUpSteps", "memory-warm-up"),
          Map.entry("fromEpoch", "late-miner-epoch"),
          Map.entry("triplets", "batch-size"),
          Map.entry("examples", "batch-size"),
          Map.entry("examplesPerClass", "per-class"),
          Map.entry("scale", "loss-scale"), // --scale is of tables
          Map.entry("units", "embedding-size"));

  private final List<String> problems;

  /**
   * @param problems receives a line for each mistake, beginning with the flag
   */
  public ComponentFlags(List<String> problems) {
    this.problems = problems;
  }

  /** The flag that sets a component, with its dashes. */
  static String flagOf(String component) {
    return "--"
        + FLAGS.getOrDefault(
            component, component.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT));
  }

  /** A line that begins with a component's name, with its flag there. */
  private static String line(String flag, String message) {
    int colon = message.indexOf(": ");
    String name = colon < 0 ? "" : message.substring(0, colon);
    return name.matches("[a-z][A-Za-z]*")
        ? flagOf(name) + message.substring(colon)
        : flag + ": " + message;
  }

  /**
   * What a change makes of a value, or the value as it was where the change is refused.
   *
   * @param flag whose change it is
   */
  public <T> T change(String flag, T before, Supplier<T> change) {
    try {
      return change.get();
    } catch (ConfigException e) {
      e.problems().forEach(problem -> problems.add(line(flag, problem)));
    } catch (IllegalArgumentException e) {
      problems.add(line(flag, String.valueOf(e.getMessage())));
    }
    return before;
  }

  /** The same record with the component of that name changed, if the flag was given. */
  public <T> T set(T value, String component, @Nullable Object given, String title) {
    if (given == null) {
      return value;
    }
    if (!RecordComponents.has(value, component)) {
      problems.add("%s: not used by %s".formatted(flagOf(component), title));
      return value;
    }
    return change(flagOf(component), value, () -> RecordComponents.with(value, component, given));
  }

  /** The constant of that name, or nothing where none was given or it is not one. */
  <E extends Enum<E>> Optional<E> named(String flag, Class<E> type, @Nullable String name) {
    if (name == null) {
      return Optional.empty();
    }
    Optional<E> found = Named.find(type, name);
    if (found.isEmpty()) {
      problems.add(Named.unknown(flag, type, name));
    }
    return found;
  }

  private <T> Optional<T> found(
      String flag, @Nullable String name, Optional<T> found, List<String> names) {
    if (name != null && found.isEmpty()) {
      problems.add(
          "%s: found '%s', expected one of %s".formatted(flag, name, String.join(", ", names)));
    }
    return found;
  }

  /**
   * The schedule of that name, or the one there is where none was given.
   *
   * @param warmUp share of the training in which the rate rises before it, or null
   */
  public LearningRateSchedule schedule(
      @Nullable String name, @Nullable Double warmUp, LearningRateSchedule before) {
    LearningRateSchedule chosen =
        name == null
            ? before
            : found("--schedule", name, Components.schedule(name), Components.schedules())
                .orElse(before);
    if (warmUp == null) {
      return chosen;
    }
    return chosen instanceof WarmUpRate
        ? set(chosen, "share", warmUp, "the schedule")
        : change("--warm-up", chosen, () -> new WarmUpRate(warmUp, chosen));
  }

  /** The loss of a configuration with what the flags change. */
  Loss loss(TrainingConfig config, LossFlags flags) {
    if (flags.isNone()) {
      return config.loss(); // of whatever parts it is made
    }
    LossParts parts = core(LossParts.of(config.loss()), flags);
    String title = Components.nameOf(parts.core());
    parts = constants(parts, title, flags);
    parts = miners(parts, title, flags);
    parts = around(parts, config, flags);
    LossParts whole = parts;
    return change("--loss", config.loss(), whole::together);
  }

  /** What another loss was set to does not carry over. */
  private LossParts core(LossParts parts, LossFlags flags) {
    String name = flags.loss();
    if (name == null || name.equals(Components.nameOf(parts.core()))) {
      return parts;
    }
    return found("--loss", name, Components.loss(name), Components.losses())
        .map(parts::withLoss)
        .orElse(parts);
  }

  private LossParts constants(LossParts parts, String title, LossFlags flags) {
    if (flags.notNormalized() && flags.distance() == null) {
      problems.add("--no-normalize: goes with --distance");
    }
    LossParts changed = parts.withCore(constants(parts.core(), title, flags));
    Loss late = parts.late();
    if (late == null) {
      return changed;
    }
    ComponentFlags same =
        new ComponentFlags(new ArrayList<>()); // problems are reported for the first stage
    return changed.withLate(same.constants(late, title, flags), parts.lateEpoch());
  }

  private Loss constants(Loss loss, String title, LossFlags flags) {
    Optional<Distance> distance =
        named("--distance", DistanceKind.class, flags.distance())
            .map(kind -> new Distance(kind, !flags.notNormalized()));
    Optional<Reducer> reducer = named("--reducer", Reducer.class, flags.reducer());
    Loss changed = loss;
    if (loss instanceof TripletLoss triplets) {
      changed = triplets(triplets, distance, flags);
    } else {
      changed = set(changed, "distance", distance.orElse(null), title);
      changed = set(changed, "margin", flags.margin(), title);
    }
    changed = set(changed, "reducer", reducer.orElse(null), title);
    changed = set(changed, "temperature", flags.temperature(), title);
    changed = set(changed, "scale", flags.scale(), title);
    boolean unused = flags.swap() && !(loss instanceof TripletLoss); // there it goes with the miner
    return set(changed, "swap", unused ? Boolean.TRUE : null, title);
  }

  /** Its methods carry the miner along. */
  private TripletLoss triplets(TripletLoss loss, Optional<Distance> distance, LossFlags flags) {
    TripletLoss measured =
        distance
            .map(chosen -> change("--distance", loss, () -> loss.withDistance(chosen)))
            .orElse(loss);
    Double margin = flags.margin();
    return margin == null
        ? measured
        : change("--margin", measured, () -> measured.withMargin(margin));
  }

  private LossParts miners(LossParts parts, String title, LossFlags flags) {
    LossParts changed = parts;
    String miner = flags.miner();
    if (miner != null) {
      changed = miner("--miner", changed, miner, title, flags.swap());
    } else if (flags.swap() && parts.core() instanceof TripletLoss triplets) {
      changed = parts.withCore(change("--swap", triplets, () -> triplets.withSwap(true)));
    }
    String late = flags.lateMiner();
    if (late == null) {
      if (flags.lateMinerEpoch() != null) {
        problems.add("--late-miner-epoch: goes with --late-miner");
      }
      return changed;
    }
    int from =
        flags.lateMinerEpoch() == null ? LossFlags.DEFAULT_LATE_EPOCH : flags.lateMinerEpoch();
    LossParts later = miner("--late-miner", changed, late, title, flags.swap());
    return changed.withLate(later.core(), from);
  }

  private LossParts miner(String flag, LossParts parts, String name, String title, boolean swap) {
    if (!Components.miners().contains(name)) {
      found(flag, name, Optional.empty(), Components.miners());
      return parts;
    }
    Components.TripletMinerOf triplets = Components.tripletMiner(name);
    if (parts.core() instanceof TripletLoss loss) {
      if (triplets == null) {
        problems.add(
            "%s: found %s, loss %s takes one that finds triplets".formatted(flag, name, title));
        return parts;
      }
      TripletMiner made = triplets.make(loss.margin(), loss.distance());
      return parts.withCore(
          change(flag, loss, () -> loss.withMiner(made).withSwap(swap || loss.swap())));
    }
    if (triplets != null || flag.equals("--late-miner")) {
      problems.add(
          "%s: found %s, loss %s takes %s".formatted(flag, name, title, minersOf(parts.core())));
      return parts;
    }
    return Components.pairMiner(name).map(parts::withPairMiner).orElse(parts);
  }

  private static String minersOf(Loss loss) {
    return loss instanceof AnchorLoss && !(loss instanceof ProxyLoss)
        ? "multi-similarity, or none"
        : "none";
  }

  private LossParts around(LossParts parts, TrainingConfig config, LossFlags flags) {
    LossParts changed = parts;
    Integer size = flags.memory();
    if (size != null) {
      Integer warmUp = flags.memoryWarmUp();
      changed =
          changed.withMemory(
              new Memory(size, warmUp == null ? CrossBatchMemory.DEFAULT_WARM_UP : warmUp));
    } else if (flags.memoryWarmUp() != null) {
      problems.add("--memory-warm-up: goes with --memory");
    }
    Double variance = flags.varianceWeight();
    if (variance != null) {
      int dimensions = config.embeddingSize();
      changed =
          changed.withVariance(
              new Term(
                  weight("--variance-weight", variance),
                  VarianceLoss.of(dimensions, config.hasUnitLength())));
    }
    Double center = flags.centerWeight();
    if (center != null) {
      changed = changed.withCenter(new Term(weight("--center-weight", center), new CenterLoss()));
    }
    return changed;
  }

  /** A weight of 0 leaves the term out of the numbers, and stays in the file. */
  private double weight(String flag, double value) {
    if (Checks.isNotNegative(value)) {
      return value;
    }
    problems.add("%s: found %s, expected %s".formatted(flag, value, Checks.NOT_NEGATIVE));
    return 0;
  }
}
