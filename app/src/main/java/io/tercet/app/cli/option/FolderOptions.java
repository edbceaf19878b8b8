package io.tercet.app.cli.option;

import io.tercet.data.Preprocessing;
import io.tercet.image.ImageOptions;
import io.tercet.image.ImageSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a folder of images is read, and how data is split into training and test examples. */
public final class FolderOptions {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})[xX](\\d{1,5})");
  private static final int MAX_PIXELS = 4096;
  private static final double DEFAULT_FRACTION = 0.2;

  @Option(
      names = "--image-size",
      paramLabel = "WxH",
      description =
          "Pictures are scaled to that size and cut where they stick out. Default: the size that"
              + " all have if it is at most 128x128 pixels, else 64x64.")
  private @Nullable String imageSize;

  @Option(names = "--grey", description = "Convert images to grayscale.")
  private boolean gray;

  @Option(
      names = "--skip-unreadable",
      description = "Leave out pictures that cannot be read, naming them.")
  private boolean skipUnreadable;

  @Option(
      names = "--test-fraction",
      paramLabel = "SHARE",
      description = "Fraction of each class of a folder's images to evaluate on. Default: 0.2.")
  private @Nullable Double testFraction;

  @Option(
      names = "--test-folder",
      paramLabel = "FOLDER",
      description = "Evaluate on the images of another folder, of the same classes.")
  private @Nullable Path testFolder;

  @Option(
      names = "--unseen-classes",
      paramLabel = "SHARE",
      description =
          "Evaluate on that fraction of the classes and train on the others, with any data.")
  private @Nullable Double unseenClasses;

  @Option(
      names = "--test-file",
      paramLabel = "FILE",
      description = "Evaluate on the rows of another table, of the same columns and classes.")
  private @Nullable Path testFile;

  @Mixin private TableFlags tables = new TableFlags();

  private @Nullable ImageSize sizeOfModel;

  public ImageOptions pictures() {
    return new ImageOptions(size(), gray, skipUnreadable);
  }

  /** How tables are read. */
  public TableFlags tables() {
    return tables;
  }

  /** Examples become what a model takes, as far as options say nothing else. */
  public void readAs(Preprocessing preprocessing) {
    if (preprocessing.isOfColumns()) {
      tables.readAs(preprocessing);
    }
    List<Integer> shape = preprocessing.shape();
    if (imageSize == null && shape.size() >= 2) {
      sizeOfModel = new ImageSize(shape.get(1), shape.get(0));
      gray |= shape.size() == 2;
    }
  }

  /** Data is read and cut as it was for a training, as far as options say nothing else. */
  public void cutAs(Map<String, Object> origin) {
    skipUnreadable |= Boolean.TRUE.equals(origin.get("skip_unreadable"));
    if (isCutGiven()) {
      return;
    }
    if (origin.get("test_folder") instanceof String folder) {
      testFolder = Path.of(folder);
    } else if (origin.get("test_file") instanceof String file) {
      testFile = Path.of(file);
    } else if (origin.get("unseen_classes_fraction") instanceof Number share) {
      unseenClasses = share.doubleValue();
    } else if (origin.get("test_fraction") instanceof Number share) {
      testFraction = share.doubleValue();
    }
  }

  /** Whether options specify how data is split. */
  public boolean isCutGiven() {
    return testFraction != null || testFolder != null || testFile != null || unseenClasses != null;
  }

  private @Nullable ImageSize size() {
    if (imageSize == null) {
      return sizeOfModel;
    }
    Matcher matcher = SIZE.matcher(imageSize);
    if (!matcher.matches() || !fits(matcher.group(1)) || !fits(matcher.group(2))) {
      throw new UsageException(
          "--image-size: found '%s', expected width x height like 64x48, each 1 to %d"
              .formatted(imageSize, MAX_PIXELS));
    }
    return new ImageSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  private static boolean fits(String digits) {
    int size = Integer.parseInt(digits);
    return size >= 1 && size <= MAX_PIXELS;
  }

  /** Checks the values that data in two parts does not use either. */
  public void requireValid() {
    testFraction();
    testFolder();
    testFile();
    size();
  }

  public double testFraction() {
    return share("--test-fraction", Objects.requireNonNullElse(testFraction, DEFAULT_FRACTION));
  }

  private static double share(String option, double found) {
    if (!(found > 0 && found < 1)) {
      throw new UsageException(
          "%s: found %s, expected above 0 and below 1".formatted(option, found));
    }
    return found;
  }

  /** Fraction of the classes to evaluate on, or null if all are trained on. */
  public @Nullable Double unseenClasses() {
    if (unseenClasses == null) {
      return null;
    }
    if (testFolder != null || testFile != null || testFraction != null) {
      throw new UsageException(
          "--unseen-classes excludes --test-folder, --test-file and --test-fraction");
    }
    return share("--unseen-classes", unseenClasses);
  }

  /** A table to evaluate on, or null. */
  public @Nullable Path testFile() {
    if (testFile != null && testFraction != null) {
      throw new UsageException("--test-file and --test-fraction exclude each other");
    }
    return testFile;
  }

  public @Nullable Path testFolder() {
    if (testFolder != null && testFraction != null) {
      throw new UsageException("--test-folder and --test-fraction exclude each other");
    }
    return testFolder;
  }
}
