package io.tercet.app.dashboard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens, and by which other address people come to it.
 *
 * @param host name or address as it was given, without brackets
 * @param resolved what it leads to
 * @param proxy address of a proxy in front of it, as a browser shows it; empty without one
 */
record Address(String host, InetAddress resolved, Optional<URI> proxy) {
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

  /**
   * Looks the host up.
   *
   * @param host name or address, an IPv6 address with brackets or without
   * @param proxy http or https address, or null
   * @throws IOException if there is no such host
   * @throws IllegalArgumentException if either cannot be the part of an address that it should be
   */
  static Address of(String host, @Nullable String proxy) throws IOException {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    if (bare.isBlank() || bare.chars().anyMatch(c -> c <= ' ' || "/?#@\\".indexOf(c) >= 0)) {
      throw new IllegalArgumentException(
          "--host: found '" + host + "', expected a name or an address");
    }
    Optional<URI> front = proxy == null ? Optional.empty() : Optional.of(proxy(proxy));
    try {
      return new Address(bare, InetAddress.getByName(bare), front);
    } catch (UnknownHostException e) {
      throw new IOException("--host: '" + host + "' is no address of any machine", e);
    }
  }

  private static URI proxy(String text) {
    try {
      URI address = new URI(text);
      boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (web
          && address.getHost() != null
          && address.getQuery() == null
          && address.getFragment() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // as below
    }
    throw new IllegalArgumentException(
        "--origin: found '" + text + "', expected an address as https://tercet.example");
  }

  /** Whether only people on this machine come to it. */
  boolean isPrivate() {
    return resolved.isLoopbackAddress()
        && proxy.map(front -> LOOPBACK.contains(hostOf(front.getRawAuthority()))).orElse(true);
  }

  /** Whether it listens on this machine alone, with a proxy in front or without. */
  boolean isLoopback() {
    return resolved.isLoopbackAddress();
  }

  /** Whether a request for that host, with or without a port, can be meant for it. */
  boolean isOwn(@Nullable String asked) {
    if (asked == null) {
      return false;
    }
    String name = hostOf(asked);
    return LOOPBACK.contains(name)
        || name.equals(bracketed(host).toLowerCase(Locale.ROOT))
        || proxy.map(front -> hostOf(front.getRawAuthority()).equals(name)).orElse(false);
  }

  /** Whether a page of that origin is its own, for a request for that host. */
  boolean isOwnOrigin(String origin, @Nullable String asked) {
    return origin.equals("http://" + asked)
        || proxy.map(front -> origin.equalsIgnoreCase(originOf(front))).orElse(false);
  }

  private static String originOf(URI address) {
    String authority =
        address.getRawAuthority().substring(address.getRawAuthority().indexOf('@') + 1);
    String usual = "https".equals(address.getScheme()) ? ":443" : ":80";
    return address.getScheme() + "://" + authority.replaceAll(usual + "$", "");
  }

  private static String hostOf(String authority) {
    return authority.replaceAll(":\\d*$", "").toLowerCase(Locale.ROOT);
  }

  private static String bracketed(String name) {
    return name.contains(":") ? "[" + name + "]" : name;
  }

  /**
   * The address for people on this machine, if it listens on all of the machine's addresses, too.
   */
  URI link(int port, String query) {
    String name = resolved.isAnyLocalAddress() ? "127.0.0.1" : bracketed(host);
    return URI.create("http://" + name + ":" + port + "/" + query);
  }

  /** The address for people who come through the proxy. */
  Optional<URI> proxyLink(String query) {
    return proxy.map(front -> {
      String path = front.getRawPath() == null ? "" : front.getRawPath();
      String slash = path.endsWith("/") ? "" : "/";
      return URI.create(originOf(front) + path + slash + query);
    });
  }
}
