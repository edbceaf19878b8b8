package io.tercet.app.dashboard;

import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to up to {@value #MOST} viewers until they disconnect, each on its own virtual
 * thread: the server's threads are for short responses.
 */
final class EventStreams implements AutoCloseable {
  private static final int MOST = 100;
  private static final int HEARTBEAT_SECONDS = 10;
  private static final int RETRY_SECONDS = 10;

  private final Broadcast broadcast = new Broadcast();
  private final Semaphore places = new Semaphore(MOST);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("tercet-viewer-", 0).factory());
  private volatile boolean closed;

  /**
   * Starts a stream.
   *
   * @throws ServiceUnavailableResponse if there are too many viewers
   */
  void follow(Context request, Path folder) {
    if (!places.tryAcquire()) {
      request.header("Retry-After", String.valueOf(RETRY_SECONDS));
      throw new ServiceUnavailableResponse(
          "the maximum of "
              + MOST
              + " live viewers is reached; this page updates live once one disconnects");
    }
    HttpServletResponse response = request.res();
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("text/event-stream");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader("X-Accel-Buffering", "no"); // tells proxies not to buffer events
    request.async(
        task -> task.executor = threads,
        () -> {
          try {
            send(response, folder);
          } finally {
            places.release();
          }
        });
  }

  private void send(HttpServletResponse response, Path folder) throws InterruptedException {
    Viewer viewer = new Viewer();
    broadcast.add(folder, viewer);
    try {
      write(response, new Viewer.Event("hello", "{}"));
      while (!closed) {
        write(response, viewer.next(HEARTBEAT_SECONDS));
      }
    } catch (IOException e) {
      // The client disconnected.
    } finally {
      broadcast.remove(folder, viewer);
    }
  }

  private static void write(HttpServletResponse response, Viewer.@Nullable Event event)
      throws IOException {
    String text =
        event == null
            ? ": keep-alive\n\n"
            : "event: " + event.name() + "\ndata: " + event.data() + "\n\n";
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    response.flushBuffer();
  }

  @Override
  public void close() {
    closed = true;
    broadcast.close();
    threads.shutdownNow();
  }
}
