package io.tercet.table;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a table is read. Immutable.
 *
 * @param label the column of the classes, or null to find one
 * @param requireLabel whether a table without a label, or without the one that is named, is an
 *     error; if not, a label is taken by its name alone
 * @param features the feature columns in order, or null for all that can be used
 * @param id the column that names the rows, or null to find one
 * @param group the column of what must not be split, or null for none
 * @param drop columns to leave out
 * @param categorical columns whose numbers are names
 * @param header whether the first line of a CSV file has the names of the columns; else they are
 *     column1, column2, ...
 * @param delimiter the character between the fields of a CSV file, or null to find it
 * @param missing texts that stand for a missing value, besides the usual ones
 * @param labelsFile a file with the label of each row, a vector of whole numbers (.npy) or a text
 *     file with one label a line, or null if they are in the table
 * @param cache the folder for decoded tables of more than 256 MB, or null to keep them in a
 *     temporary file
 */
public record TableOptions(
    @Nullable String label,
    boolean requireLabel,
    @Nullable List<String> features,
    @Nullable String id,
    @Nullable String group,
    Set<String> drop,
    Set<String> categorical,
    boolean header,
    @Nullable Character delimiter,
    Set<String> missing,
    @Nullable Path labelsFile,
    @Nullable Path cache) {

  /** Everything is found in the file; the table needs a label; there is no cache. */
  public static final TableOptions DEFAULT =
      new TableOptions(
          null, true, null, null, null, Set.of(), Set.of(), true, null, Set.of(), null, null);

  /**
   * Checks and copies the parts.
   *
   * @throws IllegalArgumentException if a feature is named twice or there is none, if the delimiter
   *     is a quote or a line end, or if both a label column and a file of labels are named
   */
  public TableOptions {
    if (features != null) {
      if (features.isEmpty() || Set.copyOf(features).size() < features.size()) {
        throw new IllegalArgumentException("features: none, or one twice: " + features);
      }
      features = List.copyOf(features);
    }
    if (delimiter != null && (delimiter == '"' || delimiter == '\n' || delimiter == '\r')) {
      throw new IllegalArgumentException("delimiter: a quote or a line end");
    }
    if (label != null && labelsFile != null) {
      throw new IllegalArgumentException("both a label column and a file of labels");
    }
    drop = ordered(drop);
    categorical = ordered(categorical);
    missing = ordered(missing);
  }

  private static Set<String> ordered(Set<String> names) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(names));
  }

  /**
   * The same with another label.
   *
   * @param name the column, or null to find one
   * @return the options
   */
  public TableOptions withLabel(@Nullable String name) {
    return new TableOptions(
        name,
        requireLabel,
        features,
        id,
        group,
        drop,
        categorical,
        header,
        delimiter,
        missing,
        labelsFile,
        cache);
  }

  /**
   * The same with or without the need of a label.
   *
   * @param required whether a table without a label is an error
   * @return the options
   */
  public TableOptions withRequireLabel(boolean required) {
    return new TableOptions(
        label,
        required,
        features,
        id,
        group,
        drop,
        categorical,
        header,
        delimiter,
        missing,
        labelsFile,
        cache);
  }

  /**
   * The same with other features.
   *
   * @param names the columns in order, or null for all that can be used
   * @return the options
   */
  public TableOptions withFeatures(@Nullable List<String> names) {
    return new TableOptions(
        label,
        requireLabel,
        names,
        id,
        group,
        drop,
        categorical,
        header,
        delimiter,
        missing,
        labelsFile,
        cache);
  }

  /**
   * The same with another id.
   *
   * @param name the column, or null to find one
   * @return the options
   */
  public TableOptions withId(@Nullable String name) {
    return new TableOptions(
        label,
        requireLabel,
        features,
        name,
        group,
        drop,
        categorical,
        header,
        delimiter,
        missing,
        labelsFile,
        cache);
  }

  /**
   * The same with another group.
   *
   * @param name the column, or null for none
   * @return the options
   */
  public TableOptions withGroup(@Nullable String name) {
    return new TableOptions(
        label,
        requireLabel,
        features,
        id,
        name,
        drop,
        categorical,
        header,
        delimiter,
        missing,
        labelsFile,
        cache);
  }

  /**
   * The same without some columns.
   *
   * @param names the columns to leave out
   * @return the options
   */
  public TableOptions withDrop(Set<String> names) {
    return new TableOptions(
        label,
        requireLabel,
        features,
        id,
        group,
        names,
        categorical,
        header,
        delimiter,
        missing,
        labelsFile,
        cache);
  }

  /**
   * The same with other columns taken for categories.
   *
   * @param names the columns whose numbers are names
   * @return the options
   */
  public TableOptions withCategorical(Set<String> names) {
    return new TableOptions(
        label,
        requireLabel,
        features,
        id,
        group,
        drop,
        names,
        header,
        delimiter,
        missing,
        labelsFile,
        cache);
  }

  /**
   * The same with or without a header.
   *
   * @param first whether the first line of a CSV file has the names
   * @return the options
   */
  public TableOptions withHeader(boolean first) {
    return new TableOptions(
        label,
        requireLabel,
        features,
        id,
        group,
        drop,
        categorical,
        first,
        delimiter,
        missing,
        labelsFile,
        cache);
  }

  /**
   * The same with another delimiter.
   *
   * @param character the character, or null to find it
   * @return the options
   */
  public TableOptions withDelimiter(@Nullable Character character) {
    return new TableOptions(
        label,
        requireLabel,
        features,
        id,
        group,
        drop,
        categorical,
        header,
        character,
        missing,
        labelsFile,
        cache);
  }

  /**
   * The same with other texts for missing values.
   *
   * @param texts texts besides the usual ones
   * @return the options
   */
  public TableOptions withMissing(Set<String> texts) {
    return new TableOptions(
        label,
        requireLabel,
        features,
        id,
        group,
        drop,
        categorical,
        header,
        delimiter,
        texts,
        labelsFile,
        cache);
  }

  /**
   * The same with labels from a file of their own.
   *
   * @param file the file, or null if the labels are in the table
   * @return the options
   */
  public TableOptions withLabelsFile(@Nullable Path file) {
    return new TableOptions(
        label,
        requireLabel,
        features,
        id,
        group,
        drop,
        categorical,
        header,
        delimiter,
        missing,
        file,
        cache);
  }

  /**
   * The same with another cache.
   *
   * @param folder the folder, or null for none
   * @return the options
   */
  public TableOptions withCache(@Nullable Path folder) {
    return new TableOptions(
        label,
        requireLabel,
        features,
        id,
        group,
        drop,
        categorical,
        header,
        delimiter,
        missing,
        labelsFile,
        folder);
  }
}
