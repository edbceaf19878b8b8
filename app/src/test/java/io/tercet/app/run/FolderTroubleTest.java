package io.tercet.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.tercet.data.ByteImages;
import io.tercet.data.TrainTestSplit;
import io.tercet.model.ModelFile;
import io.tercet.nn.Encoder;
import io.tercet.parallel.Workers;
import io.tercet.train.EpochResult;
import io.tercet.train.Recipes;
import io.tercet.train.TrainingConfig;
import io.tercet.train.TrainingListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's folder that fails while the run trains: it is said at once and the model is kept. */
class FolderTroubleTest {
  private static final int EPOCHS = 12;
  private static final int EPOCH_OF_TROUBLE = 2;

  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();

  /** What was said a few epochs after the trouble. */
  private String saidEarly = "";

  @Test
  void deletedFolder() throws IOException {
    Path run = folder.resolve("run");
    train(run, FolderTroubleTest::deleteAll, run + ": this run's folder");
    assertThat(run).doesNotExist();
  }

  @Test
  void folderInTheModelsPlace() throws IOException {
    Path model = folder.resolve("run/model.safetensors");
    train(folder.resolve("run"), run -> create(model), model + ": is a folder");
    assertThat(model).isDirectory();
    String state = Files.readString(folder.resolve("run/state.json"));
    assertThat(state).contains("failed", "is a folder, and the model is to be there");
  }

  @Test
  void fullDisk() throws IOException {
    Configuration small =
        Configuration.unix().toBuilder().setMaxSize(1 << 20).setBlockSize(512).build();
    try (FileSystem disk = Jimfs.newFileSystem(small)) {
      Path run = disk.getPath("/run");
      train(run, ignored -> fill(disk.getPath("/full")), "/run/");
      assertThat(saidEarly).contains("out of disk space");
    }
  }

  @Test
  void modelThatNoPlaceTakesIsAnError() throws IOException {
    try (RunFolder run = RunFolder.claim(folder.resolve("run"), "mlp")) {
      create(run.model());
      FolderTrouble trouble = new FolderTrouble(new PrintWriter(out, true));
      ModelKeeper keeper = new ModelKeeper(run, trouble, List.of(folder.resolve("none")));
      ModelFile any = ModelFile.read(modelOf(folder.resolve("other")));
      assertThatIOException()
          .isThrownBy(() -> keeper.keep(any))
          .withMessageContaining("model.safetensors");
    }
  }

  private Path modelOf(Path run) throws IOException {
    try (RunFolder open = RunFolder.claim(run, "classic");
        Workers workers = new Workers(1)) {
      run(open, workers, new TrainingListener() {});
      return open.model();
    }
  }

  /** Trains with trouble after an epoch, and looks whether it was said and the model kept. */
  private void train(Path path, Consumer<Path> makeTrouble, String line) throws IOException {
    try (RunFolder run = RunFolder.claim(path, "classic");
        Workers workers = new Workers(1)) {
      TrainingListener troublemaker =
          new TrainingListener() {
            @Override
            public void epochEnded(EpochResult result, Encoder encoder) {
              if (result.epoch() == EPOCH_OF_TROUBLE) {
                makeTrouble.accept(path);
              } else if (result.epoch() == EPOCH_OF_TROUBLE + 6) {
                saidEarly = out.toString();
              }
            }
          };
      assertThatIOException().isThrownBy(() -> run(run, workers, troublemaker));
    }
    assertThat(saidEarly).contains("tercet: " + line, "Ctrl-C ends the training now.");
    assertThat(out.toString().lines().filter(said -> said.startsWith("tercet:"))).hasSize(1);
    Path model =
        out.toString()
            .lines()
            .filter(said -> said.startsWith("Model: "))
            .map(said -> Path.of(said.substring("Model: ".length())))
            .findAny()
            .orElseThrow();
    assertThat(ModelFile.read(model).provenance().epochs()).isEqualTo(EPOCHS);
    assertThat(model.startsWith(path)).isFalse();
    deleteAll(model.resolveSibling(""));
  }

  private void run(RunFolder run, Workers workers, TrainingListener listener) throws IOException {
    TrainingConfig training = Recipes.classic().withEpochs(EPOCHS);
    RunConfig config = new RunConfig(training, 1, null, false, false, null, null, false);
    PrintWriter said = new PrintWriter(out, true);
    new TrainingRun(config, run, data(), Map.of(), workers, said)
        .run(List.of(listener), RunWatcher.NONE);
  }

  private static TrainTestSplit data() {
    byte[] pixels = new byte[400 * 30];
    int[] labels = new int[400];
    Arrays.setAll(labels, i -> i % 4);
    for (int i = 0; i < labels.length; i++) {
      Arrays.fill(pixels, i * 30 + labels[i] * 7, i * 30 + labels[i] * 7 + 7, (byte) (i + 100));
    }
    ByteImages images = new ByteImages(List.of(6, 5), List.of("a", "b", "c", "d"), pixels, labels);
    return new TrainTestSplit("made up", images, images);
  }

  private static void create(Path path) {
    try {
      Files.createDirectory(path);
      Files.writeString(path.resolve("file"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fill(Path path) {
    try (var filler = Files.newOutputStream(path)) {
      while (true) {
        filler.write(new byte[512]);
      }
    } catch (IOException e) {
      return; // full
    }
  }

  private static void deleteAll(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
