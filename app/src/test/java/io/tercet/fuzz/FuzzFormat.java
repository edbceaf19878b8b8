package io.tercet.fuzz;

import io.tercet.app.dashboard.RunFolderReading;
import io.tercet.data.DataException;
import io.tercet.data.idx.IdxReader;
import io.tercet.image.PictureReading;
import io.tercet.io.ExampleList;
import io.tercet.io.NpyFile;
import io.tercet.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A kind of file that users give to Tercet, and how it is read. */
enum FuzzFormat {
  IDX("input.idx"),
  IDX_GZ("input.idx.gz"),
  NPY("input.npy"),
  LIST("input.csv"),
  MODEL("input.safetensors"),
  PNG("input.png"),
  JPEG("input.jpg"),
  GIF("input.gif"),
  BMP("input.bmp"),
  TIFF("input.tif"),
  WEBP("input.webp"),
  PNM("input.ppm"),
  RUN_CONFIG("config.json"),
  RUN_STATE("state.json"),
  RUN_METRICS("metrics.jsonl"),
  RUN_TRIPLETS("triplets.json"),
  RUN_EXAMPLES("embeddings/examples.json");

  private final String file;

  FuzzFormat(String file) {
    this.file = file;
  }

  /** Where inputs are written, below a folder of their own. */
  String file() {
    return file;
  }

  /** What people call it: "run-config". */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Well-formed inputs to begin with. */
  List<byte[]> seeds() throws IOException {
    return FuzzSeeds.of(this);
  }

  /** Writes what else the reader needs to find. */
  void prepare(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (name().startsWith("RUN_")) {
      FuzzSeeds.writeRun(folder);
    }
  }

  /** Reads a file; what it gives is of no interest. */
  void read(Path path) throws IOException {
    switch (this) {
      case IDX, IDX_GZ -> IdxReader.read(path);
      case NPY -> readNpy(path);
      case LIST -> ExampleList.readPairs(path, 50);
      case MODEL -> ModelFile.read(path);
      case PNG, JPEG, GIF, BMP, TIFF, WEBP, PNM -> PictureReading.read(path);
      case RUN_CONFIG, RUN_STATE, RUN_METRICS, RUN_TRIPLETS, RUN_EXAMPLES -> readRun(path);
    }
  }

  private static void readNpy(Path path) throws IOException {
    try {
      NpyFile.readLabels(path);
    } catch (DataException e) {
      NpyFile.readMatrix(path); // refused as labels: perhaps it is a matrix
    }
  }

  /** The folder of a run, of which one file is the input. */
  private static void readRun(Path path) throws IOException {
    Path folder = Objects.requireNonNull(path.getParent());
    boolean within = String.valueOf(path.getFileName()).equals("examples.json");
    RunFolderReading.read(within ? Objects.requireNonNull(folder.getParent()) : folder);
  }
}
