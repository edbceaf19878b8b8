package io.tercet.io;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** Small files that come with the tests. */
public final class TestFiles {
  private TestFiles() {}

  /** A file by its name below {@code src/test/resources}. */
  public static Path of(String name) {
    URL found = Objects.requireNonNull(TestFiles.class.getClassLoader().getResource(name), name);
    try {
      return Path.of(found.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
