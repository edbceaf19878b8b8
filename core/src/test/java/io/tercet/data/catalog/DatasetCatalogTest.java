package io.tercet.data.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import com.sun.net.httpserver.HttpServer;
import io.tercet.data.DataException;
import io.tercet.data.TrainTestSplit;
import io.tercet.data.idx.IdxArray;
import io.tercet.data.idx.IdxFolder;
import io.tercet.data.idx.IdxType;
import io.tercet.data.idx.IdxWriter;
import io.tercet.data.idx.MnistFolders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where public data is looked for, and the download against a server on loopback. */
class DatasetCatalogTest {
  private static final byte[] CONTENT = "0123456789".repeat(5000).getBytes(StandardCharsets.UTF_8);
  private static final Duration PATIENCE = Duration.ofMillis(400);

  @TempDir private Path folder = Path.of("");
  private HttpServer server = serverOnLoopback();
  private URI address = URI.create("");
  private final AtomicInteger requests = new AtomicInteger();

  private static HttpServer serverOnLoopback() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() {
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.start();
    address = URI.create("http://127.0.0.1:%d/mnist/".formatted(server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void namedFolderComesFirst() throws IOException {
    MnistFolders.write(folder.resolve("data/mnist"), 6, 4);
    MnistFolders.write(folder.resolve("home/.cache/tercet/mnist"), 8, 4);
    TrainTestSplit data = mnist(Map.of("TERCET_DATA", folder.resolve("data").toString()));
    assertThat(data.train().size()).isEqualTo(6);
  }

  @Test
  void cacheFolderComesNextByTheXdgRules() throws IOException {
    MnistFolders.write(folder.resolve("home/.cache/tercet/mnist"), 8, 4);
    MnistFolders.write(folder.resolve("xdg/tercet/mnist"), 10, 4);
    assertThat(mnist(Map.of()).train().size()).isEqualTo(8);
    assertThat(mnist(Map.of("XDG_CACHE_HOME", "not/absolute")).train().size()).isEqualTo(8);
    Map<String, String> xdg = Map.of("XDG_CACHE_HOME", folder.resolve("xdg").toString());
    assertThat(mnist(xdg).train().size()).isEqualTo(10);
  }

  @Test
  void homeIsThatOfTheEnvironment() {
    Path home = folder.toAbsolutePath();
    assertThat(CacheFolder.home(Map.of("HOME", home.toString()), "/known", "/tmp")).isEqualTo(home);
    assertThat(CacheFolder.home(Map.of(), "/known", "/tmp")).isEqualTo(Path.of("/known"));
    assertThat(CacheFolder.home(Map.of("HOME", ""), "?", "/tmp")).isEqualTo(Path.of("/tmp"));
  }

  @Test
  void realMnistHasItsShapeAndDigests() throws IOException {
    String data = System.getenv("TERCET_DATA");
    assumeTrue(data != null, "TERCET_DATA is not set: tests on real MNIST are skipped");
    TrainTestSplit mnist = mnist(Map.of("TERCET_DATA", data));
    assertThat(mnist.train().size()).isEqualTo(60_000);
    assertThat(mnist.test().size()).isEqualTo(10_000);
    assertThat(mnist.train().shape()).containsExactly(28, 28);
    assertThat(mnist.train().classNames()).hasSize(10);
    assertThat(mnist.train().label(0)).isEqualTo(5);
  }

  @Test
  void downloadIsCheckedAndMovedIntoPlace() throws Exception {
    byte[] zipped = gzip(CONTENT);
    serve(zipped);
    List<Long> progress = new ArrayList<>();
    Path target = folder.resolve("file.gz");
    downloader().fetch("file.gz", checksum(), target, (file, bytes, total) -> progress.add(bytes));
    assertThat(target).hasBinaryContent(zipped);
    assertThat(progress).isNotEmpty().isSorted().endsWith((long) zipped.length);
    assertOnly(target);
  }

  @Test
  void fullDiskIsSaidWithItsPathAndNotTriedAgain() throws Exception {
    byte[] large = new byte[1 << 18];
    serve(large);
    Configuration small =
        Configuration.unix().toBuilder().setMaxSize(1 << 16).setBlockSize(512).build();
    try (FileSystem disk = Jimfs.newFileSystem(small)) {
      Path cache = Files.createDirectory(disk.getPath("/cache"));
      Path target = cache.resolve("file.gz");
      assertThatExceptionOfType(FileSystemException.class)
          .isThrownBy(
              () -> downloader().fetch("file.gz", checksum(), target, (file, bytes, total) -> {}))
          .withMessage("/cache/file.gz: out of disk space");
      assertThat(requests).hasValue(1);
      assertThat(cache).isEmptyDirectory();
    }
  }

  @Test
  void wrongContentIsRefusedAndLeavesNothing() throws Exception {
    byte[] zipped = gzip("something else".getBytes(StandardCharsets.UTF_8));
    serve(zipped);
    assertFails("SHA-256 of the decompressed bytes is");
    assertThat(requests).hasValue(1);
  }

  @Test
  void aPageInsteadOfAFileIsRefused() throws Exception {
    serve("<html>captive portal</html>".getBytes(StandardCharsets.UTF_8));
    assertFails("not a gzip file");
  }

  @Test
  void missingFileIsNotAskedForAgain() throws Exception {
    respond(404);
    assertFails("answered 404, expected 200");
    assertThat(requests).hasValue(1);
  }

  @Test
  void serverErrorIsTriedAgain() throws Exception {
    respond(503);
    assertFails("answered 503 (3 attempts)");
    assertThat(requests).hasValue(3);
  }

  @Test
  void stalledDownloadEnds() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    server.createContext(
        "/mnist/",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(new byte[10]);
          exchange.getResponseBody().flush();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertFails("stalled after 10 bytes");
    end.countDown();
  }

  @Test
  void nextMirrorIsTried() throws Exception {
    byte[] zipped = gzip(CONTENT);
    serve(zipped);
    Path target = folder.resolve("file.gz");
    new Downloader(List.of(URI.create("http://127.0.0.1:1/"), address), PATIENCE, Duration.ZERO)
        .fetch("file.gz", checksum(), target, DownloadListener.NONE);
    assertThat(target).hasBinaryContent(zipped);
  }

  @Test
  void unreachableMirrorsAreNamed() {
    Map<String, String> environment =
        Map.of("TERCET_MNIST_MIRRORS", "http://127.0.0.1:1/a http://127.0.0.1:2/b/");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> mnist(environment))
        .withMessageContaining("could not download train-images-idx3-ubyte.gz")
        .withMessageContaining("http://127.0.0.1:1/a/train-images-idx3-ubyte.gz cannot be reached")
        .withMessageContaining("http://127.0.0.1:2/b/train-images-idx3-ubyte.gz cannot be reached");
  }

  @Test
  void digestsOfFilesAsTheyAreAreComparedToo() throws Exception {
    serve(CONTENT);
    Path target = folder.resolve("file.gz");
    String md5 = digest("MD5", CONTENT);
    downloader().fetch("file.gz", Checksum.md5(md5), target, DownloadListener.NONE);
    assertThat(target).hasBinaryContent(CONTENT);
    String wrong = md5.replace(md5.charAt(0), md5.charAt(0) == '0' ? '1' : '0');
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () -> downloader().fetch("file.gz", Checksum.md5(wrong), target, DownloadListener.NONE))
        .withMessageContaining("MD5 is " + md5 + ", expected " + wrong);
  }

  @Test
  void eachDataSetHasItsNameItsMirrorsAndItsClasses() throws IOException {
    assertThat(DatasetCatalog.titles())
        .containsExactly("mnist", "fashion-mnist", "kmnist", "emnist-letters");
    MnistFolders.write(folder.resolve("data/fashion-mnist"), 6, 4);
    Map<String, String> data = Map.of("TERCET_DATA", folder.resolve("data").toString());
    assertThat(load(DatasetCatalog.FASHION_MNIST, data).name()).isEqualTo("fashion-mnist");
    assertThat(load(DatasetCatalog.FASHION_MNIST, data).train().classNames())
        .containsExactly("3", "7");
    List<String> names = List.of("three", "seven");
    assertThat(IdxFolder.read("x", folder.resolve("data/fashion-mnist"), names).test().classNames())
        .isEqualTo(names);
    for (DatasetCatalog each : DatasetCatalog.values()) {
      String mirrors = "TERCET_" + each.name() + "_MIRRORS";
      String first =
          each == DatasetCatalog.EMNIST_LETTERS ? "gzip.zip" : "train-images-idx3-ubyte.gz";
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> load(each, Map.of(mirrors, "http://127.0.0.1:1/a")))
          .withMessage(
              "could not download %s: http://127.0.0.1:1/a/%s cannot be reached"
                  .formatted(first, first));
    }
  }

  /** MD5 says whether a file is damaged, not whether somebody on the way has changed it. */
  @Test
  void whatComesWithoutEncryptionIsHeldBySha256() {
    for (DatasetCatalog each : DatasetCatalog.values()) {
      boolean encrypted =
          each.mirrors().stream().allMatch(mirror -> mirror.getScheme().equals("https"));
      boolean strong = each.checksums().stream().allMatch(sum -> sum.algorithm().equals("SHA-256"));
      assertThat(encrypted || strong).as(each.title()).isTrue();
      assertThat(each.mirrors().getFirst()).as(each.title()).hasScheme("https");
    }
  }

  @Test
  void lettersComeOutOfTheirArchiveUpright() throws IOException {
    Path archive = folder.resolve("gzip.zip");
    byte[] labels = {1, 2, 26};
    byte[] images = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    Path file = folder.resolve("part.gz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (String name : IdxFolder.FILES) {
        boolean pictures = name.contains("images");
        List<Integer> shape = pictures ? List.of(3, 2, 2) : List.of(3);
        IdxWriter.write(
            file, IdxArray.of(IdxType.UNSIGNED_BYTE, shape, pictures ? images : labels));
        String part = name.replace("t10k", "test");
        zip.putNextEntry(new ZipEntry("gzip/emnist-letters-" + part + ".gz"));
        zip.write(Files.readAllBytes(file));
      }
    }
    Path target = Files.createDirectory(folder.resolve("letters"));
    EmnistArchive.extractLetters(archive, target);
    TrainTestSplit data = IdxFolder.read("letters", target);
    float[] features = new float[4];
    data.test().read(1, features, 0);
    assertThat(features).containsExactly(5 / 255f, 7 / 255f, 6 / 255f, 8 / 255f);
    assertThat(data.train().classNames()).containsExactly("1", "2", "26");
    try (Stream<Path> left = Files.list(target)) {
      assertThat(left).hasSize(4);
    }
  }

  private TrainTestSplit mnist(Map<String, String> environment) throws IOException {
    return load(DatasetCatalog.MNIST, environment);
  }

  private TrainTestSplit load(DatasetCatalog wanted, Map<String, String> environment)
      throws IOException {
    return new CatalogFinder(wanted, environment, folder.resolve("home"), PATIENCE)
        .load(DownloadListener.NONE);
  }

  private Downloader downloader() {
    return new Downloader(List.of(address), PATIENCE, Duration.ofMillis(1));
  }

  private void assertFails(String message) throws Exception {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() ->
            downloader()
                .fetch("file.gz", checksum(), folder.resolve("file.gz"), DownloadListener.NONE))
        .withMessageContaining("could not download file.gz")
        .withMessageContaining(message);
    assertOnly();
  }

  private void assertOnly(Path... files) throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(files);
    }
  }

  private void serve(byte[] body) {
    server.createContext(
        "/mnist/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private void respond(int status) {
    server.createContext(
        "/mnist/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }

  private static Checksum checksum() throws NoSuchAlgorithmException {
    return Checksum.sha256OfContent(digest("SHA-256", CONTENT));
  }

  private static String digest(String algorithm, byte[] content) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
