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
 * The address a server listens on, and its public address behind a proxy.
 *
 * @param host name or address as given, without brackets
 * @param resolved the resolved address
 * @param proxy URL of a reverse proxy, as shown in a browser; empty without one
 */
record Address(String host, InetAddress resolved, Optional<URI> proxy) {
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

  /**
   * Resolves the host.
   *
   * @param host name or address; an IPv6 address with or without brackets
   * @param proxy http or https URL, or null
   * @throws IOException if the host is unknown
   * @throws IllegalArgumentException if host or URL is malformed
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
      throw new IOException("--host: '" + host + "' cannot be resolved", e);
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
      // reported below
    }
    throw new IllegalArgumentException(
        "--origin: found '" + text + "', expected an address as https://tercet.example");
  }

  /** Whether it is reachable from this machine only. */
  boolean isPrivate() {
    return resolved.isLoopbackAddress()
        && proxy.map(front -> LOOPBACK.contains(hostOf(front.getRawAuthority()))).orElse(true);
  }

  /** Whether it listens on the loopback interface, with or without a proxy. */
  boolean isLoopback() {
    return resolved.isLoopbackAddress();
  }

  /** Whether a Host header, with or without a port, names this server. */
  boolean isOwn(@Nullable String asked) {
    if (asked == null) {
      return false;
    }
    String name = hostOf(asked);
    return LOOPBACK.contains(name)
        || name.equals(bracketed(host).toLowerCase(Locale.ROOT))
        || proxy.map(front -> hostOf(front.getRawAuthority()).equals(name)).orElse(false);
  }

  /** Whether an Origin header names this server, for a request with that Host header. */
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

  /** The URL for use on this machine, also if the server listens on all addresses. */
  URI link(int port, String query) {
    String name = resolved.isAnyLocalAddress() ? "127.0.0.1" : bracketed(host);
    return URI.create("http://" + name + ":" + port + "/" + query);
  }

  /** The URL through the proxy. */
  Optional<URI> proxyLink(String query) {
    return proxy.map(front -> {
      String path = front.getRawPath() == null ? "" : front.getRawPath();
      String slash = path.endsWith("/") ? "" : "/";
      return URI.create(originOf(front) + path + slash + query);
    });
  }
}
