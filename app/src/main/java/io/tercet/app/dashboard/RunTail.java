package io.tercet.app.dashboard;

import io.tercet.app.dashboard.Viewer.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Follows the files of a run and makes events of what is new in them. Training only writes files:
 * it neither knows nor waits for who looks.
 */
final class RunTail {
  private final RunFiles run;
  private final GrowingLines steps;
  private final GrowingLines epochs;
  private final Set<Integer> frames = new HashSet<>();
  private String state = "";
  private FileKey triplets;
  private boolean gone;

  /** From now on: what is there already makes no events. */
  RunTail(RunFiles run) {
    this.run = run;
    triplets = FileKey.of(run.triplets());
    steps = new GrowingLines(run.own(), run.steps());
    epochs = new GrowingLines(run.own(), run.metrics());
    frames.addAll(or(run::epochs, List.<Integer>of()));
    List<Event> there;
    do {
      there = poll();
    } while (!there.isEmpty() && !gone);
  }

  /** What is new since the last call. What cannot be read is left out, the rest is not. */
  List<Event> poll() {
    List<Event> events = new ArrayList<>();
    if (!Files.isDirectory(run.folder())) {
      boolean known = gone;
      gone = true;
      return known ? List.of() : List.of(new Event("gone", "{}"));
    }
    gone = false;
    steps.poll().forEach(line -> events.add(new Event("step", line.toString())));
    epochs.poll().forEach(line -> events.add(new Event("epoch", line.toString())));
    addFrames(events);
    FileKey there = FileKey.of(run.triplets());
    if (!there.equals(triplets)) {
      triplets = there;
      events.add(new Event("triplets", "{}"));
    }
    addState(events);
    return events;
  }

  private void addFrames(List<Event> events) {
    for (int epoch : or(run::epochs, List.<Integer>of())) {
      if (!frames.contains(epoch)) {
        Optional<ObjectNode> figures =
            or(() -> Figures.of(run, Space.of(run), epoch), Optional.<ObjectNode>empty());
        if (figures.isPresent()) {
          frames.add(epoch);
          events.add(new Event("frame", figures.get().toString()));
        }
      }
    }
  }

  private void addState(List<Event> events) {
    ObjectNode unreadable = RunFiles.JSON.createObjectNode().put("phase", "unreadable");
    String now = or(run::readState, unreadable).toString();
    if (!now.equals(state)) {
      state = now;
      events.add(new Event("state", now));
    }
  }

  /** The value, or {@code otherwise} while it cannot be had: the next look will tell. */
  private static <T> T or(Remembered.Source<T> source, T otherwise) {
    try {
      return source.find();
    } catch (IOException | RuntimeException e) {
      return otherwise;
    }
  }
}
