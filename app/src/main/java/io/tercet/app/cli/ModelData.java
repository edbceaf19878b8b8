package io.tercet.app.cli;

import io.tercet.app.cli.option.FolderOptions;
import io.tercet.app.cli.option.UsageException;
import io.tercet.data.DatasetDigest;
import io.tercet.data.TrainTestSplit;
import io.tercet.model.ModelFile;
import io.tercet.model.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The data that a model is used with: what is named, or what it was trained on. A model knows what
 * its data is called and how it was cut, so that the same examples are held out again.
 */
final class ModelData {
  private final ModelFile model;
  private final String name;
  private final boolean trainedOn;

  private ModelData(ModelFile model, String name, boolean trainedOn) {
    this.model = model;
    this.name = name;
    this.trainedOn = trainedOn;
  }

  /**
   * The data named, or the model's own.
   *
   * @param named what the command line says, or null
   * @param folders options, which become the model's where they say nothing
   * @throws UsageException if nothing is named and the model's own data is not there
   */
  static ModelData of(Path path, ModelFile model, @Nullable String named, FolderOptions folders)
      throws IOException {
    String own = model.provenance().data();
    if (named == null && !isThere(own)) {
      throw new UsageException(
          "%s was trained on '%s', which is not here: name the DATA to take".formatted(path, own));
    }
    boolean trainedOn = named == null || isSame(named, own);
    folders.readAs(model.preprocessing());
    folders.tables().useAs(model.provenance().origin());
    if (trainedOn) {
      folders.cutAs(model.provenance().origin());
    }
    return new ModelData(model, named == null ? own : named, trainedOn);
  }

  private static boolean isThere(String data) {
    return DataArgument.isBuiltIn(data) || (!data.isBlank() && Files.exists(Path.of(data)));
  }

  private static boolean isSame(String named, String own) throws IOException {
    if (named.equals(own) || DataArgument.isBuiltIn(named) || DataArgument.isBuiltIn(own)) {
      return named.equals(own);
    }
    return isThere(named) && isThere(own) && Files.isSameFile(Path.of(named), Path.of(own));
  }

  String name() {
    return name;
  }

  /**
   * A line where the training examples are not those that the model was trained on: what is held
   * out now may have been trained on. Empty where they are, and for other data.
   */
  String warning(TrainTestSplit data) {
    Provenance provenance = model.provenance();
    if (!trainedOn || provenance.dataDigest().equals(DatasetDigest.of(data.train()))) {
      return "";
    }
    return "The training examples of %s are not those that the model was trained on: the data or its split has changed, and test examples may be among them."
        .formatted(name);
  }
}
