package io.tercet.app.cli.option;

import io.tercet.data.CategoryEncoding;
import io.tercet.data.ColumnEncoding;
import io.tercet.data.Preprocessing;
import io.tercet.table.Table;
import io.tercet.table.TableOptions;
import io.tercet.table.TableScaling;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a table is read: its columns and what becomes of them. */
public final class TableFlags {
  /** Where a run keeps how its table was read. */
  private static final String KEY = "table";

  private static final String ALL_NUMERIC = "all-numeric";

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description =
          "Column of the classes. Default: one named label, class, target, ..., else the last or"
              + " first column with few values.")
  private @Nullable String label;

  @Option(
      names = "--features",
      paramLabel = "COLUMN,...",
      split = ",",
      description =
          "Columns to learn from, or all-numeric. Default: all but label, id and group, as far as"
              + " they are numbers, vectors, or text with few values.")
  private @Nullable List<String> features;

  @Option(
      names = "--id",
      paramLabel = "COLUMN",
      description = "Column that names the rows. Default: one named id, ...; else their numbers.")
  private @Nullable String id;

  @Option(
      names = "--group",
      paramLabel = "COLUMN",
      description =
          "Rows with the same value, of a person or an article, stay on one side of the split.")
  private @Nullable String group;

  @Option(
      names = "--drop",
      paramLabel = "COLUMN,...",
      split = ",",
      description = "Columns to leave out.")
  private @Nullable List<String> drop;

  @Option(
      names = "--categorical",
      paramLabel = "COLUMN,...",
      split = ",",
      description = "Columns whose numbers are names: one feature for each value.")
  private @Nullable List<String> categorical;

  @Option(
      names = "--missing",
      paramLabel = "TEXT,...",
      split = ",",
      description = "Texts that stand for a missing value, besides '', NA, null, ? and the like.")
  private @Nullable List<String> missing;

  @Option(names = "--no-header", description = "The first line of a table is data.")
  private boolean noHeader;

  @Option(
      names = "--delimiter",
      paramLabel = "C",
      description = "Between the fields of a line; tab for a tab. Default: found in the file.")
  private @Nullable String delimiter;

  @Option(
      names = "--label-file",
      paramLabel = "FILE",
      description = "The label of each row of a .npy array: .npy, whole numbers, or a text a line.")
  private @Nullable Path labelFile;

  @Option(
      names = "--scale",
      paramLabel = "HOW",
      completionCandidates = ScaleNames.class,
      description = "What numbers are scaled to: ${COMPLETION-CANDIDATES}. Default: standard.")
  private @Nullable String scale;

  private @Nullable Preprocessing ofModel;
  private @Nullable String labelOfModel;
  private @Nullable String idOfModel;
  private @Nullable String groupOfModel;

  /**
   * How the table is read: as a model takes it, if there is one.
   *
   * @param cache folder for large decoded tables
   * @param needsLabel whether a table without a label is an error
   */
  public TableOptions options(Path cache, boolean needsLabel) {
    TableOptions options =
        TableOptions.DEFAULT
            .withLabel(label == null ? labelOfModel : label)
            .withRequireLabel(needsLabel || label != null)
            .withId(id == null && needsLabel ? idOfModel : id)
            .withGroup(group == null && needsLabel ? groupOfModel : group)
            .withDrop(set(drop))
            .withCategorical(set(categorical))
            .withMissing(set(missing))
            .withHeader(!noHeader)
            .withDelimiter(character())
            .withLabelsFile(labelFile)
            .withCache(cache);
    Preprocessing model = ofModel;
    if (model != null) {
      return options.withFeatures(model.columnNames()).withCategorical(categories(model));
    }
    return features == null || isAllNumeric() ? options : options.withFeatures(features);
  }

  /** Whether categories are left out. */
  public boolean isAllNumeric() {
    return List.of(ALL_NUMERIC).equals(features);
  }

  /** What numbers are scaled to. */
  public TableScaling scaling() {
    String name = scale;
    return name == null
        ? TableScaling.STANDARD
        : Named.find(TableScaling.class, name)
            .orElseThrow(
                () -> new UsageException(Named.unknown("--scale", TableScaling.class, name)));
  }

  /** The preprocessing of the model in use, or null. */
  public @Nullable Preprocessing ofModel() {
    return ofModel;
  }

  /** Tables are read as a model takes them. */
  public void readAs(Preprocessing preprocessing) {
    ofModel = preprocessing;
  }

  /** Columns are those of a training, as far as options say nothing else. */
  public void useAs(Map<String, Object> origin) {
    if (origin.get(KEY) instanceof Map<?, ?> said) {
      labelOfModel = labelFile == null ? text(said, "label") : null;
      idOfModel = text(said, "id");
      groupOfModel = text(said, "group");
      missing = missing != null ? missing : texts(said, "missing");
      delimiter = delimiter != null ? delimiter : text(said, "delimiter");
      noHeader |= Boolean.FALSE.equals(said.get("header"));
      labelFile =
          labelFile != null || label != null || text(said, "label_file") == null
              ? labelFile
              : Path.of(Objects.requireNonNull(text(said, "label_file")));
    }
  }

  /** Notes how a table was read, for those who read it again. */
  public void describe(Table table, Map<String, Object> origin) {
    Map<String, Object> said = new LinkedHashMap<>();
    put(said, "label", labelFile == null && table.label() != null ? table.label().name() : null);
    put(said, "label_file", labelFile == null ? null : labelFile.toString());
    put(said, "id", table.id() == null ? null : table.id().name());
    put(said, "group", group);
    put(said, "missing", missing);
    put(said, "delimiter", delimiter);
    said.put("header", !noHeader);
    said.put("scale", scaling().toString());
    origin.put(KEY, said);
  }

  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  private static @Nullable String text(Map<?, ?> said, String key) {
    return said.get(key) instanceof String text ? text : null;
  }

  private static @Nullable List<String> texts(Map<?, ?> said, String key) {
    return said.get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : null;
  }

  private static Set<String> set(@Nullable List<String> names) {
    return names == null ? Set.of() : new LinkedHashSet<>(names);
  }

  private static Set<String> categories(Preprocessing model) {
    return model.columns().stream()
        .filter(CategoryEncoding.class::isInstance)
        .map(ColumnEncoding::column)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private @Nullable Character character() {
    if (delimiter == null) {
      return null;
    }
    String said = delimiter.equals("tab") || delimiter.equals("\\t") ? "\t" : delimiter;
    if (said.length() != 1) {
      throw new UsageException(
          "--delimiter: found '%s', expected one character, or tab".formatted(delimiter));
    }
    return said.charAt(0);
  }
}
