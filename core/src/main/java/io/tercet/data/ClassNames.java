package io.tercet.data;

import java.util.List;

/** Names of classes in messages, tables and reports: data may have thousands, and long ones. */
public final class ClassNames {
  private static final int MOST = 20;
  private static final int LONGEST_LIST = 240;
  private static final int LONGEST_NAME = 60;

  private ClassNames() {}

  /**
   * The first names, parted by spaces, and how many more there are: {@code "0 1 2 and 97 more"}.
   * Never more than {@value #MOST} names, and at most about {@value #LONGEST_LIST} characters.
   */
  public static String inShort(List<String> names) {
    StringBuilder text = new StringBuilder();
    int told = 0;
    while (told < names.size() && told < MOST) {
      String name = inShort(names.get(told));
      if (told > 0 && text.length() + name.length() > LONGEST_LIST) {
        break;
      }
      text.append(told > 0 ? " " : "").append(name);
      told++;
    }
    int more = names.size() - told;
    return more == 0 ? text.toString() : text + " and " + more + " more";
  }

  /** One name: its first characters, where it has more than {@value #LONGEST_NAME}. */
  public static String inShort(String name) {
    int characters = name.codePointCount(0, name.length());
    return characters <= LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 3)) + "...";
  }
}
