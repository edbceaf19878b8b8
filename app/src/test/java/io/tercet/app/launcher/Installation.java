package io.tercet.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A copy of the launcher with the jar that was packaged last and no sources, so that it builds
 * nothing and what it keeps stays apart. Commands are run by {@code sh} in the copy's folder.
 *
 * @param home the folder
 */
record Installation(Path home) {
  static final String PREPARING = "Preparing faster starts, once: half a minute ...";

  private static final int PATIENCE_SECONDS = 300;
  private static final String CHECKSUM_OF_NOTHING = "4294967295 0\n";

  /** For fields that are set before each test. */
  static Installation none() {
    return new Installation(Path.of(""));
  }

  /** Makes one; the test is skipped where there is no shell or nothing has been packaged. */
  static Installation in(Path folder) throws IOException {
    Path project = Path.of("..").toRealPath();
    Path packaged = project.resolve("app/target/tercet.jar");
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh: the launcher is skipped");
    assumeTrue(Files.exists(packaged), "no tercet.jar is packaged: the launcher is skipped");
    Path home = folder.toRealPath();
    Files.createDirectories(home.resolve("tools"));
    Files.createDirectories(home.resolve("app/target"));
    copy(project, home, "tercet");
    copy(project, home, "tools/jdk.sh");
    copy(project, home, "app/target/tercet.jar");
    Files.createSymbolicLink(home.resolve("app/target/lib"), packaged.resolveSibling("lib"));
    return new Installation(home);
  }

  private static void copy(Path from, Path to, String name) throws IOException {
    Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** Deletes the link to the libraries, so that who deletes the folder meets none. */
  void remove() throws IOException {
    Files.deleteIfExists(home.resolve("app/target/lib"));
  }

  Path launcher() {
    return home.resolve("tercet");
  }

  /** What makes starts faster, once it is prepared. */
  Path cache() {
    return home.resolve("app/target/start/tercet.aot");
  }

  /** As the launcher leaves it where the preparation failed: it starts without, and at once. */
  void skipPreparation() throws IOException {
    Path jdk = jdk();
    Files.createDirectories(cache().resolveSibling(""));
    Files.writeString(
        cache().resolveSibling("key"),
        home + "\n" + jdk + "\n" + Files.readString(jdk.resolve("release")));
    Files.writeString(cache().resolveSibling("sum"), CHECKSUM_OF_NOTHING);
    Files.write(cache(), new byte[0]);
  }

  private static Path jdk() {
    return Path.of(System.getProperty("java.home"));
  }

  /** Runs a command of the shell with no other environment than that, PATH and JAVA_HOME. */
  Ended run(String command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(home, "said", ".txt");
    Path err = Files.createTempFile(home, "complained", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-c", command)
            .directory(home.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    String path = System.getenv("PATH");
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().put("JAVA_HOME", jdk().toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(command).isTrue();
      return new Ended(process.exitValue(), read(out), read(err));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
