package io.tercet.data.catalog;

import io.tercet.data.TrainTestSplit;
import io.tercet.data.idx.IdxFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Locates a public data set, or downloads it. */
final class CatalogFinder {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DatasetCatalog wanted;
  private final Map<String, String> environment;
  private final Path home;
  private final Downloader downloader;

  CatalogFinder(DatasetCatalog wanted, Map<String, String> environment, Path home) {
    this(wanted, environment, home, PATIENCE);
  }

  CatalogFinder(
      DatasetCatalog wanted, Map<String, String> environment, Path home, Duration patience) {
    this.wanted = wanted;
    this.environment = environment;
    this.home = home;
    this.downloader =
        new Downloader(mirrors(), patience, Duration.ofMillis(patience.toMillis() / 20));
  }

  private List<URI> mirrors() {
    String variable = "TERCET_" + wanted.name() + "_MIRRORS";
    String named = environment.getOrDefault(variable, "").strip();
    if (named.isEmpty()) {
      return wanted.mirrors();
    }
    return Arrays.stream(named.split("\\s+"))
        .map(address -> URI.create(address.endsWith("/") ? address : address + "/"))
        .toList();
  }

  TrainTestSplit load(DownloadListener listener) throws IOException {
    String named = environment.getOrDefault("TERCET_DATA", "");
    if (!named.isEmpty() && IdxFolder.isComplete(Path.of(named, wanted.title()))) {
      return read(Path.of(named, wanted.title()));
    }
    Path cache = CacheFolder.of(environment, home).resolve(wanted.title());
    if (!IdxFolder.isComplete(cache)) {
      Files.createDirectories(cache);
      download(cache, listener);
    }
    return read(cache);
  }

  private TrainTestSplit read(Path folder) throws IOException {
    return IdxFolder.read(wanted.title(), folder, wanted.classNames());
  }

  private void download(Path folder, DownloadListener listener) throws IOException {
    List<Checksum> checksums = wanted.checksums();
    if (checksums.size() == 1) {
      Path archive = folder.resolve(EmnistArchive.NAME);
      downloader.fetch(EmnistArchive.NAME, checksums.getFirst(), archive, listener);
      EmnistArchive.extractLetters(archive, folder);
      Files.delete(archive);
      return;
    }
    for (int i = 0; i < checksums.size(); i++) {
      String name = IdxFolder.FILES.get(i) + ".gz";
      if (!Files.exists(folder.resolve(name))) {
        downloader.fetch(name, checksums.get(i), folder.resolve(name), listener);
      }
    }
  }
}
