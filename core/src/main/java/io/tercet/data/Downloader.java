package io.tercet.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/**
 * Fetches gzipped files from mirrors. A mirror is tried again after a passing fault (a 5xx answer,
 * a broken or stalled connection), then the next one. What comes is checked against the SHA-256 of
 * its decompressed bytes before it is moved into place.
 */
final class Downloader {
  private static final int ATTEMPTS = 3;
  private static final int MAX_BYTES = 64 << 20;

  private final List<URI> mirrors;
  private final Duration patience;
  private final Duration pause;

  /**
   * @param mirrors base addresses, best first
   * @param patience how long to wait for a connection, an answer or the next bytes
   * @param pause how long to wait before another attempt at the same mirror
   */
  Downloader(List<URI> mirrors, Duration patience, Duration pause) {
    this.mirrors = List.copyOf(mirrors);
    this.patience = patience;
    this.pause = pause;
  }

  /** A fault that another attempt at the same mirror may not meet. */
  private static final class PassingFault extends IOException {
    private static final long serialVersionUID = 1L;

    PassingFault(String message) {
      super(message);
    }
  }

  /**
   * Fetches {@code name} to {@code target}.
   *
   * @param sha256 digest of the decompressed bytes, in hexadecimal
   * @throws DataException if no mirror has it; the message says why for each
   */
  void fetch(String name, String sha256, Path target, DownloadListener listener)
      throws IOException {
    StringBuilder reasons = new StringBuilder();
    for (URI mirror : mirrors) {
      try {
        byte[] content = fetchChecked(mirror, name, sha256, listener);
        WholeFile.write(target, out -> out.write(content));
        return;
      } catch (DataException e) {
        reasons.append(reasons.isEmpty() ? "" : "; ").append(e.getMessage());
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

  private byte[] fetchChecked(URI mirror, String name, String sha256, DownloadListener listener)
      throws IOException {
    URI address = mirror.resolve(name);
    for (int attempt = 1; ; attempt++) {
      try {
        byte[] content = get(address, name, listener);
        check(address, content, sha256);
        return content;
      } catch (PassingFault e) {
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

  private byte[] get(URI address, String name, DownloadListener listener) throws IOException {
    HttpClient client = connect();
    try {
      return get(client, address, name, listener);
    } finally {
      client.shutdownNow();
    }
  }

  private byte[] get(HttpClient client, URI address, String name, DownloadListener listener)
      throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    AtomicLong received = new AtomicLong();
    HttpRequest request = HttpRequest.newBuilder(address).timeout(patience).build();
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(
            request,
            info -> {
              long total = info.headers().firstValueAsLong("content-length").orElse(-1);
              return BodySubscribers.ofByteArrayConsumer(bytes ->
                  bytes.ifPresent(block -> {
                    if (content.size() + block.length > MAX_BYTES) {
                      throw new IllegalStateException("more than " + MAX_BYTES + " bytes");
                    }
                    content.writeBytes(block);
                    received.set(content.size());
                    listener.progressed(name, content.size(), total);
                  }));
            });
    int status = await(answer, received, address).statusCode();
    if (status >= 500) {
      throw new PassingFault("%s answered %d".formatted(address, status));
    }
    if (status != 200) {
      throw new DataException("%s answered %d, expected 200".formatted(address, status));
    }
    return content.toByteArray();
  }

  /** Waits as long as bytes keep coming. */
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
          throw new PassingFault(address + " stalled after " + now + " bytes");
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

  /** An address that does not exist or does not answer stays so; anything else may pass. */
  private static IOException fault(URI address, Throwable cause) {
    String text =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    if (cause instanceof ConnectException) {
      return new DataException(address + " cannot be reached", cause);
    }
    if (cause instanceof IOException) {
      return new PassingFault(address + ": " + text);
    }
    return new DataException(address + ": " + text, cause);
  }

  private static void check(URI address, byte[] content, String sha256) throws IOException {
    String found = digest(address, content);
    if (!found.equals(sha256)) {
      throw new DataException(
          "%s: SHA-256 of the decompressed bytes is %s, expected %s"
              .formatted(address, found, sha256));
    }
  }

  private static String digest(URI address, byte[] content) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new DataException(address + ": not a gzip file: " + e.getMessage(), e);
    }
  }
}
