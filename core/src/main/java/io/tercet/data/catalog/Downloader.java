package io.tercet.data.catalog;

import io.tercet.data.DataException;
import io.tercet.io.TemporaryFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Downloads files from mirrors. After a transient fault (a 5xx response, a broken or stalled
 * connection) the same mirror is retried, then the next one is tried. The checksum is verified
 * before the file is moved into place.
 */
final class Downloader {
  private static final int ATTEMPTS = 3;
  private static final long MAX_BYTES = 1L << 30;

  private final List<URI> mirrors;
  private final Duration patience;
  private final Duration pause;

  /**
   * @param mirrors base addresses, in order of preference
   * @param patience timeout for a connection, a response or the next bytes
   * @param pause delay before another attempt at the same mirror
   */
  Downloader(List<URI> mirrors, Duration patience, Duration pause) {
    this.mirrors = List.copyOf(mirrors);
    this.patience = patience;
    this.pause = pause;
  }

  /** A transient fault, worth another attempt at the same mirror. */
  private static final class TransientFault extends IOException {
    private static final long serialVersionUID = 1L;

    TransientFault(String message) {
      super(message);
    }
  }

  /** A failure to write the received bytes; other mirrors would not help. */
  private static final class WriteFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WriteFailure(IOException cause) {
      super(cause);
    }
  }

  /**
   * Downloads {@code name} to {@code target}, atomically.
   *
   * @throws DataException if no mirror provides it; the message gives the reason for each
   * @throws FileSystemException if it cannot be written, for instance to a full disk; it names the
   *     target
   */
  void fetch(String name, Checksum checksum, Path target, DownloadListener listener)
      throws IOException {
    TemporaryFile.sweep(target.toAbsolutePath().resolveSibling(""));
    StringBuilder reasons = new StringBuilder();
    try (TemporaryFile temporary = TemporaryFile.beside(target)) {
      for (URI mirror : mirrors) {
        try {
          fetchChecked(mirror, name, checksum, temporary.channel(), listener);
          temporary.moveTo(target);
          return;
        } catch (DataException e) {
          reasons.append(reasons.isEmpty() ? "" : "; ").append(e.getMessage());
        } catch (WriteFailure e) {
          String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
          FileSystemException named = new FileSystemException(target.toString(), null, reason);
          named.initCause(e);
          throw named;
        }
      }
    }
    throw new DataException("could not download " + name + ": " + reasons);
  }

  private HttpClient connect() {
    return HttpClient.newBuilder()
        .connectTimeout(patience)
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build();
  }

  private void fetchChecked(
      URI mirror, String name, Checksum checksum, FileChannel file, DownloadListener listener)
      throws IOException {
    URI address = mirror.resolve(name);
    for (int attempt = 1; ; attempt++) {
      try {
        get(address, name, file, listener);
        checksum.check(address.toString(), Channels.newInputStream(file.position(0)));
        return;
      } catch (TransientFault e) {
        if (attempt == ATTEMPTS) {
          throw new DataException("%s (%d attempts)".formatted(e.getMessage(), ATTEMPTS), e);
        }
        sleep();
      }
    }
  }

  private void sleep() throws IOException {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while downloading");
  }

  private void get(URI address, String name, FileChannel content, DownloadListener listener)
      throws IOException {
    HttpClient client = connect();
    try {
      content.truncate(0);
      get(client, address, name, content, listener);
      content.force(true);
    } finally {
      client.shutdownNow();
    }
  }

  private void get(
      HttpClient client, URI address, String name, FileChannel content, DownloadListener listener)
      throws IOException {
    AtomicLong received = new AtomicLong();
    HttpRequest request = HttpRequest.newBuilder(address).timeout(patience).build();
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(
            request,
            info -> {
              long total = info.headers().firstValueAsLong("content-length").orElse(-1);
              return BodySubscribers.ofByteArrayConsumer(bytes ->
                  bytes.ifPresent(block -> {
                    write(block, content, received);
                    listener.progressed(name, received.get(), total);
                  }));
            });
    int status = await(answer, received, address).statusCode();
    if (status >= 500) {
      throw new TransientFault("%s answered %s".formatted(address, status));
    }
    if (status != 200) {
      throw new DataException("%s answered %d, expected 200".formatted(address, status));
    }
  }

  private static void write(byte[] block, FileChannel content, AtomicLong received) {
    if (received.addAndGet(block.length) > MAX_BYTES) {
      throw new IllegalStateException("more than " + MAX_BYTES + " bytes");
    }
    try {
      ByteBuffer buffer = ByteBuffer.wrap(block);
      while (buffer.hasRemaining()) {
        content.write(buffer);
      }
    } catch (IOException e) {
      throw new WriteFailure(e);
    }
  }

  /** Waits as long as bytes keep arriving. */
  private HttpResponse<Void> await(
      CompletableFuture<HttpResponse<Void>> answer, AtomicLong received, URI address)
      throws IOException {
    long before = -1;
    while (true) {
      try {
        return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long now = received.get();
        if (now == before) {
          answer.cancel(true);
          throw new TransientFault(address + " stalled after " + now + " bytes");
        }
        before = now;
      } catch (InterruptedException e) {
        answer.cancel(true);
        throw interrupted();
      } catch (ExecutionException e) {
        throw fault(address, Objects.requireNonNullElse(e.getCause(), e));
      }
    }
  }

  /** An unknown or unreachable address is permanent; everything else may be transient. */
  private static IOException fault(URI address, Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof WriteFailure unwritten) {
        throw unwritten;
      }
    }
    String text =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    if (cause instanceof ConnectException) {
      return new DataException(address + " cannot be reached", cause);
    }
    if (cause instanceof IOException) {
      return new TransientFault(address + ": " + text);
    }
    return new DataException(address + ": " + text, cause);
  }
}
