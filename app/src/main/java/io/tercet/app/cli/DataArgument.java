package io.tercet.app.cli;

import io.tercet.data.Glyphs;
import io.tercet.data.IdxFolder;
import io.tercet.data.Mnist;
import io.tercet.data.TrainTest;
import io.tercet.math.Seed;
import io.tercet.math.Workers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What people name as data: {@code mnist}, {@code glyphs}, {@code glyphs-36}, or a folder. */
final class DataArgument {
  static final String DESCRIPTION =
      "mnist, glyphs (built in; glyphs-36 has letters too), or a folder of IDX files in MNIST's"
          + " naming.";

  /** The glyphs are a data set like any other: the same whatever the seed of a run is. */
  private static final Seed GLYPHS_SEED = new Seed(28);

  private final Workers workers;
  private final PrintWriter out;

  DataArgument(Workers workers, PrintWriter out) {
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
    return IdxFolder.read(name, folder);
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
