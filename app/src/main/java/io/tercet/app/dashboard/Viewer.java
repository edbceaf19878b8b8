package io.tercet.app.dashboard;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The bounded event queue of one viewer. Senders never block: on overflow events are dropped, and a
 * "lost" event makes the viewer reload everything.
 */
final class Viewer {
  private static final int ROOM = 256;

  private final BlockingQueue<Event> waiting;
  private boolean lost;

  /**
   * An event.
   *
   * @param name type of the event
   * @param data JSON
   */
  record Event(String name, String data) {}

  Viewer() {
    this(ROOM);
  }

  Viewer(int room) {
    waiting = new ArrayBlockingQueue<>(room);
  }

  synchronized void send(Event event) {
    if (lost && waiting.offer(new Event("lost", "{}"))) {
      lost = false;
    }
    if (lost || !waiting.offer(event)) {
      lost = true;
    }
  }

  /** The next event, or null on timeout. */
  @Nullable Event next(int seconds) throws InterruptedException {
    return waiting.poll(seconds, TimeUnit.SECONDS);
  }
}
