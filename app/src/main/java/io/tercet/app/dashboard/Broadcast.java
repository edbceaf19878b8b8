package io.tercet.app.dashboard;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Polls each run that has viewers, once for all of them. */
final class Broadcast implements AutoCloseable {
  private static final long MILLISECONDS = 200;

  private final Map<Path, Followed> followed = new HashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("tercet-dashboard").factory());

  /** A run and its viewers. Reading its files does not block viewers of other runs. */
  private static final class Followed {
    private final Path folder;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private @Nullable RunTail tail;

    Followed(Path folder) {
      this.folder = folder;
    }

    /** Starts following; no event after the return is missed. */
    synchronized RunTail start() {
      RunTail there = tail;
      if (there == null) {
        there = new RunTail(new RunFiles(folder));
        tail = there;
      }
      return there;
    }

    synchronized void poll() {
      for (Viewer.Event event : start().poll()) {
        viewers.forEach(viewer -> viewer.send(event));
      }
    }
  }

  Broadcast() {
    var _ =
        clock.scheduleWithFixedDelay(this::poll, MILLISECONDS, MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  void add(Path folder, Viewer viewer) {
    Followed run;
    synchronized (this) {
      run = followed.computeIfAbsent(folder, Followed::new);
      run.viewers.add(viewer);
    }
    var _ = run.start();
  }

  synchronized void remove(Path folder, Viewer viewer) {
    Followed run = followed.get(folder);
    if (run != null && run.viewers.remove(viewer) && run.viewers.isEmpty()) {
      followed.remove(folder);
    }
  }

  private synchronized List<Followed> all() {
    return List.copyOf(followed.values());
  }

  private void poll() {
    for (Followed run : all()) {
      try {
        run.poll();
      } catch (RuntimeException | OutOfMemoryError e) {
        // Only this run and this time: an exception would cancel the scheduled task for all.
      }
    }
  }

  /** Sends all viewers a final event. */
  @Override
  public void close() {
    clock.shutdownNow();
    for (Followed run : all()) {
      run.viewers.forEach(viewer -> viewer.send(new Viewer.Event("end", "{}")));
    }
  }
}
