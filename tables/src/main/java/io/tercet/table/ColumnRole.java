package io.tercet.table;

/**
 * What a column may turn out to be, by its name and place alone.
 *
 * @param feature whether its numbers are kept
 * @param named whether it is a feature because the options name it
 * @param label whether it is the label, or may be
 * @param id whether it is the id, or may be
 * @param group whether it is the group
 */
record ColumnRole(boolean feature, boolean named, boolean label, boolean id, boolean group) {
  static final ColumnRole NONE = new ColumnRole(false, false, false, false, false);

  /** Whether its texts are kept. */
  boolean isText() {
    return label || id || group;
  }
}
