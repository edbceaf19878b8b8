package io.tercet.app.cli;

import io.tercet.app.run.RunJson;
import io.tercet.data.DataException;
import io.tercet.io.JsonText;
import io.tercet.train.ConfigException;
import io.tercet.train.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Configurations in files: {@code config.json} of a run, or the part of it that trains. */
final class ConfigFile {
  private ConfigFile() {}

  /**
   * Reads one.
   *
   * @throws DataException if it is malformed
   */
  static TrainingConfig read(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new DataException("%s: no such file".formatted(path));
    }
    try {
      JsonNode node = RunJson.LINE.readTree(Files.readAllBytes(path));
      JsonNode training = node.has("training") ? node.get("training") : node;
      if (training.has("objective")) {
        throw new DataException(
            "%s: written by an older version, whose configurations are not read any more"
                .formatted(path));
      }
      return RunJson.LINE.treeToValue(training, TrainingConfig.class);
    } catch (JacksonException e) {
      throw new DataException(
          "%s: not a configuration: %s".formatted(path, JsonText.message(e)), e);
    } catch (ConfigException | NullPointerException e) {
      throw new DataException("%s: not a configuration: %s".formatted(path, e.getMessage()), e);
    }
  }
}
