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
 * Who may ask. A server for this machine alone: whoever asks for one of its own names, so that no
 * page from elsewhere gets in by a name of its own that leads here. A server that others reach:
 * whoever has the token. And never a page of another origin.
 */
final class Guard {
  private static final String TOKEN = "token";

  private final Address address;
  private final Optional<String> token;
  private final IntSupplier port;

  /**
   * @param port where the server listens, once it does
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

  /** Lets a request pass, or throws. */
  void check(Context request) {
    if (request.header("X-HTTP-Method-Override") != null) {
      throw new BadRequestResponse(
          "X-HTTP-Method-Override is not heeded: ask by the method itself");
    }
    String host = request.header("Host");
    if (address.isLoopback() && !address.isOwn(host)) {
      throw new ForbiddenResponse("host '%s' is not this machine's own".formatted(host));
    }
    String origin = request.header("Origin");
    if (origin != null && !address.isOwnOrigin(origin, host)) {
      throw new ForbiddenResponse("origin '%s' is another page's".formatted(origin));
    }
    if (isFromAnotherPage(request)) {
      throw new ForbiddenResponse("another page asks for this");
    }
    token.ifPresent(wanted -> checkToken(request, wanted));
  }

  /** By what browsers say of it; a link on another page may be followed. */
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
      throw new UnauthorizedResponse("the token that was printed at the start is missing");
    }
  }

  /** Browsers keep one jar for all ports of a host. */
  private String cookieName() {
    return "tercet_token_" + port.getAsInt();
  }

  private static boolean matches(@Nullable String given, String wanted) {
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the address has the token in it, which a cookie has by now. */
  boolean showsToken(Context request) {
    return request.queryParam(TOKEN) != null;
  }

  /** The address for people on this machine. */
  URI link() {
    return address.link(port.getAsInt(), query());
  }

  /** The address for people who come through a proxy, if there is one. */
  Optional<URI> proxyLink() {
    return address.proxyLink(query());
  }

  private String query() {
    return token.map(value -> "?" + TOKEN + "=" + value).orElse("");
  }
}
