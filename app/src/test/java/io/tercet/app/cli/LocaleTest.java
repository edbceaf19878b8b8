package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * What machines read is the same in every language, also where numbers have other digits (Egypt,
 * Iran, Maharashtra) or i has another capital letter (Turkey).
 */
class LocaleTest extends CommandLineTester {
  private static final List<String> OF_THE_CLOCK =
      List.of("started", "seconds", "triplets_per_second", "items_per_second", "pid");

  private final Locale before = Locale.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @Test
  void theseLocalesWriteNumbersInAnotherWay() {
    for (String tag : List.of("ar-EG", "fa-IR", "mr-IN")) {
      assertThat(String.format(Locale.forLanguageTag(tag), "%d", 5)).isNotEqualTo("5");
    }
    assertThat("I".toLowerCase(Locale.forLanguageTag("tr-TR"))).isNotEqualTo("i");
  }

  @Test
  void whatMachinesReadIsTheSame() throws IOException, InterruptedException {
    Map<String, String> expected = outputs("en-US");
    for (String tag : List.of("ar-EG", "fa-IR", "mr-IN", "tr-TR")) {
      Map<String, String> actual = outputs(tag);
      assertThat(actual.keySet()).as(tag).isEqualTo(expected.keySet());
      actual.forEach(
          (name, output) -> assertThat(output).as(tag + " " + name).isEqualTo(expected.get(name)));
    }
  }

  private Map<String, String> outputs(String tag) throws IOException, InterruptedException {
    Locale.setDefault(Locale.forLanguageTag(tag));
    Path run = folder.resolve(tag).resolve("run");
    assertThat(
            run(
                "train",
                data(),
                "--out",
                run.toString(),
                "--epochs",
                "2",
                "--batch-size",
                "60",
                "--threads",
                "1"))
        .as(err.toString())
        .isZero();
    Map<String, String> outputs = new TreeMap<>();
    outputs.put("train", withoutClock(out.toString()));
    addFiles(run, outputs);
    String model = run.resolve("model.safetensors").toString();
    Path vectors = folder.resolve(tag + ".npy");
    outputs.put("evaluate --json", printed("evaluate", model, data(), "--json"));
    outputs.put("embed", printed("embed", model, data(), "--out", vectors.toString()));
    outputs.put("embed .npy", Arrays.toString(Files.readAllBytes(vectors)));
    outputs.put("embed --index", printed("embed", model, data(), "--index", "12"));
    outputs.put("summary", printed("summary", model));
    outputs.put(
        "triplets",
        printed(
            "triplets", data(), "--count", "12", "--out", folder.resolve(tag + ".png").toString()));
    try (Background dashboard = new Background("dashboard", run.toString(), "--port", "0")) {
      URI link = dashboard.link();
      assertThat(link.toString()).matches("http://[ -~]+:[0-9]+/[ -~]*");
    }
    return outputs;
  }

  private String printed(String... args) {
    assertThat(run(args)).as(err.toString()).isZero();
    return out.toString().replaceAll("\\S*" + Locale.getDefault().toLanguageTag() + "\\S*", "PATH");
  }

  private static void addFiles(Path run, Map<String, String> outputs) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = run.relativize(file).toString();
        outputs.put(name, name.endsWith(".html") || name.endsWith(".png") ? "" : content(file));
      }
    }
  }

  private static String content(Path file) throws IOException {
    String name = file.toString();
    if (name.endsWith(".json")) {
      return withoutClock((ObjectNode) JSON.readTree(Files.readAllBytes(file)));
    }
    if (name.endsWith("steps.jsonl")) {
      return ""; // how many lines there are is the clock's
    }
    if (name.endsWith(".jsonl")) {
      StringBuilder lines = new StringBuilder();
      for (String line : Files.readAllLines(file)) {
        lines.append(withoutClock((ObjectNode) JSON.readTree(line))).append('\n');
      }
      return lines.toString();
    }
    return Arrays.toString(Files.readAllBytes(file));
  }

  private static String withoutClock(ObjectNode json) {
    OF_THE_CLOCK.forEach(json::remove);
    return json.toString();
  }

  /** Without speeds and paths. */
  private static String withoutClock(String text) {
    return text.replaceAll(" +[0-9,]+ triplets/s.*", "")
        .replaceAll("(?m)^.*(Report|seconds|Trained|Dashboard|[0-9] s\\b|/).*$", "");
  }
}
