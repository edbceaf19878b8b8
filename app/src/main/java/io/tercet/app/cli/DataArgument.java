package io.tercet.app.cli;

import io.tercet.data.ByteImages;
import io.tercet.data.Dataset;
import io.tercet.data.Glyphs;
import io.tercet.data.IdxFolder;
import io.tercet.data.Mnist;
import io.tercet.data.Splits;
import io.tercet.data.TrainTest;
import io.tercet.image.PictureFolder;
import io.tercet.math.Seed;
import io.tercet.math.Workers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What people name as data: {@code mnist}, {@code glyphs}, {@code glyphs-36}, or a folder. */
final class DataArgument {
  static final String DESCRIPTION =
      "mnist, glyphs (built in; glyphs-36 has letters too), a folder with a folder of pictures for"
          + " each class, or a folder of IDX files in MNIST's naming.";

  /** The glyphs are a data set like any other: the same whatever the seed of a run is. */
  private static final Seed GLYPHS_SEED = new Seed(28);

  /** The cut is the data's, too: a model of any seed is judged on pictures it has not seen. */
  private static final Seed SPLIT_SEED = new Seed(1);

  private final Workers workers;
  private final PrintWriter out;

  private final FolderOptions folders;

  DataArgument(FolderOptions folders, Workers workers, PrintWriter out) {
    this.folders = folders;
    this.workers = workers;
    this.out = out;
  }

  /** The data of that name. */
  TrainTest load(String name) throws IOException {
    if (name.equals("mnist")) {
      return mnist();
    }
    if (name.equals("glyphs")) {
      return Glyphs.load(Glyphs.DIGITS, GLYPHS_SEED, workers);
    }
    if (name.matches("glyphs-\\d{1,3}")) {
      return glyphs(Integer.parseInt(name.substring("glyphs-".length())));
    }
    Path folder = Path.of(name);
    if (!Files.exists(folder)) {
      throw new UsageException(
          "data '%s': no such folder; expected mnist, glyphs, glyphs-36 or a folder"
              .formatted(name));
    }
    boolean pictures = !IdxFolder.isComplete(folder) && PictureFolder.looksLikeOne(folder);
    return pictures ? pictures(name, folder) : IdxFolder.read(name, folder);
  }

  private TrainTest pictures(String name, Path folder) throws IOException {
    Path testFolder = folders.testFolder();
    double fraction = folders.testFraction();
    ByteImages images = read(folder, null);
    if (testFolder != null) {
      Dataset test = Splits.shuffled(read(testFolder, images), SPLIT_SEED);
      return new TrainTest(name, images, test);
    }
    return Splits.byFraction(name, images, fraction, SPLIT_SEED);
  }

  private ByteImages read(Path folder, @Nullable ByteImages like) throws IOException {
    try (PictureProgress progress = new PictureProgress(out)) {
      PictureFolder pictures = new PictureFolder(folder, folders.pictures(), workers, progress);
      PictureFolder.Content content = like == null ? pictures.read() : pictures.readLike(like);
      content.unreadable().forEach(line -> out.println("Left out: " + line));
      if (!content.unreadable().isEmpty()) {
        out.printf(
            "Unreadable files left out: %,d; pictures read: %,d%n",
            content.unreadable().size(), content.images().size());
      }
      return content.images();
    }
  }

  /** MNIST, or where it is nowhere to be had, the glyphs, after saying so. */
  TrainTest loadDefault() throws IOException {
    try {
      return mnist();
    } catch (IOException e) {
      out.println("No mnist: " + Failures.line(e) + ". Going on with the built-in glyphs.");
      return load("glyphs");
    }
  }

  private TrainTest mnist() throws IOException {
    try (DownloadProgress progress = new DownloadProgress(out)) {
      return new Mnist().load(progress);
    }
  }

  private TrainTest glyphs(int classes) {
    if (classes < 2 || classes > Glyphs.DIGITS_AND_LETTERS) {
      throw new UsageException(
          "glyphs-%d: expected 2 to %d classes".formatted(classes, Glyphs.DIGITS_AND_LETTERS));
    }
    return Glyphs.load(classes, GLYPHS_SEED, workers);
  }

  /** "mnist: 28 x 28, 10 classes, 60,000 training and 10,000 test examples". */
  static String describe(TrainTest data) {
    String shape = String.join(" x ", data.train().shape().stream().map(String::valueOf).toList());
    return String.format(
        Locale.ROOT,
        "%s: %s, %d classes (%s), %,d training and %,d test examples",
        data.name(),
        shape,
        data.train().classNames().size(),
        String.join(" ", data.train().classNames()),
        data.train().size(),
        data.test().size());
  }

  /** Names of classes by number, for a message. */
  static Set<String> names(TrainTest data, Iterable<Integer> classes) {
    Set<String> names = new TreeSet<>();
    classes.forEach(c -> names.add(data.train().classNames().get(c)));
    return names;
  }
}
