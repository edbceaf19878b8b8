package io.tercet;

import io.tercet.data.Dataset;
import io.tercet.data.DatasetDigest;
import io.tercet.data.Splits;
import io.tercet.data.TrainTestSplit;
import io.tercet.input.EncodedDataset;
import io.tercet.loss.LossParameters;
import io.tercet.model.ModelFile;
import io.tercet.model.Provenance;
import io.tercet.nn.Encoder;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import io.tercet.train.Trainer;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingListener;
import io.tercet.train.TrainingResult;
import io.tercet.train.Validation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a {@link Training} as it was set up, with or without validation.
 *
 * @param config all settings
 * @param data the examples to train on
 * @param dataName what people call them
 * @param start the encoder to start from; null for one whose weights are drawn
 * @param holdout which examples are held out for validation, and what for
 * @param listeners are notified in this order
 */
record Fitting(
    TrainingConfig config,
    Dataset data,
    String dataName,
    @Nullable Encoder start,
    Holdout holdout,
    List<TrainingListener> listeners) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * The settings of a validation.
   *
   * @param fraction of each class, below 1; 0 for no validation
   * @param patience epochs without improvement after which the training ends
   * @param keepsBest whether the model is that of the best epoch, else of the last
   */
  record Holdout(double fraction, int patience, boolean keepsBest) {
    static final Holdout NONE = new Holdout(0, Validation.NO_PATIENCE, true);

    Holdout withFraction(double share) {
      return new Holdout(share, patience, keepsBest);
    }

    Holdout withPatience(int epochs) {
      return new Holdout(fraction, epochs, keepsBest);
    }

    Holdout withLast() {
      return new Holdout(fraction, patience, false);
    }
  }

  EmbeddingModel fit(int threads) {
    try (Workers workers = new Workers(threads)) {
      if (holdout.fraction() == 0) {
        return model(train(data, listeners, workers), data, Map.of());
      }
      TrainTestSplit split =
          Splits.byFraction(dataName, data, holdout.fraction(), new Seed(config.seed()));
      Validation validation = Validation.ofPrecisionAt1(split.test(), holdout.patience(), workers);
      List<TrainingListener> all = new ArrayList<>();
      all.add(validation);
      all.addAll(listeners);
      TrainingResult result = train(split.train(), all, workers);
      Map<String, Object> origin = new LinkedHashMap<>();
      origin.put("validation_fraction", holdout.fraction());
      if (holdout.keepsBest()) {
        validation.restoreBest(result.encoder());
        origin.put("model_of_epoch", validation.bestEpoch());
      }
      return model(result, split.train(), origin);
    }
  }

  private TrainingResult train(Dataset examples, List<TrainingListener> all, Workers workers) {
    EncodedDataset reader = EncodedDataset.of(examples, workers);
    return new Trainer(config, reader, start, workers, all).train();
  }

  private EmbeddingModel model(
      TrainingResult result, Dataset examples, Map<String, Object> origin) {
    Map<String, Matrix> parameters = new LinkedHashMap<>();
    for (LossParameters each : result.objective().weights()) {
      parameters.put(each.name(), each.values());
    }
    return EmbeddingModel.of(
        new ModelFile(
            result.encoder(),
            parameters,
            examples.preprocessing(),
            JSON.valueToTree(config),
            Provenance.here(
                "library",
                dataName,
                DatasetDigest.of(examples),
                config.seed(),
                result.epochs().size(),
                origin)));
  }
}
