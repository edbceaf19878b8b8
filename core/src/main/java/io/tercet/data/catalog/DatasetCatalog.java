package io.tercet.data.catalog;

import io.tercet.data.TrainTestSplit;
import io.tercet.data.idx.IdxFolder;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Public data sets of 28 x 28 grayscale images. They are located in this order: {@code
 * $TERCET_DATA/<name>}; the user's cache folder; the public mirrors, from which they are downloaded
 * to the cache folder. {@code $TERCET_<NAME>_MIRRORS}, addresses separated by white space, replaces
 * the mirrors: {@code TERCET_FASHION_MNIST_MIRRORS}.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are unmodifiable
public enum DatasetCatalog {
  /** 60,000 + 10,000 handwritten digits (LeCun, Cortes and Burges). */
  MNIST(
      List.of(
          "https://storage.googleapis.com/cvdf-datasets/mnist/",
          "https://ossci-datasets.s3.amazonaws.com/mnist/"),
      Stream.of(
              "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
              "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
              "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
              "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")
          .map(Checksum::sha256OfContent)
          .toList(),
      List.of()),

  /** 60,000 + 10,000 images of clothes (Xiao, Rasul and Vollgraf 2017). */
  FASHION_MNIST(
      List.of(
          "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/",
          "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
      Stream.of(
              "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
              "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
              "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
              "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5")
          .map(Checksum::sha256)
          .toList(),
      List.of(
          "t-shirt",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "boot")),

  /** 60,000 + 10,000 characters of cursive Japanese (Clanuwat et al. 2018). */
  KMNIST(
      List.of("https://codh.rois.ac.jp/kmnist/dataset/kmnist/"),
      Stream.of(
              "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4",
              "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17",
              "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5",
              "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c")
          .map(Checksum::sha256)
          .toList(),
      List.of("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo")),

  /**
   * 124,800 + 20,800 handwritten letters, upper and lower case merged (Cohen et al. 2017). They are
   * extracted from an archive of 540 MB and transposed to be upright.
   */
  EMNIST_LETTERS(
      List.of(
          "https://biometrics.nist.gov/cs_links/EMNIST/",
          "https://www.itl.nist.gov/iaui/vip/cs_links/EMNIST/"),
      List.of(Checksum.md5("58c8d27c78d21e728a6bc7b3cc06412e")),
      IntStream.rangeClosed('a', 'z').mapToObj(Character::toString).toList());

  private final List<String> mirrors;
  private final List<Checksum> checksums;
  private final List<String> classNames;

  DatasetCatalog(List<String> mirrors, List<Checksum> checksums, List<String> classNames) {
    this.mirrors = mirrors;
    this.checksums = checksums;
    this.classNames = classNames;
  }

  /** {@return the display name: "fashion-mnist"} */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@return all titles} */
  public static List<String> titles() {
    return Arrays.stream(values()).map(DatasetCatalog::title).toList();
  }

  /**
   * {@return the data set of that title}
   *
   * @param title one of {@link #titles()}
   */
  public static Optional<DatasetCatalog> find(String title) {
    return Arrays.stream(values()).filter(each -> each.title().equals(title)).findFirst();
  }

  /**
   * Loads the data, downloading it if necessary.
   *
   * @param listener is notified of the progress of downloads
   * @return training and test examples
   * @throws IOException if it is unavailable or damaged
   */
  public TrainTestSplit load(DownloadListener listener) throws IOException {
    return new CatalogFinder(this, System.getenv(), CacheFolder.homeOfUser()).load(listener);
  }

  /** Base addresses of the files, in order of preference. */
  List<URI> mirrors() {
    return mirrors.stream().map(URI::create).toList();
  }

  /** Checksums of the files to download: those of {@link IdxFolder#FILES}, or the archive. */
  List<Checksum> checksums() {
    return checksums;
  }

  /** Name of each class number; empty if the numbers serve as names. */
  List<String> classNames() {
    return classNames;
  }
}
