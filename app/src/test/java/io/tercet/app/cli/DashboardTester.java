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
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** Asks a dashboard as a program would. */
abstract class DashboardTester extends CommandLineTester {
  final HttpClient client = HttpClient.newHttpClient();

  Path runs() {
    return folder.resolve("runs");
  }

  void trainOne(String name) {
    assertThat(train("runs/" + name, "--no-evaluation")).isZero();
  }

  HttpResponse<byte[]> get(URI link, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(link.resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  JsonNode json(URI link, String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = get(link, path);
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  void assertError(int status, String message, HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(JSON.readTree(answer.body()).get("error").asString()).contains(message);
  }

  JsonNode post(URI link, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(link.resolve(path))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return JSON.readTree(client.send(request, BodyHandlers.ofByteArray()).body());
  }

  /** The first line of an answer; the JDK's client does not let go of its own Host header. */
  static String rawStatus(URI link, String host) throws IOException {
    try (Socket socket = ask(link, "/api/runs", host, "Connection: close")) {
      byte[] answer = socket.getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
    }
  }

  /** Asks, and leaves it to others to read. */
  static Socket ask(URI link, String path, String host, String header) throws IOException {
    Socket socket = new Socket(link.getHost(), link.getPort());
    String lines =
        String.join("\r\n", "GET " + path + " HTTP/1.1", "Host: " + host, header, "", "");
    socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
