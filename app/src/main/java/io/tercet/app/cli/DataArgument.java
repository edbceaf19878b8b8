package io.tercet.app.cli;

import io.tercet.app.cli.console.DownloadProgress;
import io.tercet.app.cli.console.ImageProgress;
import io.tercet.app.cli.option.FolderOptions;
import io.tercet.app.cli.option.UsageException;
import io.tercet.app.run.InputErrors;
import io.tercet.data.ByteImages;
import io.tercet.data.ClassNames;
import io.tercet.data.Dataset;
import io.tercet.data.Splits;
import io.tercet.data.TrainTestSplit;
import io.tercet.data.catalog.CacheFolder;
import io.tercet.data.catalog.DatasetCatalog;
import io.tercet.data.glyph.Glyphs;
import io.tercet.data.idx.IdxFolder;
import io.tercet.image.ImageFolder;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Seed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people name as data: public data, {@code glyphs}, {@code glyphs-36}, or a folder. */
final class DataArgument {
  static final String DESCRIPTION =
      "mnist, fashion-mnist, kmnist, emnist-letters, glyphs (built in; glyphs-36 has letters too),"
          + " a folder with a folder of pictures for each class, a table (.csv, .tsv, .parquet,"
          + " .jsonl, .npy), or a folder of IDX files in MNIST's naming.";

  /** The glyphs are a data set like any other: the same whatever the seed of a run is. */
  private static final Seed GLYPHS_SEED = new Seed(28);

  /**
   * The split does not depend on the training seed: a model of any seed is evaluated on images it
   * has not seen.
   */
  private static final Seed SPLIT_SEED = new Seed(1);

  private final Workers workers;
  private final PrintWriter out;
  private final FolderOptions folders;
  private final Map<String, Object> origin = new LinkedHashMap<>();
  private final DuplicateImages duplicates = new DuplicateImages();

  DataArgument(FolderOptions folders, Workers workers, PrintWriter out) {
    this.folders = folders;
    this.workers = workers;
    this.out = out;
  }

  /** The data of that name, cut as the options say. */
  TrainTestSplit load(String name) throws IOException {
    Double unseen = folders.unseenClasses();
    folders.requireValid();
    String sameName = DataFolder.ofSameName(name, Path.of(""));
    if (sameName != null) {
      out.println(sameName);
    }
    if (name.equals("glyphs")) {
      return cut(Glyphs.load(Glyphs.DIGITS, GLYPHS_SEED, workers), unseen);
    }
    if (name.matches("glyphs-\\d{1,3}")) {
      return cut(glyphs(Integer.parseInt(name.substring("glyphs-".length()))), unseen);
    }
    Optional<DatasetCatalog> known = DatasetCatalog.find(name);
    if (known.isPresent()) {
      return cut(load(known.get()), unseen);
    }
    if (TableArgument.isTable(name)) {
      return table(name, unseen);
    }
    Path folder = DataFolder.require(name);
    return DataFolder.hasPictures(folder)
        ? pictures(name, folder, unseen)
        : cut(IdxFolder.read(name, folder), unseen);
  }

  /**
   * All of a folder of pictures, in the order of their paths; of other data, which comes in two
   * parts, the training part.
   */
  Dataset loadWhole(String name) throws IOException {
    if (isBuiltIn(name)) {
      return load(name).train();
    }
    if (TableArgument.isTable(name)) {
      return new TableArgument(folders, origin, out).loadWhole(name);
    }
    Path folder = DataFolder.require(name);
    return DataFolder.hasPictures(folder) ? read(folder, null) : load(name).train();
  }

  /** Whether a name is that of glyphs or of a public data set. */
  static boolean isBuiltIn(String name) {
    return name.matches("glyphs(-\\d{1,3})?") || DatasetCatalog.find(name).isPresent();
  }

  /** How the data was read and cut, as far as there was something to choose. */
  Map<String, Object> origin() {
    return origin;
  }

  private TrainTestSplit cut(TrainTestSplit data, @Nullable Double unseen) {
    return unseen == null ? data : unseen(data.name(), data.train(), data.test(), unseen);
  }

  private TrainTestSplit unseen(String name, Dataset train, Dataset test, double fraction) {
    origin.put("unseen_classes_fraction", fraction);
    origin.put("split_seed", SPLIT_SEED.value());
    try {
      return Splits.byClasses(name, train, test, fraction, SPLIT_SEED);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--unseen-classes: " + e.getMessage());
    }
  }

  private TrainTestSplit table(String name, @Nullable Double unseen) throws IOException {
    TableArgument tables = new TableArgument(folders, origin, out);
    Path testFile = folders.testFile();
    if (unseen != null) {
      return tables.load(name, all -> unseen(name, all, all, unseen));
    }
    origin.put("split_seed", SPLIT_SEED.value());
    if (testFile != null) {
      origin.put("test_file", testFile.toString());
      Dataset train = tables.load(name, all -> new TrainTestSplit(name, all, all)).train();
      Dataset test = Splits.shuffled(tables.loadLike(testFile, train), SPLIT_SEED);
      return InputErrors.check(() -> new TrainTestSplit(name, train, test));
    }
    double fraction = folders.testFraction();
    origin.put("test_fraction", fraction);
    return tables.load(name, all -> Splits.byFraction(name, all, fraction, SPLIT_SEED));
  }

  private TrainTestSplit pictures(String name, Path folder, @Nullable Double unseen)
      throws IOException {
    TrainTestSplit data = cutPictures(name, folder, unseen);
    origin.put("test_pictures_also_in_training", duplicates.say(data, out));
    return data;
  }

  private TrainTestSplit cutPictures(String name, Path folder, @Nullable Double unseen)
      throws IOException {
    Path testFolder = folders.testFolder();
    double fraction = folders.testFraction();
    ByteImages images = read(folder, null);
    if (unseen != null) {
      return unseen(name, images, images, unseen);
    }
    origin.put("split_seed", SPLIT_SEED.value());
    if (testFolder != null) {
      origin.put("test_folder", testFolder.toString());
      Dataset test = Splits.shuffled(read(testFolder, images), SPLIT_SEED);
      return InputErrors.check(() -> new TrainTestSplit(name, images, test));
    }
    origin.put("test_fraction", fraction);
    return InputErrors.check(() -> Splits.byFraction(name, images, fraction, SPLIT_SEED));
  }

  private ByteImages read(Path folder, @Nullable ByteImages like) throws IOException {
    String parts = ImageFolder.partsIn(folder);
    if (parts != null) {
      throw new UsageException(parts);
    }
    ImageFolder.Content content;
    try (ImageProgress progress = new ImageProgress(out)) {
      Path cache = CacheFolder.ofUser().resolve("pictures");
      ImageFolder pictures = new ImageFolder(folder, folders.pictures(), cache, workers, progress);
      content = like == null ? pictures.read() : pictures.readLike(like);
    }
    List<Integer> shape = content.images().shape();
    origin.put("image_size", shape.get(1) + "x" + shape.get(0));
    origin.put("colors", shape.size() == 2 ? "gray" : "red, green, blue");
    origin.put("resampling", "triangle filter, scaled to cover, cut on both sides alike");
    origin.put("skip_unreadable", folders.pictures().skipUnreadable());
    duplicates.add(content);
    content.notes().forEach(out::println);
    int leftOut = content.unreadable().size();
    origin.merge("unreadable_files_left_out", leftOut, DataArgument::sum);
    content.unreadable().forEach(line -> out.println("Left out: " + line));
    if (leftOut > 0) {
      out.printf(
          Locale.ROOT,
          "Unreadable files left out: %,d; pictures read: %,d%n",
          leftOut,
          content.images().size());
    }
    return content.images();
  }

  private static Object sum(Object one, Object other) {
    return (Integer) one + (Integer) other;
  }

  /** MNIST, or where it is nowhere to be had, the glyphs, after saying so. */
  TrainTestSplit loadDefault() throws IOException {
    try {
      return load("mnist");
    } catch (IOException e) {
      out.println("No mnist: " + Failures.line(e) + ". Continuing with the built-in glyphs.");
      return load("glyphs");
    }
  }

  private TrainTestSplit load(DatasetCatalog known) throws IOException {
    try (DownloadProgress progress = new DownloadProgress(out)) {
      return known.load(progress);
    }
  }

  private TrainTestSplit glyphs(int classes) {
    if (classes < 2 || classes > Glyphs.DIGITS_AND_LETTERS) {
      throw new UsageException(
          "glyphs-%d: expected 2 to %d classes".formatted(classes, Glyphs.DIGITS_AND_LETTERS));
    }
    return Glyphs.load(classes, GLYPHS_SEED, workers);
  }

  /** "mnist: 28 x 28, 10 classes, 60,000 training and 10,000 test examples". */
  static String describe(TrainTestSplit data) {
    String shape = String.join(" x ", data.train().shape().stream().map(String::valueOf).toList());
    return String.format(
        Locale.ROOT,
        "%s: %s, %d classes (%s), %,d training and %,d test examples%s",
        data.name(),
        shape,
        data.train().classNames().size(),
        ClassNames.inShort(data.train().classNames()),
        data.train().size(),
        data.test().size(),
        data.isOfUnseenClasses()
            ? " of %d others (%s)"
                .formatted(
                    data.test().classNames().size(), ClassNames.inShort(data.test().classNames()))
            : "");
  }

  /** "pets: 64 x 64 x 3, 3 classes (cats dogs mice), 60 examples". */
  static String describe(String name, Dataset data) {
    return String.format(
        Locale.ROOT,
        "%s: %s, %d classes (%s), %,d examples",
        name,
        String.join(" x ", data.shape().stream().map(String::valueOf).toList()),
        data.classNames().size(),
        ClassNames.inShort(data.classNames()),
        data.size());
  }

  /** Names of classes by number, for a message. */
  static String names(Dataset data, List<Integer> classes) {
    return ClassNames.inShort(classes.stream().map(data.classNames()::get).sorted().toList());
  }
}
