package io.tercet.app.run;

import io.tercet.app.Version;
import io.tercet.app.plot.Fonts;
import io.tercet.app.run.RunState.Phase;
import io.tercet.app.run.record.RunRecorder;
import io.tercet.app.run.report.Advice;
import io.tercet.app.run.report.Report;
import io.tercet.app.run.report.ScoreTable;
import io.tercet.data.ClassNames;
import io.tercet.data.Dataset;
import io.tercet.data.DatasetDigest;
import io.tercet.data.TrainTestSplit;
import io.tercet.eval.BeforeAfter;
import io.tercet.eval.EmbeddingSpread;
import io.tercet.input.EncodedDataset;
import io.tercet.input.EncodedSplit;
import io.tercet.kernel.KernelChoice;
import io.tercet.model.ModelFile;
import io.tercet.model.Provenance;
import io.tercet.nn.Architecture;
import io.tercet.nn.Summary;
import io.tercet.parallel.Workers;
import io.tercet.sampling.ListedTriplets;
import io.tercet.sampling.Sampler;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import io.tercet.train.Trainer;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingListener;
import io.tercet.train.TrainingResult;
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

  /**
   * Runs the training; returns the exit code.
   *
   * @param own additional listeners
   */
  public int run(List<TrainingListener> own, RunWatcher watcher) throws IOException {
    requireFitting(); // before anything is written
    if (config.pictures()) {
      folder.makePictures();
    }
    String digest = DatasetDigest.of(whole);
    RunFolder.writeJson(folder.config(), describe(digest));
    StateFile state = new StateFile(folder.state(), config.training().epochs());
    try (StopOnInterrupt interrupt = new StopOnInterrupt(folder, state, out)) {
      return run(digest, state, interrupt, own, watcher);
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
    try (RunRecorder recorder =
        new RunRecorder(folder, config, readers, validation, workers, trouble)) {
      List<TrainingListener> listeners = new ArrayList<>();
      if (validation != null) {
        listeners.add(validation); // the others tell what it found
      }
      listeners.addAll(own);
      listeners.addAll(recorder.listeners());
      listeners.add(new FolderWatch(folder, trouble));
      Trainer trainer =
          InputErrors.check(() ->
              new Trainer(config.training(), readers.train(), config.start(), workers, listeners));
      state.change(now -> now.withSteps(trainer.stepsPerEpoch()));
      watcher.started(folder.path(), new RunControl(trainer, state));
      reportSingletons(trainer.leftOutClasses());
      reportSteps(trainer);
      if (config.pictures()) {
        Fonts.problem().ifPresent(this::say);
      }
      interrupt.training(trainer);
      TrainingResult result = trainer.train();
      if (keepBest(result)) {
        RunFolder.writeJson(folder.config(), describe(digest)); // with the epoch of the model
      }
      say("Model: " + new ModelKeeper(folder, trouble).keep(model(result, digest)));
      if (result.stopped() && !endedEarly()) {
        recorder.abandonPictures();
        say(
            "Stopped in epoch %s of %s."
                .formatted(result.epochs().size(), config.training().epochs()));
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

  /** Everything needed to repeat this run. */
  private Map<String, Object> describe(String digest) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("tercet", Version.ofTercet());
    described.put("jdk", Runtime.version().toString());
    described.put("kernels", KernelChoice.best().description());
    described.put("started", started.toString());
    described.put("data", data.name());
    described.put("data_digest", digest);
    described.putAll(origin);
    described.put("training_examples", data.train().size());
    described.put("test_examples", data.test().size());
    described.put("threads", config.threads());
    described.put("pictures", config.pictures());
    described.put("evaluation", config.evaluation());
    described.put("encoder", Summary.of(architecture()).lines().toList());
    described.put("training", config.training());
    return described;
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
