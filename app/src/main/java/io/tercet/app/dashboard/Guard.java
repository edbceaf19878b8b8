package io.tercet.app.dashboard;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.SameSite;
import io.javalin.http.UnauthorizedResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Access control. A loopback server accepts requests whose Host header is one of its own names,
 * which prevents DNS rebinding. A server reachable by others requires a token. Requests from pages
 * of other origins are always rejected.
 */
final class Guard {
  private static final String TOKEN = "token";

  private final Address address;
  private final Optional<String> token;
  private final IntSupplier port;

  /**
   * @param port port of the server, once it listens
   */
  Guard(Address address, IntSupplier port) {
    this.address = address;
    this.port = port;
    this.token = address.isPrivate() ? Optional.empty() : Optional.of(random());
  }

  private static String random() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** Checks a request; throws if it is rejected. */
  void check(Context request) {
    if (request.header("X-HTTP-Method-Override") != null) {
      throw new BadRequestResponse("X-HTTP-Method-Override is not supported");
    }
    String host = request.header("Host");
    if (address.isLoopback() && !address.isOwn(host)) {
      throw new ForbiddenResponse("host '%s' is not a name of this server".formatted(host));
    }
    String origin = request.header("Origin");
    if (origin != null && !address.isOwnOrigin(origin, host)) {
      throw new ForbiddenResponse("origin '%s' is not allowed".formatted(origin));
    }
    if (isFromAnotherPage(request)) {
      throw new ForbiddenResponse("requests from other pages are not allowed");
    }
    token.ifPresent(wanted -> checkToken(request, wanted));
  }

  /** By the browser's Sec-Fetch headers; following a link from another page is allowed. */
  private static boolean isFromAnotherPage(Context request) {
    String site = request.header("Sec-Fetch-Site");
    boolean follows =
        "navigate".equals(request.header("Sec-Fetch-Mode"))
            && "document".equals(request.header("Sec-Fetch-Dest"));
    return ("cross-site".equals(site) || "same-site".equals(site)) && !follows;
  }

  private void checkToken(Context request, String wanted) {
    if (matches(request.queryParam(TOKEN), wanted)) {
      Cookie cookie = new Cookie(cookieName(), wanted);
      cookie.setHttpOnly(true);
      cookie.setSameSite(SameSite.STRICT);
      cookie.setSecure("https".equals(request.header("X-Forwarded-Proto")));
      request.cookie(cookie);
    } else if (!matches(request.cookie(cookieName()), wanted)) {
      throw new UnauthorizedResponse("missing the token that was printed at startup");
    }
  }

  /** Browsers share cookies between all ports of a host. */
  private String cookieName() {
    return "tercet_token_" + port.getAsInt();
  }

  private static boolean matches(@Nullable String given, String wanted) {
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the URL contains the token, which the cookie contains by now. */
  boolean showsToken(Context request) {
    return request.queryParam(TOKEN) != null;
  }

  /** The URL for use on this machine. */
  URI link() {
    return address.link(port.getAsInt(), query());
  }

  /** The URL through a proxy, if there is one. */
  Optional<URI> proxyLink() {
    return address.proxyLink(query());
  }

  private String query() {
    return token.map(value -> "?" + TOKEN + "=" + value).orElse("");
  }
}
