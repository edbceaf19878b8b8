package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.model.ModelFile;
import io.tercet.nn.Dense;
import io.tercet.tensor.Activation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Validation, fine-tuning, hidden layers, configurations from files, and the list of recipes. */
class TrainingOptionsTest extends CommandLineTester {

  private Path trained(String name, String... more) {
    Path run = folder.resolve(name);
    List<String> args =
        new ArrayList<>(
            List.of("train", data(), "--no-pictures", "--no-evaluation", "--out", run.toString()));
    args.addAll(List.of(more));
    assertThat(run(args.toArray(String[]::new))).as(err.toString()).isZero();
    return run;
  }

  private static JsonNode config(Path run) throws IOException {
    return JSON.readTree(Files.readAllBytes(run.resolve("config.json")));
  }

  @Test
  void theModelIsThatOfTheBestEpoch() throws IOException {
    Path run =
        trained(
            "best",
            "--recipe",
            "mlp",
            "--epochs",
            "5",
            "--validation-fraction",
            "0.2",
            "--classes",
            "4",
            "--per-class",
            "5");
    JsonNode config = config(run);
    int epoch = config.get("model_of_epoch").asInt();
    assertThat(config.get("validation_fraction").asDouble()).isEqualTo(0.2);
    assertThat(config.get("keep").asString()).isEqualTo("best");
    List<Double> measured = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
      measured.add(JSON.readTree(line).get("validation_precision_at_1").asDouble());
    }
    assertThat(measured).hasSize(5);
    double best = measured.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    assertThat(measured.indexOf(best) + 1).isEqualTo(epoch);
    assertThat(out.toString()).contains("the model is that of epoch " + epoch + ".");
    ModelFile model = ModelFile.read(run.resolve("model.safetensors"));
    assertThat(model.provenance().origin()).containsEntry("model_of_epoch", epoch);
  }

  @Test
  void patienceEndsARunThatHasFinished() throws IOException {
    Path run =
        trained(
            "patient",
            "--recipe",
            "mlp",
            "--epochs",
            "200",
            "--patience",
            "2",
            "--keep",
            "last",
            "--classes",
            "4",
            "--per-class",
            "5");
    int epochs = Files.readAllLines(run.resolve("metrics.jsonl")).size();
    assertThat(epochs).isLessThan(200);
    assertThat(config(run).get("model_of_epoch").asInt()).isEqualTo(epochs);
    JsonNode state = JSON.readTree(Files.readAllBytes(run.resolve("state.json")));
    assertThat(state.get("phase").asString()).isEqualTo("finished");
  }

  @Test
  void hiddenLayersReplaceThoseOfTheRecipe() throws IOException {
    Path run = trained("hidden", "--hidden", "24,12", "--epochs", "1");
    assertThat(ModelFile.read(run.resolve("model.safetensors")).encoder().architecture().layers())
        .containsExactly(
            new Dense(24, Activation.RELU),
            new Dense(12, Activation.RELU),
            new Dense(64, Activation.SIGMOID));
    assertRefused(2, "--hidden: found 0, expected at least 1", "train", data(), "--hidden", "24,0");
  }

  @Test
  void trainingGoesOnFromAModel() throws IOException {
    String first = trained("first", "--epochs", "2").resolve("model.safetensors").toString();
    Path tuned = trained("tuned", "--init", first, "--epochs", "1", "--learning-rate", "1e-18");
    assertThat(weights(tuned)).isEqualTo(weights(folder.resolve("first"))); // hardly a step
    assertRefused(
        2,
        "--init has layers of its own: not with --hidden or --embedding-size",
        "train",
        data(),
        "--init",
        first,
        "--hidden",
        "3");
    assertRefused(1, "no such file", "train", data(), "--init", folder.resolve("none").toString());
  }

  private static float[] weights(Path run) throws IOException {
    return ModelFile.read(run.resolve("model.safetensors")).encoder().weights().values();
  }

  @Test
  void aRunCanBeRepeatedFromItsConfiguration() throws IOException {
    Path once =
        trained(
            "once",
            "--recipe",
            "mlp",
            "--loss",
            "circle",
            "--loss-scale",
            "40",
            "--epochs",
            "1",
            "--classes",
            "3",
            "--per-class",
            "4",
            "--seed",
            "9");
    Path again = trained("again", "--config", once.resolve("config.json").toString());
    assertThat(config(again).get("training")).isEqualTo(config(once).get("training"));
    assertThat(weights(again)).isEqualTo(weights(once));
    assertRefused(
        2,
        "--config and --recipe exclude each other",
        "train",
        data(),
        "--config",
        once.resolve("config.json").toString(),
        "--recipe",
        "mlp");
    Path text = Files.writeString(folder.resolve("text.json"), "{\"epochs\": 3}");
    assertRefused(2, "not a configuration", "train", data(), "--config", text.toString());
    Path old = Files.writeString(folder.resolve("old.json"), "{\"training\": {\"objective\": {}}}");
    assertRefused(2, "written by an older version", "train", data(), "--config", old.toString());
  }

  @Test
  void recipesTellAllTheirValues() {
    assertThat(run("recipes")).isZero();
    assertThat(out.toString())
        .contains("classic", "Dense, units 64, activation SIGMOID", "margin 0.2")
        .contains("pml-mnist", "256 examples", "cosine");
    assertThat(run("recipes", "mlp", "--json")).isZero();
    assertThat(out.toString()).contains("\"type\" : \"supervised-contrastive\"");
    assertRefused(2, "found 'mpl', expected one of classic", "recipes", "mpl");
  }
}
