package io.tercet.app.launcher;

import java.util.List;

/**
 * What a program left that has ended.
 *
 * @param code exit code
 * @param out what it printed
 * @param err what it complained of
 */
record Ended(int code, String out, String err) {
  /** The lines of {@code err} without those that Java prints of itself. */
  List<String> complaints() {
    return err.lines()
        .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
        .filter(line -> !line.startsWith("NOTE: Picked up JDK_JAVA_OPTIONS"))
        .toList();
  }
}
