package io.tercet.app.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The dashboard below a path of another server, which hands requests on as nginx does. */
class DashboardProxyTest extends DashboardTester {
  private static final String PATH = "/below/tercet/";
  private static final Set<String> HANDED_ON =
      new TreeSet<>(
          List.of(
              "Accept",
              "Cookie",
              "If-None-Match",
              "Origin",
              "Sec-Fetch-Dest",
              "Sec-Fetch-Mode",
              "Sec-Fetch-Site"));
  private static final Set<String> HANDED_BACK =
      new TreeSet<>(
          List.of("Content-Type", "Content-Security-Policy", "ETag", "Location", "Set-Cookie"));

  /** A reverse proxy on loopback; it takes its own path off, and its name with it. */
  private static final class Proxy implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile URI behind = URI.create("http://127.0.0.1/");

    Proxy() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      server.createContext(PATH, this::handOn);
      server.start();
    }

    String authority() {
      return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void handOn(HttpExchange exchange) throws IOException {
      URI asked = exchange.getRequestURI();
      String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
      URI target = behind.resolve("/" + asked.getRawPath().substring(PATH.length()) + query);
      var request =
          HttpRequest.newBuilder(target)
              .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.noBody())
              .header("X-Forwarded-Proto", "https");
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> {
            if (HANDED_ON.stream().anyMatch(name::equalsIgnoreCase)) {
              request.header(name, values.getFirst());
            }
          });
      try {
        answer(exchange, client.send(request.build(), BodyHandlers.ofInputStream()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        exchange.close();
      }
    }

    private static void answer(HttpExchange exchange, HttpResponse<InputStream> found)
        throws IOException {
      for (String name : HANDED_BACK) {
        found
            .headers()
            .firstValue(name)
            .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
      }
      boolean empty = found.statusCode() == 304;
      exchange.sendResponseHeaders(found.statusCode(), empty ? -1 : 0);
      if (empty) {
        return;
      }
      try (InputStream in = found.body();
          OutputStream out = exchange.getResponseBody()) {
        byte[] part = new byte[1 << 14];
        for (int n = in.read(part); n >= 0; n = in.read(part)) {
          out.write(part, 0, n);
          out.flush();
        }
      }
    }

    @Override
    public void close() {
      server.stop(0);
      threads.shutdownNow();
      client.shutdownNow();
    }
  }

  /** By another address of loopback, for which no token is asked. */
  @Test
  void thePageWorksBelowAPath() throws Exception {
    trainOne("one");
    try (Chromium chromium = Chromium.start();
        Proxy proxy = new Proxy();
        Background dashboard =
            new Background(
                "dashboard", runs().toString(), "--origin", "http://" + proxy.authority())) {
      proxy.behind = dashboard.link();
      Page page =
          chromium.open(URI.create("http://" + proxy.authority() + PATH), 1280, ColorScheme.LIGHT);
      assertThat(page.locator("#header .phase").first()).hasText("finished");
      assertThat(page.locator("#mistakes table")).isVisible();
      assertThat(page.locator("#triplets .triplet img").first()).isVisible();
      assertThat(page.locator("#curves .uplot")).hasCount(5);
      Files.writeString(
          runs().resolve("one/state.json"), "{\"phase\":\"failed\",\"message\":\"x\"}");
      assertThat(page.locator("#header .phase").first()).hasText("failed"); // by an event
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  @Test
  void throughTheProxyItAsksForAToken() throws Exception {
    Files.createDirectories(runs().resolve("one"));
    Files.writeString(runs().resolve("one/config.json"), "{}");
    String origin = "https://tercet.example";
    try (Proxy proxy = new Proxy();
        Background dashboard =
            new Background("dashboard", runs().toString(), "--origin", origin + PATH)) {
      URI link = dashboard.link();
      proxy.behind = link;
      String through = "Through the proxy: " + origin + PATH + "?" + link.getQuery();
      Background.await(() -> dashboard.output().contains(through)); // the line after the link's
      URI front = URI.create("http://" + proxy.authority() + PATH);
      assertError(401, "token", get(front, "api/runs"));
      HttpResponse<byte[]> let = get(front, "?" + link.getQuery());
      assertThat(let.statusCode()).isEqualTo(302);
      assertThat(let.headers().firstValue("location")).contains("./");
      String cookie = let.headers().firstValue("set-cookie").orElseThrow();
      assertThat(cookie).contains("Secure", "HttpOnly", "SameSite=Strict");
      String given = cookie.split(";", -1)[0];
      assertThat(get(front, "api/runs", "Cookie", given, "Origin", origin).statusCode())
          .isEqualTo(200);
      assertError(
          403,
          "is not allowed",
          get(front, "api/runs", "Cookie", given, "Origin", "https://evil.example"));
      assertThat(rawStatus(link, "tercet.example")).contains("401"); // a host of its own
      assertThat(rawStatus(link, "evil.example")).contains("403");
    }
  }
}
