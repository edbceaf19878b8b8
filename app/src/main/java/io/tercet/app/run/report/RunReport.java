package io.tercet.app.run.report;

import io.tercet.app.run.FolderTrouble;
import io.tercet.app.run.RunConfig;
import io.tercet.app.run.RunFolder;
import io.tercet.app.run.RunJson;
import io.tercet.app.run.record.PcaPlotter;
import io.tercet.app.run.record.SnapshotFiles;
import io.tercet.data.DataException;
import io.tercet.data.TrainTestSplit;
import io.tercet.eval.BeforeAfter;
import io.tercet.input.EncodedSplit;
import io.tercet.model.ModelFile;
import io.tercet.parallel.Workers;
import io.tercet.sampling.BatchSource;
import io.tercet.tensor.Seed;
import io.tercet.train.EpochResult;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Evaluates the model of a finished run and creates its plots and report again from the files in
 * its folder: configuration, metrics, and embeddings of epochs.
 */
public final class RunReport {
  private final RunFolder folder;
  private final TrainingConfig training;
  private final ModelFile model;
  private final List<EpochResult> epochs;

  private RunReport(
      RunFolder folder, TrainingConfig training, ModelFile model, List<EpochResult> epochs) {
    this.folder = folder;
    this.training = training;
    this.model = model;
    this.epochs = epochs;
  }

  /**
   * Reads a run.
   *
   * @throws DataException if it has no model, or something in its folder is malformed
   */
  public static RunReport read(RunFolder folder) throws IOException {
    if (!Files.isRegularFile(folder.model())) {
      throw new DataException(
          folder + ": has no model.safetensors: the run ended before its model was kept");
    }
    TrainingConfig training = training(folder.config());
    return new RunReport(
        folder,
        training,
        ModelFile.read(folder.model()),
        KeptMetrics.read(folder.metrics(), training.sampler().unit()));
  }

  private static TrainingConfig training(Path path) throws IOException {
    try {
      JsonNode config = RunJson.LINE.readTree(Files.readAllBytes(path));
      return RunJson.LINE.treeToValue(config.required("training"), TrainingConfig.class);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new DataException(path + ": not the configuration of a run: " + firstLine(e), e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** The run's model. */
  public ModelFile model() {
    return model;
  }

  /** Where that is. */
  public Path modelPath() {
    return folder.model();
  }

  /**
   * Evaluates, draws and writes.
   *
   * @param data what the run was trained on, cut as it was
   * @param origin how it was read and cut
   */
  public void write(
      TrainTestSplit data, Map<String, Object> origin, Workers workers, PrintWriter out)
      throws IOException {
    Consumer<String> say =
        line -> {
          out.println(line);
          out.flush();
        };
    EncodedSplit readers = EncodedSplit.of(data, workers);
    draw(readers, workers, say);
    BeforeAfter scores = BeforeAfter.of(model.encoder(), training.seed(), readers, workers);
    say.accept(ScoreTable.text(scores, Optional.of(new Advice(training))));
    say.accept("");
    TrainingResult result = result(data);
    RunConfig config =
        new RunConfig(training, workers.threads(), null, true, true, null, null, false);
    new Report(config, data, origin, result, scores, folder).write();
    say.accept("Report: " + folder.report());
    if (!result.stopped()) {
      sayFinished();
    }
  }

  private TrainingResult result(TrainTestSplit data) {
    int classes = data.train().classNames().size();
    BatchSource batches = training.sampler().bind(data.train(), new Seed(training.seed()));
    return new TrainingResult(
        model.encoder(),
        training.loss().bind(training.lossContext(classes, model.encoder().embeddingSize())),
        batches.stepsPerEpoch(),
        batches.room().size(),
        epochs,
        epochs.size() < training.epochs());
  }

  /** Pictures of the epochs whose embeddings were kept; none of a run without pictures. */
  private void draw(EncodedSplit readers, Workers workers, Consumer<String> say)
      throws IOException {
    SnapshotFiles frames = folder.frames();
    if (frames.epochs().isEmpty() || !Files.isRegularFile(frames.examples())) {
      return;
    }
    int count = countOf(frames.examples());
    if (count > readers.test().dataset().size()) {
      throw new DataException(
          "%s: has %d examples, and the test examples are %d: these are other data"
              .formatted(frames.examples(), count, readers.test().dataset().size()));
    }
    folder.makePictures();
    FolderTrouble trouble = new FolderTrouble(new PrintWriter(Writer.nullWriter()));
    try (PcaPlotter plotter =
        new PcaPlotter(folder, readers.test(), training.epochs(), workers, trouble)) {
      List<Double> losses = epochs.stream().map(EpochResult::loss).toList();
      for (int epoch : frames.epochs()) {
        int known = Math.min(epoch, losses.size());
        plotter.plotKept(epoch, frames.readEmbeddings(epoch, count), losses.subList(0, known));
      }
      plotter.finish(say);
    }
  }

  private static int countOf(Path examples) throws IOException {
    try {
      int count = RunJson.LINE.readTree(Files.readAllBytes(examples)).path("count").asInt(0);
      if (count > 0) {
        return count;
      }
    } catch (JacksonException e) {
      throw new DataException(examples + ": not JSON", e);
    }
    throw new DataException(examples + ": has no count of examples");
  }

  /** The run has now all that one has which was not interrupted. */
  private void sayFinished() throws IOException {
    try {
      JsonNode state = RunJson.LINE.readTree(Files.readAllBytes(folder.state()));
      if (state instanceof ObjectNode changed) {
        changed.put("phase", "finished");
        changed.remove("message");
        RunFolder.writeJson(folder.state(), changed);
      }
    } catch (JacksonException e) {
      throw new DataException(folder.state() + ": not the state of a run", e);
    }
  }
}
