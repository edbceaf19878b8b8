package io.tercet.app.run;

import io.tercet.data.DataException;
import io.tercet.data.Preprocessing;
import io.tercet.io.JsonText;
import io.tercet.train.ConfigException;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingState;
import io.tercet.train.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the folder of a run that has not finished says of it.
 *
 * @param config content of config.json
 * @param training its configuration
 * @param checkpoint where it was, or null for a run that is to begin again
 */
public record InterruptedRun(
    ObjectNode config, TrainingConfig training, @Nullable TrainingState checkpoint) {

  /**
   * Reads a run.
   *
   * @throws DataException if it has finished, or something in its folder is malformed
   */
  public static InterruptedRun read(RunFolder folder) throws IOException {
    if (phase(folder.path()).equals("finished")) {
      throw new DataException(folder + ": this run has finished; there is nothing to resume");
    }
    try {
      JsonNode config = RunJson.LINE.readTree(Files.readAllBytes(folder.config()));
      if (!(config instanceof ObjectNode object)) {
        throw new DataException(folder.config() + ": not the configuration of a run");
      }
      TrainingConfig training =
          RunJson.LINE.treeToValue(object.required("training"), TrainingConfig.class);
      boolean saved = Files.exists(folder.checkpoint());
      return new InterruptedRun(
          object, training, saved ? TrainingState.read(folder.checkpoint()) : null);
    } catch (JacksonException e) {
      throw new DataException(
          folder.config() + ": not the configuration of a run: " + JsonText.message(e), e);
    } catch (ConfigException e) {
      throw new DataException(
          folder.config() + ": not the configuration of a run: " + e.getMessage(), e);
    }
  }

  /** The same with another configuration, which is recorded where it was changed. */
  public InterruptedRun with(TrainingConfig changed, Map<String, Object> changes) {
    ObjectNode noted = config.deepCopy();
    ObjectNode change = noted.withArray("changes").addObject();
    change.put("epoch", checkpoint == null ? 1 : checkpoint.epoch());
    change.put("after_step", checkpoint == null ? 0 : checkpoint.step());
    changes.forEach((name, value) -> change.set(name, RunJson.LINE.valueToTree(value)));
    return new InterruptedRun(noted, changed, checkpoint);
  }

  private static String phase(Path folder) throws IOException {
    try {
      return RunJson.LINE
          .readTree(Files.readAllBytes(folder.resolve("state.json")))
          .path("phase")
          .asString("");
    } catch (IOException | JacksonException e) {
      return ""; // it ended before it was written
    }
  }

  /**
   * The advice for a folder that has an unfinished run in it: how to resume that.
   *
   * @return empty if it has no run, or one that has finished
   */
  static Optional<String> advice(Path folder) throws IOException {
    if (!Files.isRegularFile(folder.resolve("config.json")) || phase(folder).equals("finished")) {
      return Optional.empty();
    }
    String where = "";
    try {
      int epochs =
          RunJson.LINE
              .readTree(Files.readAllBytes(folder.resolve("config.json")))
              .path("training")
              .path("epochs")
              .asInt(0);
      int done = Files.readAllLines(folder.resolve("metrics.jsonl")).size();
      where = " (epoch %d of %d)".formatted(Math.min(done + 1, epochs), epochs);
    } catch (IOException | JacksonException e) {
      // the line says less
    }
    return Optional.of(
        "%s has an unfinished run%s; continue it with: tercet resume %s"
            .formatted(folder, where, folder));
  }

  /** What people call its data. */
  public String data() {
    return config.path("data").asString("");
  }

  /** SHA-256 of its training examples. */
  String digest() {
    return config.path("data_digest").asString("");
  }

  /** When it first began. */
  String started() {
    return config.path("started").asString("");
  }

  /** How its data was read and cut, among other things. */
  public Map<String, Object> origin() {
    return RunJson.LINE.convertValue(config, new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  /**
   * How the data was read, as the run recorded it: options that were given then are not given now.
   *
   * @param now how it was read for this continuation
   */
  public Map<String, Object> originLike(Map<String, Object> now) {
    Map<String, Object> then = new LinkedHashMap<>(now);
    Map<String, Object> recorded = origin();
    then.replaceAll((name, value) -> recorded.getOrDefault(name, value));
    return then;
  }

  /** What its examples are made of; empty in files of older versions. */
  public Optional<Preprocessing> preprocessing() {
    return Optional.ofNullable(config.get("preprocessing"))
        .map(json -> RunJson.LINE.treeToValue(json, Preprocessing.class));
  }

  /** The model whose weights it began with, or null. */
  public @Nullable Path init() {
    return config.path("init").asStringOpt().map(Path::of).orElse(null);
  }

  /** Whether it draws plots. */
  public boolean pictures() {
    return config.path("pictures").asBoolean(true);
  }

  /** Whether it evaluates at the end. */
  public boolean evaluation() {
    return config.path("evaluation").asBoolean(true);
  }

  /** How it is validated, or null. */
  public @Nullable HeldOut heldOut() {
    double fraction = config.path("validation_fraction").asDouble(0);
    if (!(fraction > 0)) {
      return null;
    }
    int patience = config.path("patience").asInt(Validation.NO_PATIENCE);
    return new HeldOut(fraction, patience, !config.path("keep").asString("").equals("last"));
  }

  /** What its JSON says of changes so far, to be written again. */
  Optional<JsonNode> changes() {
    return Optional.ofNullable(config.get("changes"));
  }
}
