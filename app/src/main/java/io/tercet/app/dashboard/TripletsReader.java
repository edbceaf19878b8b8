package io.tercet.app.dashboard;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Validates {@code triplets.json}. */
final class TripletsReader {
  private TripletsReader() {}

  /**
   * Returns the argument if valid.
   *
   * @throws UnreadableException if something is missing or of the wrong type
   */
  static ObjectNode check(ObjectNode written) throws UnreadableException {
    JsonNode triplets = written.path("triplets");
    if (!triplets.isArray()) {
      throw wrong("triplets are " + RunFiles.shortly(triplets) + ", expected a list");
    }
    for (JsonNode triplet : triplets) {
      for (String part : List.of("anchor", "positive", "negative")) {
        JsonNode example = triplet.path(part);
        if (!example.path("id").isIntegralNumber() || !example.path("class").isString()) {
          throw wrong(part + " is " + RunFiles.shortly(example) + ", expected id and class");
        }
      }
      for (String distance : List.of("positive_distance", "negative_distance")) {
        JsonNode value = triplet.path(distance);
        if (!value.isNumber() && !value.isNull()) {
          throw wrong(distance + " is " + RunFiles.shortly(value) + ", expected a number");
        }
      }
    }
    return written;
  }

  private static UnreadableException wrong(String what) {
    return new UnreadableException("triplets.json: " + what);
  }
}
