package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What commands write to is looked at before they read anything. */
class OutputCheckTest extends CommandLineTester {
  private static final String UNREAD = "data that is not there";

  private Path model = Path.of("");

  @BeforeEach
  void trainOnce() {
    assertThat(train("run", "--no-pictures", "--no-evaluation")).isZero();
    model = folder.resolve("run/model.safetensors");
  }

  static Stream<List<String>> writing() {
    return Stream.of(
        List.of("embed", "MODEL", UNREAD),
        List.of("triplets", UNREAD),
        List.of("evaluate", "MODEL", UNREAD));
  }

  private void assertOutRefused(List<String> command, Path out, String reason) {
    List<String> args = new ArrayList<>(command);
    args.replaceAll(arg -> arg.equals("MODEL") ? model.toString() : arg);
    args.addAll(List.of("--out", out.toString()));
    assertRefused(1, "tercet: --out: " + out + reason, args.toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("writing")
  void fileInTheFoldersPlace(List<String> command) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertOutRefused(command, file.resolve("e"), ": " + file + " is no folder");
  }

  @ParameterizedTest
  @MethodSource("writing")
  void folderThatTakesNoFiles(List<String> command) {
    // Not even from root.
    assertOutRefused(command, Path.of("/proc/e"), ": /proc cannot be written to");
  }

  @ParameterizedTest
  @MethodSource("writing")
  void folderInTheFilesPlace(List<String> command) throws IOException {
    boolean many = command.getFirst().equals("evaluate");
    Path out = Files.createDirectories(folder.resolve("out"));
    Path taken = Files.createDirectories(many ? out.resolve("roc.png") : out);
    List<String> args = new ArrayList<>(command);
    args.replaceAll(arg -> arg.equals("MODEL") ? model.toString() : arg);
    args.addAll(List.of("--out", out.toString()));
    assertRefused(
        1,
        "tercet: --out: " + taken + " is a folder, expected a file",
        args.toArray(String[]::new));
  }

  @Test
  void folderThatIsNotThere() {
    Path none = folder.resolve("none");
    String reason = ": there is no folder " + none;
    assertOutRefused(List.of("embed", "MODEL", UNREAD), none.resolve("e.npy"), reason);
    assertOutRefused(List.of("triplets", UNREAD), none.resolve("e.png"), reason);
  }

  @Test
  void filesBesideTheEmbeddingsAreNoInputs() throws IOException {
    Path moved = folder.resolve("e.ids.txt");
    Files.move(model, moved, StandardCopyOption.ATOMIC_MOVE);
    byte[] before = Files.readAllBytes(moved);
    assertRefused(
        2,
        "--out: " + moved + " is there and is read as well",
        "embed",
        moved.toString(),
        data(),
        "--out",
        folder.resolve("e.npy").toString());
    assertThat(moved).hasBinaryContent(before);
  }

  /** The data need not be named: the model knows it. */
  @Test
  void dataThatTheModelNamesIsAnInput() throws IOException {
    Path labels = folder.resolve("data/train-labels-idx1-ubyte");
    byte[] before = Files.readAllBytes(labels);
    assertRefused(
        2,
        "--out: " + labels + " is there and is read as well",
        "embed",
        model.toString(),
        "--out",
        labels.toString());
    assertThat(labels).hasBinaryContent(before);
  }

  @Test
  void picturesOfAnEvaluationAreNoInputs() throws IOException {
    Path npy = folder.resolve("e.npy");
    assertThat(run("embed", model.toString(), data(), "--out", npy.toString())).isZero();
    Path out = Files.createDirectories(folder.resolve("out"));
    Path link = Files.createSymbolicLink(out.resolve("distances.png"), npy);
    byte[] before = Files.readAllBytes(npy);
    String[] args = {
      "evaluate",
      "--embeddings",
      npy.toString(),
      "--labels",
      folder.resolve("e.labels.npy").toString(),
      "--out",
      out.toString()
    };
    assertRefused(2, "--out: " + link + " is there and is read as well", args);
    assertThat(npy).hasBinaryContent(before);
    Files.delete(link);
    assertThat(run(args)).as(err.toString()).isZero();
    assertThat(link).exists();
  }

  @Test
  void leftOversAreSwept() throws IOException {
    Path half = folder.resolve(".e.npy.01234567-89ab-cdef-0123-456789abcdef.part");
    Files.createFile(half);
    String out = folder.resolve("e.npy").toString();
    assertThat(run("embed", model.toString(), data(), "--out", out)).isZero();
    assertThat(half).doesNotExist();
  }

  @Test
  void leftOversInRunsAreSweptByTheDashboard() throws Exception {
    String name = ".x.01234567-89ab-cdef-0123-456789abcdef.part";
    Files.createDirectories(folder.resolve("run/embeddings"));
    List<Path> halves =
        List.of(folder.resolve("run/" + name), folder.resolve("run/embeddings/" + name));
    for (Path half : halves) {
      Files.createFile(half);
    }
    try (Background dashboard = new Background("dashboard", folder.toString())) {
      dashboard.link();
      assertThat(halves).noneMatch(Files::exists);
    }
  }

  @Test
  void listOfTripletsIsReadBeforeTheRunIsRecorded() throws IOException {
    Path run = folder.resolve("listed");
    Path list = folder.resolve("list.csv");
    String[] args = {"train", UNREAD, "--triplets", list.toString(), "--out", run.toString()};
    assertRefused(1, "tercet: --triplets: " + list + ": no such file", args);
    Files.createDirectory(list);
    assertRefused(1, list + " cannot be read, expected a file", args);
    Files.delete(list);
    args[1] = data();
    for (String wrong : Arrays.asList("0,4,600\n", "0,4\n", "")) {
      Files.writeString(list, wrong);
      Files.createDirectories(run);
      assertRefused(1, "tercet: " + list + ":", args);
      assertThat(run).isEmptyDirectory();
      Files.delete(run);
      assertRefused(1, "tercet: " + list + ":", args);
      assertThat(run).doesNotExist();
    }
  }
}
