package io.tercet.data.catalog;

import java.nio.file.Path;
import java.util.Map;

/**
 * The folder for cached data, by the XDG Base Directory specification: {@code
 * $XDG_CACHE_HOME/tercet} if that is set to an absolute path, else {@code ~/.cache/tercet}.
 */
public final class CacheFolder {
  private CacheFolder() {}

  /** {@return the current user's cache folder; need not exist} */
  public static Path ofUser() {
    return of(System.getenv(), homeOfUser());
  }

  /**
   * {@return the user's home folder: {@code $HOME}, which Java ignores, else the system property
   * {@code user.home}, else the folder for temporary files}
   */
  public static Path homeOfUser() {
    return home(
        System.getenv(), System.getProperty("user.home"), System.getProperty("java.io.tmpdir"));
  }

  static Path home(Map<String, String> environment, String known, String temporary) {
    for (String candidate : new String[] {environment.getOrDefault("HOME", ""), known}) {
      // Java returns "?" if the home folder is unknown.
      if (Path.of(candidate).isAbsolute()) {
        return Path.of(candidate);
      }
    }
    return Path.of(temporary);
  }

  static Path of(Map<String, String> environment, Path home) {
    Path named = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
    Path base = named.isAbsolute() ? named : home.resolve(".cache");
    return base.resolve("tercet");
  }
}
