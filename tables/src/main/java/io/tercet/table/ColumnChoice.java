package io.tercet.table;

import io.tercet.data.DataException;
import io.tercet.io.OneLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a file are for what: by the options, else by name, else by place. Immutable.
 *
 * @param names the columns in the order of the file
 * @param roles the role of each
 * @param label the label's column if it is certain, or -1
 * @param named whether the options name it
 * @param id the id's column if the options name it, or -1
 * @param group the group's column, or -1
 */
record ColumnChoice(
    List<String> names, List<ColumnRole> roles, int label, boolean named, int id, int group) {
  private static final List<String> LABELS =
      List.of(
          "label",
          "class",
          "target",
          "species",
          "category",
          "y",
          "variety",
          "diagnosis",
          "quality",
          "type");
  private static final Set<String> IDS = Set.of("id", "uuid", "key");

  /** At most this many columns are named in a message. */
  private static final int LISTED = 30;

  /**
   * Chooses the columns.
   *
   * @throws DataException if a name is there twice, or the options name a column that is not there
   */
  static ColumnChoice of(Path file, List<String> names, TableOptions options) throws DataException {
    requireUnique(file, names);
    requirePresent(file, names, options);
    int id = index(names, options.id());
    int group = index(names, options.group());
    int label = options.labelsFile() != null ? -1 : index(names, options.label());
    boolean named = label >= 0;
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (i != id
          && i != group
          && !options.drop().contains(names.get(i))
          && (options.features() == null || !options.features().contains(names.get(i)))) {
        free.add(i);
      }
    }
    if (label < 0 && options.labelsFile() == null) {
      label = byName(names, free);
    }
    boolean searched =
        label < 0 && options.requireLabel() && options.labelsFile() == null && !free.isEmpty();
    List<ColumnRole> roles = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      boolean isLabel = i == label || (searched && (i == free.getFirst() || i == free.getLast()));
      boolean isId =
          options.id() == null ? i != label && isIdName(name) && free.contains(i) : i == id;
      boolean isFeature =
          i != label
              && i != id
              && i != group
              && !options.drop().contains(name)
              && (options.features() == null || options.features().contains(name));
      roles.add(
          new ColumnRole(
              isFeature, isFeature && options.features() != null, isLabel, isId, i == group));
    }
    return new ColumnChoice(List.copyOf(names), List.copyOf(roles), label, named, id, group);
  }

  private static int index(List<String> names, @Nullable String name) {
    return name == null ? -1 : names.indexOf(name);
  }

  private static int byName(List<String> names, List<Integer> free) {
    for (String candidate : LABELS) {
      for (int i : free) {
        if (names.get(i).strip().equalsIgnoreCase(candidate)) {
          return i;
        }
      }
    }
    return -1;
  }

  private static boolean isIdName(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return IDS.contains(lower)
        || lower.endsWith("_id")
        || name.endsWith("Id")
        || (name.endsWith("ID")
            && name.length() > 2
            && Character.isLowerCase(name.charAt(name.length() - 3)));
  }

  private static void requireUnique(Path file, List<String> names) throws DataException {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (!seen.add(names.get(i))) {
        throw new DataException(
            "%s: columns %d and %d are both named '%s', expected different names"
                .formatted(file, names.indexOf(names.get(i)) + 1, i + 1, OneLine.of(names.get(i))));
      }
    }
  }

  private static void requirePresent(Path file, List<String> names, TableOptions options)
      throws DataException {
    List<String> wanted = new ArrayList<>(options.drop());
    wanted.addAll(options.categorical());
    if (options.features() != null) {
      wanted.addAll(options.features());
    }
    boolean absent = !options.requireLabel() && !names.contains(options.label());
    String label = absent ? null : options.label();
    for (String name : new String[] {label, options.id(), options.group()}) {
      if (name != null) {
        wanted.add(name);
        if (options.features() != null && options.features().contains(name)) {
          throw new DataException(
              "%s: column '%s' is named as a feature and as label, id or group, expected one of them"
                  .formatted(file, OneLine.of(name)));
        }
        if (options.drop().contains(name)) {
          throw new DataException(
              "%s: column '%s' is to be dropped and is label, id or group, expected one of them"
                  .formatted(file, OneLine.of(name)));
        }
      }
    }
    Set<String> found = new HashSet<>(names);
    for (String name : wanted) {
      if (!found.contains(name)) {
        throw new DataException(
            "%s: no column '%s', found %s".formatted(file, OneLine.of(name), list(names)));
      }
    }
    if (options.features() != null) {
      for (String name : options.features()) {
        if (options.drop().contains(name)) {
          throw new DataException(
              "%s: column '%s' is named as a feature and is to be dropped, expected one of them"
                  .formatted(file, OneLine.of(name)));
        }
      }
    }
  }

  /** The names of columns on one line. */
  static String list(List<String> names) {
    List<String> shown =
        names.stream().limit(LISTED).map(name -> OneLine.of(name.isEmpty() ? "''" : name)).toList();
    String all = String.join(", ", shown);
    return names.size() > LISTED ? all + " and %d more".formatted(names.size() - LISTED) : all;
  }
}
