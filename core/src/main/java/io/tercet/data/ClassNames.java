package io.tercet.data;

import java.util.List;

/**
 * Shortens class names for messages, tables and reports: data may have thousands of classes, and
 * long names.
 */
public final class ClassNames {
  private static final int MAX_NAMES = 20;
  private static final int MAX_LIST_LENGTH = 240;
  private static final int MAX_NAME_LENGTH = 60;

  private ClassNames() {}

  /**
   * {@return the first names, separated by spaces, and the number of others: {@code "0 1 2 and 97
   * more"}} At most {@value #MAX_NAMES} names and about {@value #MAX_LIST_LENGTH} characters.
   *
   * @param names all names
   */
  public static String inShort(List<String> names) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    while (count < names.size() && count < MAX_NAMES) {
      String name = inShort(names.get(count));
      if (count > 0 && text.length() + name.length() > MAX_LIST_LENGTH) {
        break;
      }
      text.append(count > 0 ? " " : "").append(name);
      count++;
    }
    int more = names.size() - count;
    return more == 0 ? text.toString() : text + " and " + more + " more";
  }

  /**
   * {@return a name, truncated to {@value #MAX_NAME_LENGTH} characters}
   *
   * @param name a name of any length
   */
  public static String inShort(String name) {
    int characters = name.codePointCount(0, name.length());
    return characters <= MAX_NAME_LENGTH
        ? name
        : name.substring(0, name.offsetByCodePoints(0, MAX_NAME_LENGTH - 3)) + "...";
  }
}
