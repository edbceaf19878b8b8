package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Folders of runs in which something is not as Tercet writes it: that run alone says so. */
class DashboardOddRunsTest extends DashboardTester {
  private static final byte[] LATIN_1 =
      "{\"data\":\"M\u00fcll\"}".getBytes(StandardCharsets.ISO_8859_1);
  private static final String ANY = "{\"data\":\"x\",\"training\":{\"recipe\":\"mlp\"}}";

  private interface Change {
    void apply(Path run) throws IOException;
  }

  /** What is done to a copy of a whole run, by the words that say what is wrong then. */
  private final Map<String, Change> changes = new LinkedHashMap<>();

  @BeforeEach
  void trainOne() {
    trainOne("good");
  }

  private void add(String problem, Change change) {
    changes.put(problem, change);
  }

  private static Change text(String file, String content) {
    return run -> Files.writeString(run.resolve(file), content);
  }

  private static Change bytes(String file, byte[] content) {
    return run -> Files.write(run.resolve(file), content);
  }

  private static Change folder(String file) {
    return run -> {
      Files.delete(run.resolve(file));
      Files.createDirectory(run.resolve(file));
    };
  }

  private Change link(String file) {
    return run -> {
      Path secret = Files.writeString(folder.resolve("secret.json"), "{\"phase\":\"stopped\"}");
      Files.delete(run.resolve(file));
      Files.createSymbolicLink(run.resolve(file), secret);
    };
  }

  private static Change examples(String from, String to) {
    return run -> {
      Path file = run.resolve("embeddings/examples.json");
      String whole = Files.readString(file);
      assertThat(whole).containsPattern(from);
      Files.writeString(file, whole.replaceFirst(from, to));
    };
  }

  private void addAll() {
    add("config.json: not UTF-8", bytes("config.json", LATIN_1));
    add("config.json: not JSON (line 1)", text("config.json", "{\"data\":"));
    add("config.json: expected a JSON object", text("config.json", "[]"));
    add("config.json: a folder, expected a file", folder("config.json"));
    add("config.json: a link to outside the run's folder", link("config.json"));
    add("state.json: not UTF-8", bytes("state.json", LATIN_1));
    add("state.json: not JSON (line 2)", text("state.json", "{\n\"phase\":"));
    add("state.json: a folder, expected a file", folder("state.json"));
    add("state.json: a link to outside the run's folder", link("state.json"));
    add("state.json: phase is missing", text("state.json", "{}"));
    add("state.json: phase is 7", text("state.json", "{\"phase\":7}"));
    add(
        "state.json: pid is \"many\", expected a number",
        text("state.json", "{\"phase\":\"running\",\"pid\":\"many\"}"));
    add(
        "state.json: pid is \"Infinity\"",
        text("state.json", "{\"phase\":\"running\",\"pid\":1e400}"));
    add("metrics.jsonl: not UTF-8", bytes("metrics.jsonl", LATIN_1));
    add("metrics.jsonl: a folder, expected a file", folder("metrics.jsonl"));
    add("steps.jsonl: a folder, expected a file", folder("steps.jsonl"));
    add("embeddings/examples.json: not UTF-8", bytes("embeddings/examples.json", LATIN_1));
    add(
        "embeddings/examples.json: labels are missing",
        text("embeddings/examples.json", "{\"class_names\":[]}"));
    add(
        "embeddings/examples.json: count is 2147483647",
        examples("\"count\" : 200", "\"count\" : 2147483647"));
    add(
        "embeddings/examples.json: label of example 0 is -1",
        examples("\"labels\" : \\[ 0", "\"labels\" : [ -1"));
    add(
        "embeddings/examples.json: label of example 0 is 99",
        examples("\"labels\" : \\[ 0", "\"labels\" : [ 99"));
    add(
        "embeddings/examples.json: image_shape is [100000,100000,3]",
        examples("\"image_shape\" : \\[[^\\]]*\\]", "\"image_shape\" : [100000,100000,3]"));
    add("embeddings/epoch-003.json: not UTF-8", bytes("embeddings/epoch-003.json", LATIN_1));
    add(
        "embeddings/epoch-003.json: not the metrics of epoch 3",
        text("embeddings/epoch-003.json", "{\"epoch\":3,\"histogram\":7}"));
  }

  private void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  @Test
  void whatIsWrongWithOneIsSaidOfThatOneAlone() throws Exception {
    addAll();
    Map<String, String> problems = new LinkedHashMap<>();
    for (Map.Entry<String, Change> change : changes.entrySet()) {
      String id = "odd-" + problems.size();
      copy(runs().resolve("good"), runs().resolve(id));
      change.getValue().apply(runs().resolve(id));
      problems.put(id, change.getKey());
    }
    try (Background dashboard = new Background("dashboard", runs().toString())) {
      URI link = dashboard.link();
      JsonNode all = json(link, "/api/runs");
      assertThat(all).hasSize(problems.size() + 1);
      for (JsonNode run : all) {
        String id = run.get("id").asString();
        assertThat(run.get("state").get("phase").asString()).isNotEmpty();
        assertThat(run.has("problems") && id.equals("good")).isFalse();
        JsonNode details = json(link, "/api/runs/" + id);
        if (problems.containsKey(id)) {
          assertThat(texts(details.get("problems")))
              .as(id)
              .anyMatch(line -> line.startsWith(problems.get(id)));
        }
        assertThat(details.get("config").isObject()).isTrue();
        assertThat(details.get("epochs").isArray()).isTrue();
        assertAnswersAreJson(link, id);
      }
      assertThat(json(link, "/api/runs/good").get("frames")).hasSize(4);
      assertThat(json(link, "/api/runs/odd-0").get("frames")).hasSize(4); // its config alone is odd
    }
  }

  private static List<String> texts(JsonNode lines) {
    return lines.valueStream().map(JsonNode::asString).toList();
  }

  /** Whatever the status, and none that says that the server is at fault. */
  private void assertAnswersAreJson(URI link, String id) throws Exception {
    for (String path :
        List.of(
            "/triplets",
            "/frames/3/points",
            "/frames/3/neighbors/7",
            "/frames/3/mistakes",
            "/examples/7.png")) {
      HttpResponse<byte[]> answer = get(link, "/api/runs/" + id + path);
      assertThat(answer.statusCode()).as(id + path).isIn(200, 404, 422);
      if (answer.statusCode() != 200) {
        assertThat(JSON.readTree(answer.body()).get("error").asString()).isNotEmpty();
      }
    }
  }

  @Test
  void filesOfTheSpaceAndTripletsThatCannotBeReadAreNamed() throws Exception {
    Path run = runs().resolve("good");
    byte[] frame = Files.readAllBytes(run.resolve("embeddings/epoch-003.f16"));
    try (Background dashboard = new Background("dashboard", runs().toString())) {
      URI link = dashboard.link();
      Files.write(run.resolve("embeddings/epoch-003.f16"), new byte[] {1, 2, 3});
      assertError(422, "epoch-003.f16: found 3 bytes", get(link, "/api/runs/good/frames/3/points"));
      frame[0] = 0;
      frame[1] = 0x7c; // infinity
      Files.write(run.resolve("embeddings/epoch-003.f16"), frame);
      assertError(422, "not finite", get(link, "/api/runs/good/frames/3/neighbors/1"));
      Files.write(run.resolve("triplets.json"), LATIN_1);
      assertError(422, "triplets.json: not UTF-8", get(link, "/api/runs/good/triplets"));
      Files.writeString(run.resolve("triplets.json"), "{\"triplets\":[{\"anchor\":3}]}");
      assertError(422, "triplets.json: anchor is 3", get(link, "/api/runs/good/triplets"));
      Files.delete(run.resolve("embeddings/images.u8"));
      Files.createSymbolicLink(
          run.resolve("embeddings/images.u8"), folder.resolve("data/train-images-idx3-ubyte.gz"));
      assertError(422, "images.u8: a link to outside", get(link, "/api/runs/good/examples/1.png"));
      assertThat(json(link, "/api/runs")).hasSize(1);
    }
  }

  @Test
  void aFolderOfAnotherRunIsNoWayOutEither() throws Exception {
    copy(runs().resolve("good"), runs().resolve("linked"));
    Path embeddings = runs().resolve("linked/embeddings");
    Files.move(embeddings, folder.resolve("elsewhere"));
    Files.createSymbolicLink(embeddings, folder.resolve("elsewhere"));
    Files.createSymbolicLink(runs().resolve("known-by-another-name"), runs().resolve("good"));
    try (Background dashboard = new Background("dashboard", runs().toString())) {
      URI link = dashboard.link();
      assertError(422, "a link to outside", get(link, "/api/runs/linked/frames/3/points"));
      assertThat(texts(json(link, "/api/runs/linked").get("problems")))
          .anyMatch(line -> line.contains("a link to outside"));
      // The link that the user made to a run is followed: what is in it is the run's.
      assertThat(json(link, "/api/runs/known-by-another-name").get("frames")).hasSize(4);
    }
  }

  @Test
  void linesThatAreNoneAreLeftOut() throws Exception {
    Path run = runs().resolve("good");
    Files.writeString(
        run.resolve("metrics.jsonl"),
        "{\"epoch\":1,\"loss\":0.5}\n\n{\"epo\nnull\n[]\n{\"loss\":1}\n{\"epoch\":\"x\"}\n"
            + "{\"epoch\":2,\"loss\":\"NaN\",\"active\":[1],\"seconds\":1e400}\n{\"epoch\":3,\"lo");
    Files.writeString(
        run.resolve("steps.jsonl"), "{\"epoch\":1,\"step\":{}}\n{\"epoch\":1,\"step\":2}\n");
    try (Background dashboard = new Background("dashboard", runs().toString())) {
      JsonNode shown = json(dashboard.link(), "/api/runs/good");
      assertThat(shown.get("epochs").toString())
          .isEqualTo("[{\"epoch\":1,\"loss\":0.5},{\"epoch\":2}]");
      assertThat(shown.get("steps")).hasSize(1);
    }
  }

  @Test
  void namesOfFoldersMayHaveAnythingInThem() throws Exception {
    List<String> names =
        new ArrayList<>(
            List.of("a b", "100%", "%41", "a;b", "a?b#c", "a\\b", "ü", "'\"<b>", "..x", "a+b"));
    for (String name : names) {
      Files.createDirectories(runs().resolve(name));
      Files.writeString(runs().resolve(name).resolve("config.json"), ANY);
    }
    try (Background dashboard = new Background("dashboard", runs().toString())) {
      URI link = dashboard.link();
      assertThat(json(link, "/api/runs")).hasSize(names.size() + 1);
      for (String name : names) {
        String path = new URI(null, null, "/" + name, null).getRawPath().substring(1);
        path = path.replace(";", "%3B").replace("+", "%2B");
        assertThat(json(link, "/api/runs/" + path).get("id").asString()).isEqualTo(name);
      }
      assertError(400, "Bad Request", get(link, "/api/runs/a%00b"));
      assertError(404, "no run", get(link, "/api/runs/%2e%2e"));
      assertError(404, "no run", get(link, "/api/runs/good%2fembeddings"));
    }
  }

  @Test
  void whatNobodyMayReadIsShownAsSuch() throws Exception {
    assumeTrue(!"root".equals(System.getProperty("user.name")), "root may read everything");
    copy(runs().resolve("good"), runs().resolve("closed"));
    copy(runs().resolve("good"), runs().resolve("half-closed"));
    var none = PosixFilePermissions.fromString("---------");
    Files.setPosixFilePermissions(runs().resolve("half-closed/state.json"), none);
    Files.setPosixFilePermissions(runs().resolve("closed"), none);
    try (Background dashboard = new Background("dashboard", runs().toString())) {
      URI link = dashboard.link();
      assertThat(json(link, "/api/runs")).hasSize(3);
      assertThat(texts(json(link, "/api/runs/closed").get("problems")))
          .contains("config.json: access denied");
      assertThat(texts(json(link, "/api/runs/half-closed").get("problems")))
          .contains("state.json: access denied");
    } finally {
      Files.setPosixFilePermissions(
          runs().resolve("closed"), PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** A program that has ended, whose number another one has by now. */
  @Test
  void aRunIsLostWhenAnotherProcessHasItsNumber() throws Exception {
    long here = ProcessHandle.current().pid();
    String started = ProcessHandle.current().info().startInstant().orElseThrow().toString();
    Path state = runs().resolve("good/state.json");
    String text = "{\"phase\":\"evaluating\",\"pid\":%d,\"process_started\":\"%s\"}";
    try (Background dashboard = new Background("dashboard", runs().toString())) {
      URI link = dashboard.link();
      Files.writeString(state, text.formatted(here, started));
      assertThat(phase(link)).isEqualTo("evaluating");
      Files.writeString(state, text.formatted(here, "2020-01-01T00:00:00Z"));
      assertThat(phase(link)).isEqualTo("lost");
      Files.writeString(state, "{\"phase\":\"judging\",\"pid\":%d}".formatted(here));
      assertThat(phase(link)).isEqualTo("evaluating"); // as older versions wrote it
      Files.writeString(state, text.formatted(-1, started));
      assertThat(phase(link)).isEqualTo("lost");
    }
  }

  private String phase(URI link) throws Exception {
    return json(link, "/api/runs").get(0).get("state").get("phase").asString();
  }

  @Test
  void aRunSaysWhenItsProcessStarted() throws Exception {
    JsonNode state = JSON.readTree(Files.readString(runs().resolve("good/state.json")));
    assertThat(state.get("process_started").asString())
        .isEqualTo(ProcessHandle.current().info().startInstant().orElseThrow().toString());
  }
}
