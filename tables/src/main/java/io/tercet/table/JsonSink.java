package io.tercet.table;

import java.io.IOException;
import tools.jackson.core.JsonParser;

/** Takes the objects of a file of JSON lines. */
interface JsonSink {
  /**
   * Takes an object, up to its closing brace.
   *
   * @param parser at the opening brace
   * @return whether more are wanted
   */
  boolean object(JsonParser parser) throws IOException;
}
