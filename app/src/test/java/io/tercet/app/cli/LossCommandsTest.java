package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tercet.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Samplers, miners and losses of {@code tercet train} as a user types them. */
class LossCommandsTest extends CommandLineTester {

  /** Trains recipe mlp for two epochs of small batches. */
  private int trainMlp(String name, String... options) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "train",
                data(),
                "--recipe",
                "mlp",
                "--classes",
                "4",
                "--per-class",
                "10",
                "--epochs",
                "2",
                "--no-pictures",
                "--no-evaluation",
                "--out",
                folder.resolve(name).toString()));
    args.addAll(Arrays.asList(options));
    return run(args.toArray(String[]::new));
  }

  private JsonNode loss(String name) throws IOException {
    return JSON.readTree(Files.readAllBytes(folder.resolve(name).resolve("config.json")))
        .get("training")
        .get("loss");
  }

  @Test
  void samplersMinersAndLossesAreChosen() throws IOException {
    Path run = folder.resolve("mined");
    assertThat(
            run(
                "train",
                data(),
                "--recipe",
                "mlp",
                "--loss",
                "triplet",
                "--miner",
                "batch-hard",
                "--classes",
                "4",
                "--per-class",
                "10",
                "--epochs",
                "2",
                "--no-pictures",
                "--out",
                run.toString()))
        .isZero();
    assertThat(out.toString()).containsPattern("epoch 2/2 .* examples/s");
    JsonNode line = JSON.readTree(Files.readAllLines(run.resolve("metrics.jsonl")).getLast());
    assertThat(line.get("examples").asInt()).isEqualTo(600);
    assertThat(line.get("examples_per_second").isNumber()).isTrue();
    assertRefused(
        2,
        "--batch-size: p-k has --classes and --per-class",
        "train",
        data(),
        "--recipe",
        "mlp",
        "--batch-size",
        "5");
    assertRefused(2, "--classes: is for --sampler p-k", "train", data(), "--classes", "5");
    assertRefused(
        2,
        "--miner: found 'x', expected one of batch-all, batch-hard",
        "train",
        data(),
        "--recipe",
        "mlp",
        "--miner",
        "x");
    assertRefused(
        2,
        "--loss: nt-xent looks at whole batches and needs a sampler of them: p-k or shuffled",
        "train",
        data(),
        "--loss",
        "nt-xent");
  }

  @Test
  void shuffledExamplesMakeABatch() throws IOException {
    Path run = folder.resolve("run");
    assertThat(
            run(
                "train",
                data(),
                "--recipe",
                "mlp",
                "--sampler",
                "shuffled",
                "--batch-size",
                "50",
                "--epochs",
                "1",
                "--no-pictures",
                "--out",
                run.toString()))
        .isZero();
    JsonNode sampler =
        JSON.readTree(run.resolve("config.json").toFile()).get("training").get("sampler");
    assertThat(sampler.get("type").asString()).isEqualTo("shuffled");
    assertThat(sampler.get("examples").asInt()).isEqualTo(50);
    assertRefused(
        2,
        "--classes: is for --sampler p-k",
        "train",
        data(),
        "--recipe",
        "mlp",
        "--sampler",
        "shuffled",
        "--classes",
        "5");
    assertRefused(
        2,
        "--sampler: found 'x', expected triplets, p-k, shuffled or file",
        "train",
        data(),
        "--sampler",
        "x");
  }

  @Test
  void everyPartOfAnObjectiveCanBeChosen() throws IOException {
    assertThat(
            trainMlp(
                "all",
                "--loss=triplet",
                "--miner=semi-hard",
                "--late-miner=batch-hard",
                "--late-miner-epoch=2",
                "--distance=squared-euclidean",
                "--no-normalize",
                "--margin=0.3",
                "--reducer=mean",
                "--memory=80",
                "--memory-warm-up=3",
                "--variance-weight=0.5",
                "--centre-weight=0.01"))
        .isZero();
    JsonNode sum = loss("all");
    assertThat(sum.get("added").get("type").asString()).isEqualTo("center");
    assertThat(sum.get("loss").get("weight").asDouble()).isEqualTo(0.5);
    JsonNode scheduled = sum.get("loss").get("loss");
    assertThat(scheduled.get("fromEpoch").asInt()).isEqualTo(2);
    JsonNode memory = scheduled.get("first");
    assertThat(memory.get("warmUpSteps").asInt()).isEqualTo(3);
    JsonNode triplet = memory.get("loss");
    assertThat(triplet.get("distance").get("kind").asString()).isEqualTo("squared-euclidean");
    assertThat(triplet.get("distance").get("normalized").asBoolean()).isFalse();
    assertThat(triplet.get("margin").asDouble()).isEqualTo(0.3);
    assertThat(triplet.get("miner").get("margin").asDouble()).isEqualTo(0.3);
    Path model = folder.resolve("all/model.safetensors");
    assertThat(ModelFile.read(model).lossWeights().keySet()).containsExactly("centers");
    assertThat(trainMlp("swap", "--loss=soft-triplet", "--swap", "--miner=random")).isZero();
    assertThat(trainMlp("t", "--loss=nt-xent", "--temperature=0.2", "--miner=multi-similarity"))
        .isZero();
    assertThat(loss("t").get("loss").get("temperature").asDouble()).isEqualTo(0.2);
  }

  @Test
  void proxiesAreKeptInTheModelAndEvaluateStillReadsIt() throws IOException {
    assertThat(trainMlp("proxies", "--loss=proxy-anchor", "--loss-scale=16")).isZero();
    String model = folder.resolve("proxies/model.safetensors").toString();
    ModelFile read = ModelFile.read(Path.of(model));
    assertThat(read.lossWeights().keySet()).containsExactly("proxies");
    assertThat(run("evaluate", model, data(), "--json")).isZero();
  }

  @Test
  void partsThatDoNotGoTogetherAreRefusedAllAtOnce() {
    assertThat(
            trainMlp(
                "wrong",
                "--loss=circle",
                "--temperature=1",
                "--distance=euclidean",
                "--swap",
                "--no-normalize",
                "--late-miner-epoch=3",
                "--memory-warm-up=1",
                "--reducer=median"))
        .isEqualTo(2);
    assertThat(err.toString().lines())
        .contains(
            "tercet: --late-miner-epoch: goes with --late-miner",
            "tercet: --memory-warm-up: goes with --memory",
            "tercet: --reducer: found 'median', expected one of mean, mean-non-zero, sum",
            "tercet: --temperature: not used by circle",
            "tercet: --swap: not used by circle",
            "tercet: --distance: found euclidean, circle loss expects a similarity: cosine or"
                + " dot-product");
    assertThat(folder.resolve("wrong")).doesNotExist();
  }

  @Test
  void listedTripletsAreTrainedOn() throws IOException {
    Path triplets = folder.resolve("triplets.csv");
    StringBuilder lines = new StringBuilder("anchor,positive,negative\n");
    for (int i = 0; i < 100; i++) {
      lines.append(i).append(',').append(i + 4).append(',').append(i + 1).append('\n');
    }
    Files.writeString(triplets, lines);
    String out1 = folder.resolve("listed").toString();
    assertThat(
            run(
                "train",
                data(),
                "--triplets",
                triplets.toString(),
                "--batch-size",
                "30",
                "--epochs",
                "2",
                "--no-pictures",
                "--out",
                out1))
        .isZero();
    JsonNode line =
        JSON.readTree(Files.readAllLines(folder.resolve("listed/metrics.jsonl")).getLast());
    assertThat(line.get("triplets").asInt()).isEqualTo(90);
    Files.writeString(triplets, "0,4,600\n");
    assertThat(run("train", data(), "--triplets", triplets.toString(), "--out", out1 + "2"))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("line 1 has '600', expected the number of an example, 0 to 599");
    assertThat(run("train", data(), "--sampler", "file")).isEqualTo(2);
    assertThat(err.toString()).contains("--sampler: file needs --triplets FILE");
  }

  @Test
  void mlpReachesItsFigureOnRealMnist() {
    assumeTrue(
        System.getenv("TERCET_DATA") != null,
        "TERCET_DATA is not set: tests on real MNIST are skipped");
    assertThat(
            run(
                "train",
                "mnist",
                "--recipe",
                "mlp",
                "--no-pictures",
                "--out",
                folder.resolve("mlp").toString()))
        .isZero();
    String row = out.toString().lines().filter(l -> l.startsWith("trained")).findAny().orElse("");
    assertThat(Double.parseDouble(row.split(" +", -1)[1])).isGreaterThanOrEqualTo(0.98);
  }
}
