package io.tercet.app.run;

import io.tercet.app.Version;
import io.tercet.app.plot.Fonts;
import io.tercet.app.run.RunState.Phase;
import io.tercet.app.run.record.RunRecorder;
import io.tercet.app.run.report.Advice;
import io.tercet.app.run.report.Report;
import io.tercet.app.run.report.ScoreTable;
import io.tercet.data.ClassNames;
import io.tercet.data.DataException;
import io.tercet.data.Dataset;
import io.tercet.data.DatasetDigest;
import io.tercet.data.TrainTestSplit;
import io.tercet.eval.BeforeAfter;
import io.tercet.eval.EmbeddingSpread;
import io.tercet.input.EncodedDataset;
import io.tercet.input.EncodedSplit;
import io.tercet.model.ModelFile;
import io.tercet.model.Provenance;
import io.tercet.nn.Architecture;
import io.tercet.parallel.Workers;
import io.tercet.sampling.ListedTriplets;
import io.tercet.sampling.Sampler;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import io.tercet.train.Trainer;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingException;
import io.tercet.train.TrainingListener;
import io.tercet.train.TrainingResult;
import io.tercet.train.TrainingState;
import io.tercet.train.Validation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a training from data to run folder: trains, saves the model, evaluates it, writes the
 * report.
 */
public final class TrainingRun {
  private static final int INTERRUPTED = 130;
  private static final int SPREAD_EXAMPLES = 1000;

  private final RunConfig config;
  private final RunFolder folder;
  private final Dataset whole;
  private final TrainTestSplit data;
  private final @Nullable Validation validation;
  private final Workers workers;
  private final PrintWriter out;
  private final Map<String, Object> origin;
  private final FolderTrouble trouble;
  private final Instant started = Instant.now();
  private CheckpointInterval interval = CheckpointInterval.AUTO;
  private @Nullable Path init;
  private @Nullable InterruptedRun resumed;

  /**
   * @param origin how the data was read and split, by name
   * @param folder output folder; not closed
   * @param out receives messages
   */
  public TrainingRun(
      RunConfig config,
      RunFolder folder,
      TrainTestSplit data,
      Map<String, Object> origin,
      Workers workers,
      PrintWriter out)
      throws IOException {
    this.config = config;
    this.folder = folder;
    this.whole = data.train();
    this.origin = new LinkedHashMap<>(origin);
    this.workers = workers;
    HeldOut held = config.heldOut();
    if (held == null) {
      this.data = data;
      this.validation = null;
    } else {
      HeldOut.Cut cut = InputErrors.check(() -> held.cut(data, config.training().seed()));
      this.data = cut.data();
      this.validation = Validation.ofPrecisionAt1(cut.heldOut(), held.patience(), workers);
      held.describe(this.origin);
    }
    this.out = out;
    this.trouble = new FolderTrouble(out);
  }

  /** Chooses how often to write a checkpoint. */
  public TrainingRun checkpointing(CheckpointInterval chosen) {
    interval = chosen;
    return this;
  }

  /** Names the model whose weights it starts from, to be read again where it begins again. */
  public TrainingRun startingFrom(@Nullable Path model) {
    init = model;
    return this;
  }

  /** Continues that run, whose folder is this run's. */
  public TrainingRun resuming(InterruptedRun run) {
    resumed = run;
    return this;
  }

  /**
   * Runs the training; returns the exit code.
   *
   * @param own additional listeners
   */
  public int run(List<TrainingListener> own, RunWatcher watcher) throws IOException {
    requireFitting(); // before anything is written
    String digest = DatasetDigest.of(whole);
    requireSameData(digest);
    RunFolder.writeJson(folder.config(), describe(digest));
    if (config.pictures()) {
      folder.makePictures();
    }
    StateFile state = new StateFile(folder.state(), config.training().epochs());
    try (StopOnInterrupt interrupt = new StopOnInterrupt(folder, state, out)) {
      return run(digest, state, interrupt, own, watcher);
    }
  }

  private void requireSameData(String digest) throws DataException {
    if (resumed != null && !resumed.digest().equals(digest)) {
      throw new DataException(
          "%s: the training examples of %s are not those that this run began with: the data or its split has changed"
              .formatted(folder, data.name()));
    }
  }

  private void requireFitting() throws IOException {
    InputErrors.check(() -> {
      Trainer.requireMemory(config.training(), data.train().shape());
      requireListed();
      return architecture();
    });
  }

  /** Validates a list of triplets early, unless it is a pipe, which can be read only once. */
  private void requireListed() {
    TrainingConfig training = config.training();
    if (training.sampler() instanceof ListedTriplets listed
        && Files.isRegularFile(Path.of(listed.file()))) {
      listed.bind(data.train(), new Seed(training.seed()));
    }
  }

  private int run(
      String digest,
      StateFile state,
      StopOnInterrupt interrupt,
      List<TrainingListener> own,
      RunWatcher watcher)
      throws IOException {
    try {
      int code = trainAndEvaluate(digest, state, interrupt, own, watcher);
      trouble.throwFirst();
      Phase end = code == 0 ? Phase.FINISHED : Phase.STOPPED;
      state.end(now -> now.in(end));
      if (code == 0) {
        Files.deleteIfExists(folder.checkpoint());
      }
      return code;
    } catch (Throwable e) { // record the end of the run for any error
      String reason =
          e instanceof IOException io
              ? IoReason.line(io)
              : MemoryLimit.line(e)
                  .orElseGet(() ->
                      Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
      try {
        state.end(now -> now.failedBy(reason));
      } catch (IOException unsaid) {
        e.addSuppressed(unsaid);
      }
      throw e;
    }
  }

  private int trainAndEvaluate(
      String digest,
      StateFile state,
      StopOnInterrupt interrupt,
      List<TrainingListener> own,
      RunWatcher watcher)
      throws IOException {
    EncodedSplit readers = EncodedSplit.of(data, workers);
    TrainingState from = resumed == null ? null : resumed.checkpoint();
    try (RunRecorder recorder =
            new RunRecorder(folder, config, readers, validation, workers, trouble, from);
        Checkpointer checkpoints =
            new Checkpointer(folder, interval, recorder, validation, trouble, this::say)) {
      List<TrainingListener> listeners = new ArrayList<>();
      if (validation != null) {
        listeners.add(validation); // the others tell what it found
      }
      listeners.addAll(own);
      listeners.addAll(recorder.listeners());
      listeners.add(new FolderWatch(folder, trouble));
      listeners.add(checkpoints); // once the others have recorded the step
      Trainer trainer = InputErrors.check(() -> trainer(readers, from, listeners));
      state.change(now -> now.withSteps(trainer.stepsPerEpoch()));
      watcher.started(folder.path(), new RunControl(trainer, state));
      reportSingletons(trainer.leftOutClasses());
      reportSteps(trainer);
      if (config.pictures()) {
        Fonts.problem().ifPresent(this::say);
      }
      interrupt.training(trainer);
      TrainingResult result = train(trainer, checkpoints);
      if (keepBest(result)) {
        RunFolder.writeJson(folder.config(), describe(digest)); // with the epoch of the model
      }
      say("Model: " + new ModelKeeper(folder, trouble).keep(model(result, digest)));
      if (result.stopped() && !endedEarly()) {
        recorder.abandonPictures();
        say(
            "Stopped in epoch %s of %s.%s"
                .formatted(
                    result.epochs().size(),
                    config.training().epochs(),
                    Files.exists(folder.checkpoint())
                        ? " Continue it with: tercet resume " + folder
                        : ""));
        report(result, null); // of the results so far, without further plots or evaluation
        return INTERRUPTED;
      }
      trouble.attempt(() -> state.change(now -> now.in(Phase.EVALUATING)));
      interrupt.evaluating();
      trouble.attempt(() -> recorder.finishPictures(this::say));
      if (warnIfCollapsed(result, readers)) {
        trouble.attempt(() -> state.change(RunState::whenCollapsed));
      }
      report(result, config.evaluation() ? evaluate(result, readers) : null);
      return 0;
    }
  }

  private Trainer trainer(
      EncodedSplit readers, @Nullable TrainingState from, List<TrainingListener> listeners) {
    TrainingConfig training = config.training();
    if (from == null) {
      return new Trainer(training, readers.train(), config.start(), workers, listeners);
    }
    if (validation != null) {
      validation.restoreState(from.values().part(Checkpointer.VALIDATION));
    }
    return Trainer.resumed(training, readers.train(), from, workers, listeners);
  }

  /** A failure names the checkpoint that is left. */
  private TrainingResult train(Trainer trainer, Checkpointer checkpoints) throws IOException {
    try {
      return trainer.train();
    } catch (TrainingException e) {
      checkpoints.close();
      if (!Files.exists(folder.checkpoint())) {
        throw e;
      }
      TrainingState last = TrainingState.read(folder.checkpoint());
      throw new DataException(
          "%s; its last checkpoint is of step %d in epoch %d: tercet resume %s --learning-rate %s, or --clip-norm 1"
              .formatted(
                  e.getMessage(),
                  last.step(),
                  last.epoch(),
                  folder,
                  config.training().optimizer().learningRate() / 10),
          e);
    }
  }

  private boolean endedEarly() {
    return validation != null && validation.endedEarly();
  }

  /** Puts the weights of the best epoch in place and says which one it is, if any was measured. */
  private boolean keepBest(TrainingResult result) {
    HeldOut held = config.heldOut();
    if (validation == null || held == null || validation.bestEpoch() == 0) {
      return false;
    }
    int epochs = result.epochs().size();
    int kept = held.keepsBest() ? validation.bestEpoch() : epochs;
    if (held.keepsBest()) {
      validation.restoreBest(result.encoder());
    }
    origin.put("model_of_epoch", kept);
    say(
        String.format(
            Locale.ROOT,
            "Validation: precision@1 %.4f in epoch %d, the best of %d%s; the model is that of epoch"
                + " %d.",
            validation.bestValue().orElse(Double.NaN),
            validation.bestEpoch(),
            epochs,
            endedEarly() ? ", and none better after it" : "",
            kept));
    return true;
  }

  private BeforeAfter evaluate(TrainingResult result, EncodedSplit readers) throws IOException {
    BeforeAfter scores =
        BeforeAfter.of(result.encoder(), config.training().seed(), readers, workers);
    say(ScoreTable.text(scores, Optional.of(new Advice(config.training()))));
    say("");
    return scores;
  }

  private void report(TrainingResult result, @Nullable BeforeAfter scores) {
    trouble.attempt(() -> {
      new Report(config, data, origin, result, scores, folder).write();
      say("Report: " + folder.report());
    });
  }

  /**
   * Test embeddings of a single class are supposed to be close together; then training examples are
   * checked. After a few steps the encoder is hardly trained, which is reported separately.
   */
  private boolean warnIfCollapsed(TrainingResult result, EncodedSplit readers) {
    boolean several = Arrays.stream(data.test().labels()).distinct().limit(2).count() > 1;
    EncodedDataset evaluated = several ? readers.test() : readers.train();
    int count = Math.min(SPREAD_EXAMPLES, evaluated.dataset().size());
    EmbeddingSpread spread = EmbeddingSpread.of(result.encoder().embed(evaluated, count, workers));
    Advice advice = new Advice(config.training());
    boolean trained = advice.aboutSteps(result.stepsPerEpoch(), data.train().size()).isEmpty();
    if (trained && spread.isCollapsed()) {
      say(
          String.format(
              Locale.ROOT,
              "This run has collapsed: all embeddings are within %.1f %% of their length of one"
                  + " point%s; %s.",
              100 * spread.relativeSpread(),
              advice.isMargin(result.epochs().getLast().loss())
                  ? " and the loss stays at the margin"
                  : "",
              advice.afterCollapse()));
    }
    return trained && spread.isCollapsed();
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }

  /** Reports batches smaller than configured, and too few steps to learn much. */
  private void reportSteps(Trainer trainer) {
    Sampler sampler = config.training().sampler();
    if (trainer.batchRows() < sampler.rows()) {
      say("Batches of " + sampler.description(trainer.batchRows()));
    }
    new Advice(config.training())
        .aboutSteps(trainer.stepsPerEpoch(), data.train().size())
        .ifPresent(this::say);
  }

  private void reportSingletons(List<Integer> classes) {
    if (!classes.isEmpty()) {
      out.printf(
          Locale.ROOT,
          "%d classes have a single example, which is never an anchor: %s%n",
          classes.size(),
          ClassNames.inShort(classes.stream().map(data.train().classNames()::get).toList()));
    }
  }

  private Map<String, Object> describe(String digest) {
    return new RunDescription(config, data, init, resumed, started).of(digest, origin);
  }

  private Architecture architecture() {
    return config.training().architecture(data.train().shape());
  }

  private static Map<String, Matrix> lossWeights(TrainingResult result) {
    Map<String, Matrix> byName = new LinkedHashMap<>();
    result.objective().weights().forEach(weights -> byName.put(weights.name(), weights.values()));
    return byName;
  }

  private ModelFile model(TrainingResult result, String digest) {
    return new ModelFile(
        result.encoder(),
        lossWeights(result),
        data.train().preprocessing(),
        RunJson.INDENTED.valueToTree(config.training()),
        Provenance.here(
            Version.ofTercet(),
            data.name(),
            digest,
            config.training().seed(),
            result.epochs().size(),
            origin));
  }
}
