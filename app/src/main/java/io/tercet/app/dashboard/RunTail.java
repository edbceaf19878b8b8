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
 * Follows the files of a run and turns additions into events. Training only writes files; it
 * neither knows of viewers nor waits for them.
 */
final class RunTail {
  private final RunFiles run;
  private final GrowingLines steps;
  private final GrowingLines epochs;
  private final Set<Integer> frames = new HashSet<>();
  private String state = "";
  private FileKey triplets;
  private boolean gone;

  /** Starts following; existing content causes no events. */
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

  /** The events since the last call. Unreadable files are skipped. */
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
    boolean stepsCut = steps.wasCut();
    if (epochs.wasCut() || stepsCut) { // the run was resumed: viewers load it again
      events.clear();
      events.add(new Event("lost", "{}"));
    }
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
    List<Integer> there = or(run::epochs, List.<Integer>of());
    frames.retainAll(there);
    for (int epoch : there) {
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

  /** The value, or {@code otherwise} while it cannot be read; the next poll tries again. */
  private static <T> T or(Remembered.Source<T> source, T otherwise) {
    try {
      return source.find();
    } catch (IOException | RuntimeException e) {
      return otherwise;
    }
  }
}
