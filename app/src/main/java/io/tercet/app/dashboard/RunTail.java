package io.tercet.app.dashboard;

import io.tercet.app.dashboard.Viewer.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Follows the files of a run and makes events of what is new in them. Training only writes files:
 * it neither knows nor waits for who looks.
 */
final class RunTail {
  /** Bytes taken from a file at once. */
  private static final int MOST = 1 << 20;

  private final RunFiles run;
  private final Lines steps;
  private final Lines epochs;
  private final Set<Integer> frames = new HashSet<>();
  private String state = "";
  private FileTime triplets = FileTime.fromMillis(0);
  private boolean gone;

  /** From now on: what is there already makes no events. */
  RunTail(RunFiles run) throws IOException {
    this.run = run;
    steps = new Lines(run.steps());
    epochs = new Lines(run.metrics());
    frames.addAll(run.frames().epochs());
    List<Event> there;
    do {
      there = poll();
    } while (!there.isEmpty() && !gone);
  }

  /** What is new since the last call. */
  List<Event> poll() throws IOException {
    List<Event> events = new ArrayList<>();
    if (!Files.isDirectory(run.folder())) {
      boolean known = gone;
      gone = true;
      return known ? List.of() : List.of(new Event("gone", "{}"));
    }
    steps.poll().forEach(line -> events.add(new Event("step", line.toString())));
    epochs.poll().forEach(line -> events.add(new Event("epoch", line.toString())));
    for (int epoch : run.frames().epochs()) {
      if (frames.add(epoch)) {
        run.figures(epoch).ifPresent(figures -> events.add(new Event("frame", figures.toString())));
      }
    }
    FileTime changed = changed(run.triplets());
    if (!changed.equals(triplets)) {
      triplets = changed;
      events.add(new Event("triplets", "{}"));
    }
    String now = run.readState().toString();
    if (!now.equals(state)) {
      state = now;
      events.add(new Event("state", now));
    }
    return events;
  }

  private static FileTime changed(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file);
    } catch (NoSuchFileException e) {
      return FileTime.fromMillis(0);
    }
  }

  /** New whole lines of a file that grows. */
  private static final class Lines {
    private final Path path;
    private long read;

    Lines(Path path) {
      this.path = path;
    }

    List<ObjectNode> poll() throws IOException {
      try (FileChannel file = FileChannel.open(path)) {
        if (file.size() < read) {
          read = 0; // written anew
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MOST, file.size() - read));
        int count = 0;
        while (bytes.hasRemaining() && count >= 0) {
          count = file.read(bytes, read + bytes.position());
        }
        byte[] content = bytes.array();
        int end = bytes.position();
        while (end > 0 && content[end - 1] != '\n') {
          end--;
        }
        read += end;
        return RunFiles.parseLines(new String(content, 0, end, StandardCharsets.UTF_8));
      } catch (NoSuchFileException e) {
        return List.of();
      }
    }
  }
}
