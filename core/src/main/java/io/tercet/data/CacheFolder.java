package io.tercet.data;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where data is kept that can be had again, by the XDG Base Directory rules: {@code
 * $XDG_CACHE_HOME/tercet} if that is set to an absolute path, else {@code ~/.cache/tercet}.
 */
public final class CacheFolder {
  private CacheFolder() {}

  /** That of the user whose process this is; need not exist. */
  public static Path ofUser() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  static Path of(Map<String, String> environment, Path home) {
    Path named = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
    Path base = named.isAbsolute() ? named : home.resolve(".cache");
    return base.resolve("tercet");
  }
}
