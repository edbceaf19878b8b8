package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets what from the dashboard's server, and in what form it refuses. */
class DashboardAccessTest extends DashboardTester {
  private static final List<String> HEADERS =
      List.of(
          "Content-Security-Policy",
          "X-Content-Type-Options",
          "X-Frame-Options",
          "Referrer-Policy",
          "Cross-Origin-Resource-Policy");

  @BeforeEach
  void makeRun() throws IOException {
    Files.createDirectories(runs().resolve("one"));
    Files.writeString(runs().resolve("one/config.json"), "{\"data\":\"mnist\"}");
  }

  private Background serve(String... options) {
    List<String> args = new ArrayList<>(List.of("dashboard", runs().toString()));
    args.addAll(List.of(options));
    return new Background(args.toArray(String[]::new));
  }

  private static void assertGuarded(HttpResponse<?> answer) {
    for (String name : HEADERS) {
      assertThat(answer.headers().firstValue(name)).as(answer.uri() + ": " + name).isPresent();
    }
  }

  @Test
  void eachAnswerHasTheHeadersThatGuardIt() throws Exception {
    try (Background dashboard = serve("--host", "0.0.0.0")) {
      URI link = dashboard.link();
      URI local = URI.create("http://127.0.0.1:" + link.getPort());
      HttpResponse<byte[]> refused = get(local, "/api/runs");
      assertError(401, "token", refused);
      assertGuarded(refused);
      HttpResponse<byte[]> foreign = get(local, "/", "Origin", "http://elsewhere.example");
      assertError(403, "is not allowed", foreign);
      assertGuarded(foreign);
      String cookie = cookie(get(local, "/?" + link.getQuery()));
      for (String path : List.of("/", "/page/main.js", "/nowhere", "/api/runs/none", "/api/runs")) {
        assertGuarded(get(local, path, "Cookie", cookie));
      }
    }
  }

  private static String cookie(HttpResponse<?> answer) {
    return answer.headers().firstValue("set-cookie").orElseThrow().split(";", -1)[0];
  }

  @Test
  void theTokenIsExchangedForACookieAndLeavesTheAddress() throws Exception {
    try (Background dashboard = serve("--host", "0.0.0.0")) {
      URI link = dashboard.link();
      HttpResponse<byte[]> let = get(link, "/?" + link.getQuery());
      assertThat(let.statusCode()).isEqualTo(302);
      assertThat(let.headers().firstValue("location")).contains("./");
      assertThat(let.headers().firstValue("set-cookie").orElseThrow())
          .contains("HttpOnly", "SameSite=Strict")
          .startsWith("tercet_token_" + link.getPort() + "=");
      assertThat(get(link, "/", "Cookie", cookie(let)).statusCode()).isEqualTo(200);
      // A browser would not send the cookie after a redirect from another site's link.
      HttpResponse<byte[]> followed =
          get(
              link,
              "/?" + link.getQuery(),
              "Sec-Fetch-Site",
              "cross-site",
              "Sec-Fetch-Mode",
              "navigate",
              "Sec-Fetch-Dest",
              "document");
      assertThat(followed.statusCode()).isEqualTo(200);
      assertThat(new String(followed.body(), StandardCharsets.UTF_8))
          .contains("url=./")
          .doesNotContain(link.getQuery());
      assertError(401, "token", get(link, "/?token=" + "0".repeat(32)));
    }
  }

  @Test
  void aMethodIsNotOverridden() throws Exception {
    try (Background dashboard = serve()) {
      URI link = dashboard.link();
      for (String name : List.of("X-HTTP-Method-Override", "x-http-method-override")) {
        assertError(400, "not supported", get(link, "/api/runs/one/pause", name, "POST"));
      }
      assertError(404, "not found", get(link, "/api/runs/one/pause"));
    }
  }

  @Test
  void otherPagesGetNothing() throws Exception {
    try (Background dashboard = serve()) {
      URI link = dashboard.link();
      for (String site : List.of("cross-site", "same-site")) {
        assertError(403, "from other pages", get(link, "/api/runs", "Sec-Fetch-Site", site));
      }
      assertThat(get(link, "/api/runs", "Sec-Fetch-Site", "same-origin").statusCode())
          .isEqualTo(200);
      assertThat(get(link, "/api/runs", "Sec-Fetch-Site", "none").statusCode()).isEqualTo(200);
      assertError(403, "is not allowed", get(link, "/api/runs", "Origin", "null"));
    }
  }

  @Test
  void whatIsAskedWronglyIsAnsweredAsJson() throws Exception {
    try (Background dashboard = serve()) {
      URI link = dashboard.link();
      assertError(404, "no run 'none'", get(link, "/api/runs/none/events"));
      assertError(
          404, "no run 'none'", get(link, "/api/runs/none/events", "Accept", "text/event-stream"));
      assertError(404, "not found", get(link, "/api/runs/one/none", "Accept", "text/html"));
      assertError(404, "not found", get(link, "/api/none"));
      assertThat(raw(link, "GET /api/runs HTTP/1.1\r\nHost: 127.0.0.1\r\nBad Header\r\n\r\n"))
          .contains("400", "application/json", "{\"error\":");
      assertThat(
              raw(
                  link,
                  "GET /api/runs/%zz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
          .contains("400", "application/json", "{\"error\":");
      assertThat(
              raw(
                  link,
                  "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nX: "
                      + "x".repeat(20_000)
                      + "\r\n\r\n"))
          .contains("431", "application/json", "{\"error\":", "nosniff");
    }
  }

  private static String raw(URI link, String request) throws IOException {
    try (Socket socket = new Socket(link.getHost(), link.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void anEpochThatIsNoNumberIsTheAskersMistake() throws Exception {
    trainOne("two");
    try (Background dashboard = serve()) {
      URI link = dashboard.link();
      assertError(400, "basis: found 'abc'", get(link, "/api/runs/two/frames/0/points?basis=abc"));
      assertError(400, "basis: found ''", get(link, "/api/runs/two/frames/0/points?basis="));
      assertError(
          400, "no embeddings of epoch 99", get(link, "/api/runs/two/frames/0/points?basis=99"));
    }
  }

  /** Each of them leads to the page as it is printed. */
  @Test
  void linksThatArePrintedWork() throws Exception {
    for (String host :
        List.of("127.0.0.1", "localhost", "127.0.0.2", "::1", "[::1]", "0.0.0.0", "::")) {
      try (Background dashboard = serve("--host", host)) {
        URI link = dashboard.link();
        HttpClient browser =
            HttpClient.newBuilder()
                .cookieHandler(new java.net.CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpResponse<String> page =
            browser.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());
        assertThat(page.statusCode()).as(link.toString()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Tercet</title>");
      }
    }
    assertRefused(2, "--host: found ''", "dashboard", runs().toString(), "--host", "");
    assertRefused(2, "--host: found 'a/b'", "dashboard", runs().toString(), "--host", "a/b");
    assertRefused(
        1,
        "--host: 'no.such.host.invalid'",
        "dashboard",
        runs().toString(),
        "--host",
        "no.such.host.invalid");
    assertRefused(
        2,
        "--origin: found 'tercet.example'",
        "dashboard",
        runs().toString(),
        "--origin",
        "tercet.example");
  }

  @Test
  void viewersAreLimited() throws Exception {
    try (Background dashboard = serve()) {
      URI link = dashboard.link();
      List<Socket> viewers = new ArrayList<>();
      int threads = platformThreads();
      for (int i = 0; i < 100; i++) {
        Socket viewer = ask(link, "/api/runs/one/events", "127.0.0.1", "Accept: text/event-stream");
        viewers.add(viewer);
        byte[] begin = viewer.getInputStream().readNBytes(15);
        assertThat(new String(begin, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
      }
      assertThat(platformThreads() - threads).isLessThan(50);
      HttpResponse<byte[]> refused = get(link, "/api/runs/one/events");
      assertError(503, "the maximum of 100 live viewers is reached", refused);
      assertThat(refused.headers().firstValue("retry-after")).isPresent();
      assertThat(json(link, "/api/runs")).hasSize(1);
      for (Socket viewer : viewers) {
        viewer.close();
      }
      // Their places are free again once the server has noticed.
      AtomicBoolean served = new AtomicBoolean();
      Background.await(() -> {
        if (!served.get()) {
          served.set(isServed(link));
        }
        return served.get();
      });
    }
  }

  private static int platformThreads() {
    return Thread.getAllStackTraces().size();
  }

  private static boolean isServed(URI link) {
    try (Socket viewer =
        ask(link, "/api/runs/one/events", "127.0.0.1", "Accept: text/event-stream")) {
      return new String(viewer.getInputStream().readNBytes(15), StandardCharsets.US_ASCII)
          .endsWith("200 OK");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aListThatIsAsItWasIsNotSentAgain() throws Exception {
    try (Background dashboard = serve()) {
      URI link = dashboard.link();
      String tag = get(link, "/api/runs").headers().firstValue("etag").orElseThrow();
      assertThat(get(link, "/api/runs", "If-None-Match", tag).statusCode()).isEqualTo(304);
      Files.writeString(runs().resolve("one/state.json"), "{\"phase\":\"stopped\"}");
      HttpResponse<byte[]> changed = get(link, "/api/runs", "If-None-Match", tag);
      assertThat(changed.statusCode()).isEqualTo(200);
      assertThat(JSON.readTree(changed.body()).get(0).get("state").get("phase").asString())
          .isEqualTo("stopped");
    }
  }
}
