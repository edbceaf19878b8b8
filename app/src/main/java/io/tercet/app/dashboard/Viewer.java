package io.tercet.app.dashboard;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The events that wait for one viewer. Whoever sends never waits: what does not fit is lost, and
 * the viewer is told so once there is room, to ask for all again.
 */
final class Viewer {
  private static final int ROOM = 256;

  private final BlockingQueue<Event> waiting;
  private boolean lost;

  /**
   * Something that happened.
   *
   * @param name kind of the event
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

  /** The next event, or null if none comes in that time. */
  @Nullable Event next(int seconds) throws InterruptedException {
    return waiting.poll(seconds, TimeUnit.SECONDS);
  }
}
