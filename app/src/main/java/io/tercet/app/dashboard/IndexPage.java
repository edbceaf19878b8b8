package io.tercet.app.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.Properties;

/**
 * The page with the version of three.js filled in, and the digest of its only inline script, the
 * import map, for the content security policy.
 *
 * @param html the page
 * @param importMapDigest SHA-256, base64
 */
record IndexPage(String html, String importMapDigest) {
  private static final String BEGIN = "<script type=\"importmap\">";

  static IndexPage load() throws IOException {
    String html = read("page/index.html").replace("{{three}}", version("three"));
    int from = html.indexOf(BEGIN) + BEGIN.length();
    String importMap = html.substring(from, html.indexOf("</script>", from));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(importMap.getBytes(StandardCharsets.UTF_8));
      return new IndexPage(html, Base64.getEncoder().encodeToString(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform provides it
    }
  }

  private static String read(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(IndexPage.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The version of a library, from the Maven properties in its jar. */
  private static String version(String library) throws IOException {
    String name = "/META-INF/maven/org.webjars.npm/%s/pom.properties".formatted(library);
    try (InputStream in = Objects.requireNonNull(IndexPage.class.getResourceAsStream(name), name)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    }
  }
}
