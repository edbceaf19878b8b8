package io.tercet.app.cli;

import io.tercet.app.cli.option.UsageException;
import io.tercet.data.Dataset;
import io.tercet.model.ModelFile;
import java.nio.file.Path;

/** Whether a model can take in a data set. */
final class ModelInput {
  private ModelInput() {}

  static void requireFits(Path path, ModelFile model, String name, Dataset data) {
    if (!model.preprocessing().shape().equals(data.shape())) {
      throw new UsageException(
          "%s takes examples of shape %s, %s has shape %s"
              .formatted(path, model.preprocessing().shape(), name, data.shape()));
    }
  }
}
