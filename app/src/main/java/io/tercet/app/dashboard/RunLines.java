package io.tercet.app.dashboard;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lines of {@code metrics.jsonl} and {@code steps.jsonl}: objects of numbers. Malformed lines,
 * such as one truncated when a run was killed, are skipped, and so are values that are not numbers.
 */
final class RunLines {
  private RunLines() {}

  /** Parses the complete lines of a text. */
  static List<ObjectNode> parse(String text) {
    List<ObjectNode> lines = new ArrayList<>();
    int end = text.lastIndexOf('\n');
    text.substring(0, end + 1).lines().forEach(line -> add(line, lines));
    return lines;
  }

  private static void add(String line, List<ObjectNode> lines) {
    try {
      if (!line.isBlank()
          && RunFiles.JSON.readTree(line) instanceof ObjectNode object
          && isCount(object.path("epoch"))
          && (!object.has("step") || isCount(object.path("step")))) {
        object.remove(namesOfOthers(object));
        lines.add(object);
      }
    } catch (JacksonException e) {
      // skipped
    }
  }

  private static List<String> namesOfOthers(ObjectNode object) {
    return object.properties().stream()
        .filter(property -> !RunFiles.isNumber(property.getValue()))
        .map(property -> property.getKey())
        .toList();
  }

  private static boolean isCount(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToInt() && value.asInt() >= 0;
  }

  /** Evenly spaced lines and the last one, about {@code most} in total. */
  static ArrayNode thinned(List<ObjectNode> lines, int most) {
    int every = (lines.size() + most - 1) / most;
    ArrayNode kept = RunFiles.JSON.createArrayNode();
    for (int i = 0; i < lines.size(); i++) {
      if (i % every == 0 || i == lines.size() - 1) {
        kept.add(lines.get(i));
      }
    }
    return kept;
  }
}
