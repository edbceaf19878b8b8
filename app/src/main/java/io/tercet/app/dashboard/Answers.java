package io.tercet.app.dashboard;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** JSON responses, including errors. */
final class Answers {
  private static final String JSON_TYPE = "application/json";

  private Answers() {}

  static void json(Context request, JsonNode value) {
    request.contentType(JSON_TYPE).result(RunFiles.JSON.writeValueAsString(value));
  }

  /** Responds with JSON, or with 304 if it matches the client's ETag. */
  static void jsonIfChanged(Context request, JsonNode value) {
    byte[] content = RunFiles.JSON.writeValueAsBytes(value);
    String tag = "\"" + digest(content) + "\"";
    request.header("ETag", tag);
    if (tag.equals(request.header("If-None-Match"))) {
      request.status(HttpStatus.NOT_MODIFIED);
    } else {
      request.contentType(JSON_TYPE).result(content);
    }
  }

  private static String digest(byte[] content) {
    try {
      byte[] whole = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(whole, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform provides it
    }
  }

  static void error(Context request, int status, String message) {
    request.status(status);
    json(request, RunFiles.JSON.createObjectNode().put("error", message));
  }

  /** Responds with the status and message for an exception. */
  static void error(Context request, Exception exception) {
    switch (exception) {
      case HttpResponseException http -> error(request, http.getStatus(), message(http));
      case NoSuchFileException _ -> error(request, 404, "no longer there"); // deleted concurrently
      case UnreadableException unreadable -> error(request, 422, message(unreadable));
      case BusyException busy -> error(request, 503, message(busy));
      case IOException io -> error(request, 500, "cannot be read: " + io.getMessage());
      default -> error(request, 500, "internal error, please report it: " + exception);
    }
  }

  private static String message(Exception exception) {
    return Objects.requireNonNullElse(exception.getMessage(), exception.toString());
  }

  /** An error response as bytes, for errors outside a request context. */
  static byte[] errorBytes(String message) {
    return RunFiles.JSON
        .createObjectNode()
        .put("error", message)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }
}
