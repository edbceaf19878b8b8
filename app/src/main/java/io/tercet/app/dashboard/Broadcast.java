package io.tercet.app.dashboard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Follows each run that somebody looks at, once for all its viewers. */
final class Broadcast implements AutoCloseable {
  private static final long MILLISECONDS = 200;

  private final Map<Path, Followed> followed = new HashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("tercet-dashboard").factory());

  private record Followed(RunTail tail, Set<Viewer> viewers) {}

  Broadcast() {
    var _ =
        clock.scheduleWithFixedDelay(this::poll, MILLISECONDS, MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  synchronized void add(Path folder, Viewer viewer) throws IOException {
    Followed run = followed.get(folder);
    if (run == null) {
      run = new Followed(new RunTail(new RunFiles(folder)), new HashSet<>());
      followed.put(folder, run);
    }
    run.viewers.add(viewer);
  }

  synchronized void remove(Path folder, Viewer viewer) {
    Followed run = followed.get(folder);
    if (run != null && run.viewers.remove(viewer) && run.viewers.isEmpty()) {
      followed.remove(folder);
    }
  }

  private synchronized void poll() {
    for (Followed run : followed.values()) {
      List<Viewer.Event> events;
      try {
        events = run.tail.poll();
      } catch (IOException | RuntimeException e) {
        continue; // a file that is being deleted or replaced: the next look will tell
      }
      for (Viewer.Event event : events) {
        run.viewers.forEach(viewer -> viewer.send(event));
      }
    }
  }

  /** Wakes all viewers, for the last time. */
  @Override
  public synchronized void close() {
    clock.shutdownNow();
    for (Followed run : followed.values()) {
      run.viewers.forEach(viewer -> viewer.send(new Viewer.Event("end", "{}")));
    }
  }
}
