package io.tercet.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.tercet.data.CategoryEncoding;
import io.tercet.data.Dataset;
import io.tercet.data.NumberEncoding;
import io.tercet.data.Preprocessing;
import io.tercet.data.Splits;
import io.tercet.data.TrainTestSplit;
import io.tercet.data.VectorEncoding;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a table to examples: constants of the training rows, applied to all. */
class TableDatasetTest {
  private static final String ROWS =
      """
      row_id,size,constant,color,species,farm
      a,1,5,red,cat,x
      b,3,5,blue,dog,x
      c,,5,,cat,y
      d,8,5,red,,y
      e,2,5,green,dog,z
      """;

  @TempDir private Path folder = Path.of("");

  private Table table(String rows, TableOptions options) throws IOException {
    return Table.read(Files.writeString(folder.resolve("t.csv"), rows), options);
  }

  @Test
  void constantsAreThoseOfTheRowsGiven() throws IOException {
    Table table = table(ROWS, TableOptions.DEFAULT.withDrop(Set.of("farm")));
    Preprocessing standard = TableScaling.STANDARD.fit(table, new int[] {0, 1, 2});
    assertThat(standard.columns())
        .containsExactly(
            new NumberEncoding("size", 2, 1, 2),
            new NumberEncoding("constant", 5, 0, 5),
            new CategoryEncoding("color", List.of("blue", "red")));
    assertThat(TableScaling.MINMAX.fit(table, new int[] {0, 1, 3}).columns().getFirst())
        .isEqualTo(new NumberEncoding("size", 1, 1.0 / 7, 4));
    assertThat(TableScaling.NONE.fit(table, new int[] {0, 1}).columns().getFirst())
        .isEqualTo(new NumberEncoding("size", 0, 1, 2));
    assertThat(TableScaling.NONE.fit(table, new int[] {2}).columnNames())
        .containsExactly("constant");
  }

  @Test
  void rowsWithALabelAreExamples() throws IOException {
    Table table = table(ROWS, TableOptions.DEFAULT.withGroup("farm"));
    Preprocessing columns = TableScaling.STANDARD.fit(table, new int[] {0, 1, 2});
    TableDataset examples = TableDataset.of(table, columns);
    assertThat(examples.size()).isEqualTo(4);
    assertThat(examples.classNames()).containsExactly("cat", "dog");
    assertThat(examples.labels()).containsExactly(0, 1, 0, 1);
    assertThat(examples.id(3)).isEqualTo("e");
    assertThat(examples.row(3)).isEqualTo(4);
    assertThat(examples.group(0)).isEqualTo(examples.group(1)).isNotEqualTo(examples.group(2));
    assertThat(features(examples, 1)).containsExactly(1, 0, 1, 0);
    assertThat(features(examples, 2)).containsExactly(0, 0, 0, 0);
    assertThat(features(examples, 3)).as("unseen color").containsExactly(0, 0, 0, 0);
    TableDataset all = TableDataset.ofAll(table, columns);
    assertThat(all.classNames()).containsExactly("cat", "dog", TableDataset.UNLABELLED);
    assertThat(all.labels()).containsExactly(0, 1, 0, 2, 1);
    assertThat(TableDataset.of(table, columns, List.of("dog", "cat", "ox")).labels())
        .containsExactly(1, 0, 1, 0);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> TableDataset.of(table, columns, List.of("dog", "ox")))
        .withMessage("t.csv: class 'cat' is not among those of training: dog ox");
  }

  @Test
  void aModelTakesOtherTablesByName() throws IOException {
    Preprocessing columns =
        Preprocessing.ofColumns(
            List.of(
                new CategoryEncoding("color", List.of("red", "blue")),
                new NumberEncoding("size", 1, 2, 1)));
    TableOptions unlabelled =
        TableOptions.DEFAULT.withRequireLabel(false).withFeatures(columns.columnNames());
    TableDataset examples =
        TableDataset.of(table("size,more,color\n4,1,blue\n,2,pink\n", unlabelled), columns);
    assertThat(examples.classNames()).containsExactly(TableDataset.UNLABELLED);
    assertThat(features(examples, 0)).containsExactly(0, 1, 6);
    assertThat(features(examples, 1)).containsExactly(0, 0, 0);
    Table text = table("size,color\nbig,blue\nsmall,red\n", unlabelled);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> TableDataset.of(text, columns))
        .withMessage("t.csv: column 'size' has text or vectors, expected numbers");
  }

  @Test
  void vectorsAreScaledEntryByEntry() throws IOException {
    Path file = folder.resolve("t.jsonl");
    Files.writeString(
        file,
        """
        {"label":"a","v":[1,10]}
        {"label":"b","v":[3,10]}
        {"label":"a"}
        """);
    Table table = Table.read(file, TableOptions.DEFAULT);
    Preprocessing columns = TableScaling.STANDARD.fit(table, new int[] {0, 1});
    assertThat(columns.columns())
        .containsExactly(new VectorEncoding("v", List.of(2.0, 10.0), List.of(1.0, 0.0)));
    TableDataset examples = TableDataset.of(table, columns);
    assertThat(features(examples, 0)).containsExactly(-1, 0);
    assertThat(features(examples, 2)).containsExactly(0, 0);
  }

  @Test
  void testRowsHaveNoSayInTheConstants() throws IOException {
    StringBuilder rows = new StringBuilder("x,label\n");
    for (int i = 0; i < 100; i++) {
      rows.append(i * i).append(',').append(i % 2 == 0 ? "even" : "odd").append('\n');
    }
    Table table = table(rows.toString(), TableOptions.DEFAULT);
    TrainTestSplit split =
        TableSplits.fit(
            table, TableScaling.STANDARD, all -> Splits.byFraction("t", all, 0.3, new Seed(1)));
    assertThat(split.train().size()).isEqualTo(70);
    double sum = IntStream.range(0, 70).mapToDouble(i -> features(split.train(), i)[0]).sum();
    double squares =
        IntStream.range(0, 70).mapToDouble(i -> Math.pow(features(split.train(), i)[0], 2)).sum();
    assertThat(sum / 70).isCloseTo(0, within(1e-6));
    assertThat(squares / 70).isCloseTo(1, within(1e-6));
    assertThat(split.test().preprocessing()).isEqualTo(split.train().preprocessing());
    for (int i = 0; i < split.test().size(); i++) {
      int row = Integer.parseInt(split.test().id(i));
      NumberEncoding x = (NumberEncoding) split.test().preprocessing().columns().getFirst();
      assertThat(features(split.test(), i)).containsExactly(x.encode((float) row * row));
      assertThat(split.test().label(i)).isEqualTo(row % 2);
    }
  }

  @Test
  void embeddingsComeBackAsATable() throws IOException {
    Table table = table(ROWS, TableOptions.DEFAULT);
    TableDataset examples =
        TableDataset.of(table, TableScaling.STANDARD.fit(table, new int[] {0, 1}));
    Matrix embeddings = Matrix.zeros(4, 2);
    embeddings.data()[5] = 0.1f;
    for (String name : List.of("e.csv", "e.jsonl")) {
      Path file = folder.resolve(name);
      EmbeddingTable.write(file, examples, embeddings);
      Table back = Table.read(file, TableOptions.DEFAULT.withId("id"));
      assertThat(back.rows()).isEqualTo(4);
      float[] row = new float[2];
      back.read(2, row, 0);
      assertThat(row).containsExactly(0, 0.1f);
      TextColumn label = Objects.requireNonNull(back.label());
      assertThat(label.text(1)).isEqualTo("dog");
    }
  }

  private static float[] features(Dataset examples, int index) {
    float[] features = new float[examples.features()];
    examples.read(index, features, 0);
    return features;
  }
}
