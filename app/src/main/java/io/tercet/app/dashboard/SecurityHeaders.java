package io.tercet.app.dashboard;

import java.util.List;
import java.util.function.BiConsumer;

/** Security headers of all responses. */
final class SecurityHeaders {
  private record Header(String name, String value) {}

  private final List<Header> headers;

  SecurityHeaders(String importMapDigest) {
    String policy =
        "default-src 'none'; script-src 'self' 'sha256-"
            + importMapDigest
            + "'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    headers =
        List.of(
            new Header("Content-Security-Policy", policy),
            new Header("X-Content-Type-Options", "nosniff"),
            new Header("X-Frame-Options", "DENY"),
            new Header("Referrer-Policy", "no-referrer"),
            new Header("Cross-Origin-Resource-Policy", "same-origin"));
  }

  void forEach(BiConsumer<String, String> action) {
    headers.forEach(header -> action.accept(header.name(), header.value()));
  }
}
