package io.tercet.app.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * An LRU cache of values computed from files. Concurrent requests for a key wait for the first
 * computation. Thread-safe.
 */
final class Remembered<V> {
  /** Computes a value. */
  interface Source<V> {
    V find() throws IOException;
  }

  private final Map<Object, CompletableFuture<V>> known;

  /**
   * @param most maximum number of cached values
   */
  Remembered(int most) {
    known =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Object, CompletableFuture<V>> eldest) {
            return size() > most;
          }
        };
  }

  /** The value of a key. Failures are not cached. */
  V get(Object key, Source<V> source) throws IOException {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> there = firstOr(key, mine);
    if (there == null) {
      return find(key, source, mine);
    }
    try {
      return there.join();
    } catch (CompletionException e) {
      return source.find(); // the other computation failed, perhaps for a temporary reason
    }
  }

  private synchronized @Nullable CompletableFuture<V> firstOr(
      Object key, CompletableFuture<V> mine) {
    return known.putIfAbsent(key, mine);
  }

  private V find(Object key, Source<V> source, CompletableFuture<V> mine) throws IOException {
    try {
      V found = source.find();
      mine.complete(found);
      return found;
    } catch (IOException | RuntimeException | Error e) {
      forget(key, mine);
      mine.completeExceptionally(e instanceof IOException io ? new UncheckedIOException(io) : e);
      throw e;
    }
  }

  private synchronized void forget(Object key, CompletableFuture<V> mine) {
    known.remove(key, mine);
  }
}
