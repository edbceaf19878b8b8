package io.tercet.app.dashboard;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.SameSite;
import io.javalin.http.UnauthorizedResponse;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask. On loopback: whoever asks for a name of loopback, so that no page from elsewhere
 * gets in by a name of its own that leads here. On any other host: whoever has the token. And never
 * a page of another origin.
 */
final class Guard {
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");
  private static final String COOKIE = "tercet_token";

  private final Optional<String> token;

  private Guard(Optional<String> token) {
    this.token = token;
  }

  /** For a server that listens on that host. */
  static Guard of(String host) throws UnknownHostException {
    if (InetAddress.getByName(host).isLoopbackAddress()) {
      return new Guard(Optional.empty());
    }
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return new Guard(Optional.of(HexFormat.of().formatHex(random)));
  }

  /** Lets a request pass, or throws. */
  void check(Context request) {
    String host = request.header("Host");
    if (token.isEmpty() && !isLoopback(host)) {
      throw new ForbiddenResponse("host '%s' is not this machine's own".formatted(host));
    }
    String origin = request.header("Origin");
    if (origin != null && !origin.equals("http://" + host)) {
      throw new ForbiddenResponse("origin '%s' is another page's".formatted(origin));
    }
    token.ifPresent(wanted -> checkToken(request, wanted));
  }

  private static boolean isLoopback(@Nullable String host) {
    return host != null
        && LOOPBACK.contains(host.replaceAll(":\\d+$", "").toLowerCase(Locale.ROOT));
  }

  private static void checkToken(Context request, String wanted) {
    String given = request.queryParam("token");
    if (matches(given, wanted)) {
      Cookie cookie = new Cookie(COOKIE, wanted);
      cookie.setHttpOnly(true);
      cookie.setSameSite(SameSite.STRICT);
      request.cookie(cookie);
    } else if (!matches(request.cookie(COOKIE), wanted)) {
      throw new UnauthorizedResponse("the token that was printed at the start is missing");
    }
  }

  private static boolean matches(@Nullable String given, String wanted) {
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
  }

  /** The address for people. */
  URI link(String host, int port) {
    String query = token.map(value -> "?token=" + value).orElse("");
    String name = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + port + "/" + query);
  }
}
