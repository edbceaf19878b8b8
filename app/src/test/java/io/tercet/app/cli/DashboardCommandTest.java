package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The dashboard's API, as a program would ask it. */
class DashboardCommandTest extends DashboardTester {
  @Test
  void tellsAllThereIsOfAFinishedRun() throws Exception {
    trainOne("one");
    try (Background dashboard = new Background("dashboard", runs().toString())) {
      URI link = dashboard.link();
      JsonNode all = json(link, "/api/runs");
      assertThat(all).hasSize(1);
      assertThat(all.get(0).get("id").asString()).isEqualTo("one");
      assertThat(all.get(0).get("state").get("phase").asString()).isEqualTo("finished");
      JsonNode run = json(link, "/api/runs/one");
      assertThat(run.get("epochs")).hasSize(3);
      assertThat(run.get("frames")).hasSize(4);
      assertThat(run.get("steps").size()).isPositive();
      assertThat(run.get("examples").get("labels")).hasSize(200);
      assertThat(run.get("frames").get(3).get("histogram").get("same")).hasSize(60);
      assertThat(run.get("config").get("encoder").get(0).asString()).isEqualTo("Encoder");

      byte[] points = get(link, "/api/runs/one/frames/0/points?basis=3").body();
      assertThat(points).hasSize(200 * 3 * Float.BYTES);
      ByteBuffer values = ByteBuffer.wrap(points).order(ByteOrder.LITTLE_ENDIAN);
      while (values.hasRemaining()) {
        assertThat(values.getFloat()).isFinite();
      }
      JsonNode neighbors = json(link, "/api/runs/one/frames/3/neighbors/7");
      assertThat(neighbors).hasSize(10);
      for (int i = 1; i < 10; i++) {
        assertThat(neighbors.get(i).get("distance").asDouble())
            .isGreaterThanOrEqualTo(neighbors.get(i - 1).get("distance").asDouble());
      }
      JsonNode mistakes = json(link, "/api/runs/one/frames/3/mistakes");
      int counted = 0;
      for (JsonNode row : mistakes.get("confusion")) {
        counted += row.valueStream().mapToInt(JsonNode::asInt).sum();
      }
      assertThat(counted).isEqualTo(200);
      byte[] image = get(link, "/api/runs/one/examples/7.png").body();
      assertThat(new String(image, 1, 3, StandardCharsets.US_ASCII)).isEqualTo("PNG");
      JsonNode triplets = json(link, "/api/runs/one/triplets");
      assertThat(triplets.get("triplets")).hasSize(12);
      assertThat(triplets.get("margin").asDouble()).isEqualTo(0.2);
    }
  }

  @Test
  void neighborsAndMistakesHaveTheirNames() throws Exception {
    trainOne("one");
    Path examples = runs().resolve("one/embeddings/examples.json");
    ObjectNode described = (ObjectNode) JSON.readTree(Files.readString(examples));
    ArrayNode labels = described.putArray("labels");
    for (int i = 0; i < 200; i++) {
      labels.add(i / 50); // which is not what they look like, so that there are mistakes
    }
    Files.writeString(examples, JSON.writeValueAsString(described));
    try (Background dashboard = new Background("dashboard", runs().toString())) {
      URI link = dashboard.link();
      JsonNode neighbors = json(link, "/api/runs/one/frames/3/neighbors/7");
      assertThat(neighbors).hasSize(10).allSatisfy(DashboardCommandTest::assertNamed);
      JsonNode mistakes = json(link, "/api/runs/one/frames/3/mistakes").get("mistakes");
      assertThat(mistakes).isNotEmpty().allSatisfy(DashboardCommandTest::assertNamed);
      assertThat(mistakes).allSatisfy(mistake -> assertNamed(mistake.get("nearest")));
    }
  }

  private static void assertNamed(JsonNode example) {
    assertThat(example.get("name").asString()).isEqualTo("test/" + example.get("id").asInt());
  }

  @Test
  void whatIsNotThereIsAnsweredAsJson() throws Exception {
    trainOne("one");
    Files.writeString(folder.resolve("config.json"), "{}"); // outside of the runs' folder
    try (Background dashboard = new Background("dashboard", runs().toString())) {
      URI link = dashboard.link();
      assertError(404, "no run 'none'", get(link, "/api/runs/none"));
      assertError(404, "no run", get(link, "/api/runs/..%2fruns"));
      assertError(404, "no run", get(link, "/api/runs/..%2f..%2fone/triplets"));
      assertError(404, "no embeddings of epoch 9", get(link, "/api/runs/one/frames/9/points"));
      assertError(404, "expected a number", get(link, "/api/runs/one/frames/x/points"));
      assertError(404, "no example 200", get(link, "/api/runs/one/examples/200.png"));
      assertError(404, "no example -1", get(link, "/api/runs/one/frames/3/neighbors/-1"));
      assertError(404, "not found", get(link, "/page/none.js"));
      assertThat(get(link, "/page/..%2f..%2fTercet.class").statusCode()).isBetween(400, 404);
      assertError(404, "not found", get(link, "/nowhere"));
      assertThat(post(link, "/api/runs/one/stop").get("error").asString())
          .contains("does not belong to this process");
    }
  }

  @Test
  void pagesAndNamesFromElsewhereAreKeptOut() throws Exception {
    trainOne("one");
    try (Background dashboard = new Background("dashboard", runs().toString())) {
      URI link = dashboard.link();
      assertError(
          403, "is not allowed", get(link, "/api/runs", "Origin", "http://elsewhere.example"));
      assertThat(rawStatus(link, "evil.example:" + link.getPort())).contains("403");
      assertThat(rawStatus(link, "localhost:" + link.getPort())).contains("200");
    }
  }

  @Test
  void beyondLoopbackItAsksForAToken() throws Exception {
    trainOne("one");
    try (Background dashboard =
        new Background("dashboard", runs().toString(), "--host", "0.0.0.0")) {
      URI link = dashboard.link();
      assertThat(link.getQuery()).startsWith("token=");
      URI local = URI.create("http://127.0.0.1:" + link.getPort());
      assertError(401, "token", get(local, "/api/runs"));
      assertError(401, "token", get(local, "/api/runs?token=0123"));
      HttpResponse<byte[]> let = get(local, "/api/runs?" + link.getQuery());
      assertThat(let.statusCode()).isEqualTo(200);
      String cookie = let.headers().firstValue("set-cookie").orElseThrow();
      assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
      assertThat(get(local, "/api/runs", "Cookie", cookie.split(";", -1)[0]).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void whatIsHalfWrittenOrMissingIsTakenAsItIs() throws Exception {
    trainOne("killed");
    Path run = runs().resolve("killed");
    Files.writeString(run.resolve("metrics.jsonl"), "{\"epoch\":4,\"lo", StandardOpenOption.APPEND);
    Files.writeString(
        run.resolve("state.json"),
        "{\"phase\":\"running\",\"pid\":999999999,\"steps_per_epoch\":3,\"epochs\":9}");
    Files.delete(run.resolve("embeddings/epoch-003.json"));
    Files.createDirectories(runs().resolve("older"));
    Files.writeString(runs().resolve("older/config.json"), "{\"data\":\"mnist\"}");
    try (Background dashboard = new Background("dashboard", runs().toString())) {
      URI link = dashboard.link();
      JsonNode killed = json(link, "/api/runs/killed");
      assertThat(killed.get("state").get("phase").asString()).isEqualTo("lost");
      assertThat(killed.get("epochs")).hasSize(3);
      assertThat(killed.get("frames").get(3).get("precision_at_1").asDouble()).isPositive();
      JsonNode older = json(link, "/api/runs/older");
      assertThat(older.get("data").asString()).isEqualTo("mnist");
      assertThat(older.get("frames")).isEmpty();
      assertError(404, "no embeddings", get(link, "/api/runs/older/frames/0/points"));
      assertError(404, "no triplets", get(link, "/api/runs/older/triplets"));
    }
  }

  /** Names of the events of a run, from a thread of its own. */
  private List<String> follow(URI link, String id) {
    List<String> events = Collections.synchronizedList(new ArrayList<>());
    HttpRequest request =
        HttpRequest.newBuilder(link.resolve("/api/runs/" + id + "/events"))
            .header("Accept", "text/event-stream")
            .build();
    var _ =
        client
            .sendAsync(request, BodyHandlers.ofLines())
            .thenAccept(answer ->
                answer
                    .body()
                    .filter(line -> line.startsWith("event: "))
                    .forEach(line -> events.add(line.substring("event: ".length()))));
    return events;
  }

  private Background trainLong(String name, String... options) {
    List<String> args =
        new ArrayList<>(
            List.of("train", data(), "--epochs", "5000", "--batch-size", "60", "--dashboard"));
    args.addAll(List.of("--out", runs().resolve(name).toString()));
    args.addAll(List.of(options));
    return new Background(args.toArray(String[]::new));
  }

  @Test
  void twoViewersFollowARunThatIsPausedAndStopped() throws Exception {
    try (Background training = trainLong("live")) {
      URI link = training.link();
      List<String> one = follow(link, "live");
      List<String> two = follow(link, "live");
      Background.await(() -> one.contains("step") && two.contains("step"));
      Background.await(() -> one.contains("frame") && two.contains("triplets"));
      assertThat(post(link, "/api/runs/live/pause").get("phase").asString()).isEqualTo("paused");
      Thread.sleep(400);
      int steps = json(link, "/api/runs/live").get("steps").size();
      Thread.sleep(400);
      assertThat(json(link, "/api/runs/live").get("steps")).hasSize(steps);
      assertThat(post(link, "/api/runs/live/resume").get("phase").asString()).isEqualTo("running");
      post(link, "/api/runs/live/stop");
      Background.await(() -> training.output().contains("The dashboard stays at"));
      JsonNode run = json(link, "/api/runs/live");
      assertThat(run.get("state").get("phase").asString()).isEqualTo("stopped");
      assertThat(run.get("controlled").asBoolean()).isFalse();
      assertThat(runs().resolve("live/model.safetensors")).isNotEmptyFile();
      assertThat(runs().resolve("live/report.html")).isNotEmptyFile();
      assertThat(training.end()).isEqualTo(130);
    }
  }

  @Test
  void aFolderThatIsDeletedWhileItIsViewedIsToldOf() throws Exception {
    trainOne("one");
    try (Background dashboard = new Background("dashboard", runs().toString())) {
      URI link = dashboard.link();
      List<String> events = follow(link, "one");
      Background.await(() -> events.contains("hello"));
      try (Stream<Path> files = Files.walk(runs().resolve("one"))) {
        for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
      Background.await(() -> events.contains("gone"));
      assertError(404, "no run 'one'", get(link, "/api/runs/one"));
      assertThat(json(link, "/api/runs")).isEmpty();
    }
  }

  @Test
  void aRunThatCannotBeginEndsTheProgram() throws Exception {
    Files.createDirectories(runs());
    Files.writeString(runs().resolve("note.txt"), "mine");
    assertThat(train("runs", "--dashboard")).isEqualTo(1);
    assertThat(err.toString()).contains("has files in it, expected a new or empty folder");
    assertThat(out.toString()).doesNotContain("Dashboard: ");
  }

  @Test
  void viewersThatNeverReadDoNotHoldUpTraining() throws Exception {
    try (Background training = trainLong("live")) {
      URI link = training.link();
      List<Socket> deaf = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        deaf.add(ask(link, "/api/runs/live/events", "127.0.0.1", "Accept: text/event-stream"));
      }
      int before = json(link, "/api/runs/live").get("steps").size();
      Background.await(() -> steps(link) > before + 5);
      for (Socket socket : deaf) {
        socket.close();
      }
      int after = steps(link);
      Background.await(() -> steps(link) > after + 5);
      post(link, "/api/runs/live/stop");
      Background.await(() -> training.output().contains("The dashboard stays at"));
    }
  }

  @Test
  void trainingGoesOnWhenAServerThatWatchesItEnds() throws Exception {
    try (Background training = trainLong("live")) {
      URI own = training.link();
      Background.await(() -> steps(own) > 0);
      try (Background watching = new Background("dashboard", runs().toString())) {
        List<String> events = follow(watching.link(), "live");
        Background.await(() -> events.contains("step"));
        assertThat(post(watching.link(), "/api/runs/live/stop").has("error")).isTrue();
      }
      int before = steps(own);
      Background.await(() -> steps(own) > before + 5);
      post(own, "/api/runs/live/stop");
      Background.await(() -> training.output().contains("The dashboard stays at"));
    }
  }

  private int steps(URI link) {
    try {
      return json(link, "/api/runs/live").get("steps").size();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Test
  void wrongUseIsAnsweredInALine() throws IOException {
    assertRefused(2, "nowhere: no such folder", "dashboard", "nowhere");
    Files.createDirectories(runs());
    assertRefused(2, "--port: found 70000", "dashboard", runs().toString(), "--port", "70000");
    assertRefused(2, "are for --dashboard", "train", data(), "--port", "7000");
    try (var taken = new ServerSocket(0)) {
      String port = String.valueOf(taken.getLocalPort());
      assertRefused(1, "cannot listen on", "dashboard", runs().toString(), "--port", port);
    }
  }

  @Test
  void itsOwnFilesAreServedWithAPolicy() throws Exception {
    Files.createDirectories(runs());
    try (Background dashboard = new Background("dashboard", runs().toString())) {
      HttpResponse<byte[]> page = get(dashboard.link(), "/");
      assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
          .contains("default-src 'none'")
          .contains("connect-src 'self'");
      assertThat(new String(page.body(), StandardCharsets.UTF_8)).doesNotContain("{{");
      assertThat(json(dashboard.link(), "/api/runs")).isEmpty();
    }
  }
}
