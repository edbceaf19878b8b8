package io.tercet.app.dashboard;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** JSON responses for errors detected by the HTTP server, before a request reaches a handler. */
final class JsonErrors extends ErrorHandler {
  private final SecurityHeaders headers;

  JsonErrors(SecurityHeaders headers) {
    this.headers = headers;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    addHeaders(response.getHeaders());
    response.write(true, ByteBuffer.wrap(Answers.errorBytes(line(code, message))), callback);
  }

  private void addHeaders(HttpFields.Mutable fields) {
    fields.put(HttpHeader.CONTENT_TYPE, "application/json");
    headers.forEach(fields::put);
  }

  private static String line(int code, @Nullable String message) {
    return Objects.requireNonNullElse(message, HttpStatus.getMessage(code));
  }
}
