package io.tercet.app.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page's own files, as they are packed. */
class PageTest {
  private static final Pattern VERSION = Pattern.compile("uPlot \\(v1\\.6\\.(\\d+)\\)");

  private static byte[] read(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PageTest.class.getResourceAsStream("page/" + name), name)) {
      return in.readAllBytes();
    }
  }

  private static String text(String name) throws IOException {
    return new String(read(name), StandardCharsets.UTF_8);
  }

  @Test
  void theCopyOfUplotIsAsItCameFromNpm() throws IOException, GeneralSecurityException {
    List<String> sums = text("uplot/SHA256SUMS").lines().toList();
    assertThat(sums).hasSize(3);
    for (String line : sums) {
      String[] parts = line.split(" {2}", -1);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(read("uplot/" + parts[1]));
      assertThat(HexFormat.of().formatHex(digest)).as(parts[1]).isEqualTo(parts[0]);
    }
    assertThat(text("uplot/LICENSE")).contains("MIT License");
  }

  /** Versions before 1.6.31 let data change the prototype of all objects (CVE-2024-21489). */
  @Test
  void uplotIsNotOfAVersionWithAKnownFault() throws IOException {
    Matcher version = VERSION.matcher(text("uplot/uPlot.esm.js"));
    assertThat(version.find()).isTrue();
    assertThat(Integer.parseInt(version.group(1))).isGreaterThanOrEqualTo(31);
  }

  /** A page below a proxy's path would ask the proxy's root. */
  @Test
  void noAddressBeginsAtTheRoot() throws IOException {
    assertThat(IndexPage.load().html()).doesNotContainPattern("(href|src)=\"/|:\"/");
    for (String script : List.of("api.js", "main.js", "space.js", "mistakes.js", "triplets.js")) {
      assertThat(text(script)).as(script).doesNotContainPattern("['\"`]/(api|page|webjars)");
    }
  }
}
