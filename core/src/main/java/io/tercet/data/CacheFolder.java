package io.tercet.data;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where downloaded data is kept, by the XDG Base Directory rules: {@code $XDG_CACHE_HOME/tercet} if
 * that is set to an absolute path, else {@code ~/.cache/tercet}.
 */
final class CacheFolder {
  private CacheFolder() {}

  static Path of(Map<String, String> environment, Path home) {
    Path named = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
    Path base = named.isAbsolute() ? named : home.resolve(".cache");
    return base.resolve("tercet");
  }
}
