package io.tercet.app.cli;

import io.tercet.data.TrainTest;
import io.tercet.model.ModelFile;
import java.nio.file.Path;

/** Whether a model can take in a data set. */
final class ModelInput {
  private ModelInput() {}

  static void requireFits(Path path, ModelFile model, TrainTest data) {
    if (!model.preprocessing().shape().equals(data.train().shape())) {
      throw new UsageException(
          "%s takes examples of shape %s, %s has shape %s"
              .formatted(path, model.preprocessing().shape(), data.name(), data.train().shape()));
    }
  }
}
