package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Reports that are created again. */
class ReportCommandTest extends CommandLineTester {

  @Test
  void interruptedRunGetsItsReportAndPictures() throws IOException {
    assertThat(train("run", "--unseen-classes", "0.5")).isZero();
    List<String> table = table();
    assertThat(table).hasSize(3);
    Path run = folder.resolve("run");
    String before = Files.readString(run.resolve("report.html"));
    Files.delete(run.resolve("report.html"));
    Files.delete(run.resolve("pictures/overview.png"));
    Files.delete(run.resolve("pictures/epoch-002.png"));
    Path state = run.resolve("state.json");
    Files.writeString(state, Files.readString(state).replace("finished", "evaluating"));

    assertThat(run("report", run.toString())).isZero();

    assertThat(table()).isEqualTo(table);
    assertThat(Files.readString(state)).contains("\"finished\"");
    assertThat(run.resolve("pictures/overview.png")).isNotEmptyFile();
    assertThat(run.resolve("pictures/epoch-002.png")).isNotEmptyFile();
    String after = Files.readString(run.resolve("report.html"));
    assertThat(withoutPictures(after)).isEqualTo(withoutPictures(before));
    assertThat(run.resolve(".tercet-lock")).doesNotExist();
  }

  private List<String> table() {
    return out.toString()
        .lines()
        .filter(line -> line.matches("(untrained|trained|raw pixels) .*"))
        .toList();
  }

  /** They are drawn from embeddings of half the precision. */
  private static String withoutPictures(String report) {
    return report.replaceAll("base64,[^\"]+", "");
  }

  @Test
  void runWithoutEvaluationIsEvaluated() throws IOException {
    assertThat(train("run", "--no-pictures", "--no-evaluation")).isZero();
    Path run = folder.resolve("run");
    assertThat(run("report", run.toString())).isZero();
    assertThat(Files.readString(run.resolve("report.html"))).contains("raw pixels");
    assertThat(run.resolve("pictures")).doesNotExist();
  }

  @Test
  void whatIsNoRunIsNamed() throws IOException {
    Path run = folder.resolve("run");
    assertRefused(1, "no config.json in it", "report", folder.toString());
    assertRefused(1, "nowhere: no such folder", "report", folder.resolve("nowhere").toString());
    assertThat(train("run", "--no-pictures", "--no-evaluation")).isZero();
    Path metrics = run.resolve("metrics.jsonl");
    Files.writeString(metrics, "{\"epoch\":1}\n");
    assertRefused(1, metrics + ": line 1 is no epoch", "report", run.toString());
    Path config = run.resolve("config.json");
    String whole = Files.readString(config);
    Files.writeString(config, whole.substring(0, whole.length() / 2).toLowerCase(Locale.ROOT));
    assertRefused(1, config + ": not the configuration of a run", "report", run.toString());
    Files.delete(run.resolve("model.safetensors"));
    assertRefused(1, run + ": has no model.safetensors", "report", run.toString());
  }
}
