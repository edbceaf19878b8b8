package io.tercet.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * MNIST (LeCun, Cortes and Burges): 60,000 + 10,000 hand-written digits, 28 x 28. Looked for in
 * this order: {@code $TERCET_DATA/mnist}; the user's cache folder; the public mirrors, from which
 * it is downloaded into the cache folder. {@code $TERCET_MNIST_MIRRORS}, addresses separated by
 * white space, replaces the mirrors.
 */
public final class Mnist {
  private static final List<URI> MIRRORS =
      List.of(
          URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
          URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"));

  /** SHA-256 of the decompressed files, in the order of {@link IdxFolder#FILES}. */
  private static final List<String> SHA256 =
      List.of(
          "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
          "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
          "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
          "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

  private final Map<String, String> environment;
  private final Path home;
  private final Downloader downloader;

  /** As the environment of this process says. */
  public Mnist() {
    this(System.getenv(), Path.of(System.getProperty("user.home")), Duration.ofSeconds(10));
  }

  Mnist(Map<String, String> environment, Path home, Duration patience) {
    this.environment = environment;
    this.home = home;
    this.downloader = new Downloader(mirrors(environment), patience, patience.dividedBy(20));
  }

  private static List<URI> mirrors(Map<String, String> environment) {
    String named = environment.getOrDefault("TERCET_MNIST_MIRRORS", "").strip();
    if (named.isEmpty()) {
      return MIRRORS;
    }
    return Arrays.stream(named.split("\\s+"))
        .map(address -> URI.create(address.endsWith("/") ? address : address + "/"))
        .toList();
  }

  /**
   * The data, downloaded if need be.
   *
   * @throws IOException if it is nowhere to be had, or what is there is damaged
   */
  public TrainTest load(DownloadListener listener) throws IOException {
    String named = environment.getOrDefault("TERCET_DATA", "");
    if (!named.isEmpty() && IdxFolder.isComplete(Path.of(named, "mnist"))) {
      return IdxFolder.read("mnist", Path.of(named, "mnist"));
    }
    Path cache = CacheFolder.of(environment, home).resolve("mnist");
    if (!IdxFolder.isComplete(cache)) {
      download(cache, listener);
    }
    return IdxFolder.read("mnist", cache);
  }

  private void download(Path folder, DownloadListener listener) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < SHA256.size(); i++) {
      String name = IdxFolder.FILES.get(i) + ".gz";
      if (!Files.exists(folder.resolve(name))) {
        downloader.fetch(name, SHA256.get(i), folder.resolve(name), listener);
      }
    }
  }
}
