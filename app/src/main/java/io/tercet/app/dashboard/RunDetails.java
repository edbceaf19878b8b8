package io.tercet.app.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** All data of a run except the embeddings. */
final class RunDetails {
  private static final int MOST_EPOCHS = 2000;
  private static final int MOST_STEPS = 10_000;

  private final RunFiles run;
  private final Problems problems = new Problems();

  private RunDetails(RunFiles run) {
    this.run = run;
  }

  static ObjectNode of(RunFiles run) {
    return new RunDetails(run).read();
  }

  private ObjectNode read() {
    ObjectNode details = RunSummary.read(run).now().deepCopy();
    problems.takeFrom(details);
    details.set("config", object(run.config()).orElseGet(RunFiles.JSON::createObjectNode));
    details.set("epochs", RunLines.thinned(lines(run.metrics()), MOST_EPOCHS));
    details.set("steps", RunLines.thinned(lines(run.steps()), MOST_STEPS));
    details.put("has_triplets", Files.exists(run.triplets()));
    Optional<Space> space = problems.attempt(() -> Space.of(run), Optional.empty());
    ArrayNode frames = details.putArray("frames");
    for (int epoch : problems.attempt(run::epochs, List.<Integer>of())) {
      problems
          .attempt(() -> Figures.of(run, space, epoch), Optional.<ObjectNode>empty())
          .ifPresent(frames::add);
    }
    space.ifPresent(present -> details.set("examples", present.described()));
    problems.addTo(details);
    return details;
  }

  private Optional<ObjectNode> object(Path file) {
    return problems.attempt(() -> run.readObject(file), Optional.empty());
  }

  private List<ObjectNode> lines(Path file) {
    return problems.attempt(() -> readLines(file), List.of());
  }

  private List<ObjectNode> readLines(Path file) throws IOException {
    try {
      return RunLines.parse(run.own().text(file, RunFiles.LARGEST));
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
