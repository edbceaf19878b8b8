package io.tercet.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnChoiceTest {
  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), content);
  }

  private Table read(String content, TableOptions options) throws IOException {
    return Table.read(file(content), options);
  }

  @ParameterizedTest
  @ValueSource(strings = {"label", "Class", "TARGET", "y", "Diagnosis", "type"})
  void findsTheLabelByName(String name) throws IOException {
    Table table = read("a,%s,z\n1,2.5,u\n3,4.5,v\n".formatted(name), TableOptions.DEFAULT);

    assertThat(Tables.label(table).name()).isEqualTo(name);
    assertThat(Tables.names(table)).containsExactly("a", "z");
  }

  @Test
  void prefersTheFirstNameOfTheList() throws IOException {
    Table table = read("type,class\n1,2\n1,3\n", TableOptions.DEFAULT);

    assertThat(Tables.label(table).name()).isEqualTo("class");
  }

  @Test
  void takesTheLastColumnThatCanBeALabelElseTheFirst() throws IOException {
    assertThat(Tables.label(read("a,b\n1.5,3\n2.5,4\n", TableOptions.DEFAULT)).name())
        .isEqualTo("b");
    assertThat(Tables.label(read("a,b\n1,3.5\n2,4.5\n", TableOptions.DEFAULT)).name())
        .isEqualTo("a");
    assertThat(Tables.label(read("a,b\nu,3.5\nu,4.5\n", TableOptions.DEFAULT)).name())
        .isEqualTo("a");
  }

  @Test
  void numbersAreNoLabelIfThereAreMany() throws IOException {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int row = 0; row < 210; row++) {
      text.append("%d,%d\n".formatted(row % 21, row % 22));
    }

    Table table = read(text.toString(), TableOptions.DEFAULT);

    assertThat(Tables.label(table).name()).isEqualTo("a");
    assertThat(Tables.label(table).values().getLast()).isEqualTo("20");
  }

  @Test
  void doesWithoutALabelOnlyIfNoneIsNeeded() throws IOException {
    Table table = read("a,b\n1.5,2.5\n", Tables.UNLABELLED);

    assertThat(table.label()).isNull();
    assertThat(table.notes()).contains("label: none");
    assertThat(read("a,b\n1.5,u\n", Tables.UNLABELLED.withLabel("c")).label()).isNull();
    assertThat(Tables.label(read("y,b\n1,2\n", Tables.UNLABELLED.withLabel("b"))).name())
        .isEqualTo("b");
    assertThat(Tables.label(read("y,b\n1,2\n", Tables.UNLABELLED)).name()).isEqualTo("y");
  }

  @Test
  void takesTheLabelThatIsNamed() throws IOException {
    Table table = read("a,label\n7.5,1\n7.5,2\n", TableOptions.DEFAULT.withLabel("a"));

    assertThat(Tables.label(table).values()).containsExactly("7.5");
    assertThat(table.notes()).contains("label: column 'a' (1 class)");
    assertThat(Tables.names(table)).containsExactly("label");
  }

  @Test
  void ordersLabelsByNumberOrAsText() throws IOException {
    assertThat(
            Tables.label(read("a,label\n1,10\n1,9\n1,-2\n1,1e1\n", TableOptions.DEFAULT)).values())
        .containsExactly("-2", "9", "10", "1e1");
    assertThat(Tables.label(read("a,label\n1,10\n1,9\n1,x\n", TableOptions.DEFAULT)).values())
        .containsExactly("10", "9", "x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "UUID", "Key", "customer_id", "PassengerId", "customerID"})
  void findsTheId(String name) throws IOException {
    Table table = read("%s,a,label\n7,1,x\n8,2,y\n".formatted(name), TableOptions.DEFAULT);

    assertThat(Objects.requireNonNull(table.id()).text(1)).isEqualTo("8");
    assertThat(Tables.names(table)).containsExactly("a");
    assertThat(table.notes()).contains("id: column '%s'".formatted(name));
  }

  @Test
  void anIdThatRepeatsIsAFeature() throws IOException {
    Table table = read("a_id,b_id,label\n1,1,x\n1,2,y\n", TableOptions.DEFAULT);

    assertThat(Objects.requireNonNull(table.id()).name()).isEqualTo("b_id");
    assertThat(Tables.names(table)).containsExactly("a_id");
    assertThat(read("id,b,label\n1,1,x\n,2,y\n", TableOptions.DEFAULT).id()).isNull();
    assertThat(read("covid,b,label\n1,1,x\n2,2,y\n", TableOptions.DEFAULT).id()).isNull();
  }

  @Test
  void keepsTheGroup() throws IOException {
    Table table =
        read("p_id,a,label\n9,1,x\n10,2,y\n9,3,y\n", TableOptions.DEFAULT.withGroup("p_id"));

    TextColumn group = Objects.requireNonNull(table.group());
    assertThat(group.values()).containsExactly("9", "10");
    assertThat(Tables.texts(group, 3)).containsExactly("9", "10", "9");
    assertThat(table.notes()).contains("group: column 'p_id' (2 groups)");
    assertThat(Tables.names(table)).containsExactly("a");
  }

  @Test
  void dropsAndOrdersColumns() throws IOException {
    String text = "a,b,c,label\n1,2,3,x\n4,5,6,y\n";

    assertThat(Tables.names(read(text, TableOptions.DEFAULT.withDrop(Set.of("b")))))
        .containsExactly("a", "c");
    Table ordered = read(text, TableOptions.DEFAULT.withFeatures(List.of("c", "a")));
    assertThat(Tables.names(ordered)).containsExactly("c", "a");
    assertThat(Tables.row(ordered, 1)).containsExactly(6, 4);
  }

  @Test
  void refusesAColumnOfTwoRoles() throws IOException {
    Path file = file("a,b,label\n1,2,x\n");

    Tables.refused(
        file,
        TableOptions.DEFAULT.withFeatures(List.of("a", "label")).withLabel("label"),
        "column 'label' is named as a feature and as label");
    Tables.refused(
        file,
        TableOptions.DEFAULT.withDrop(Set.of("label")).withLabel("label"),
        "column 'label' is to be dropped");
    Tables.refused(
        file,
        TableOptions.DEFAULT.withDrop(Set.of("a")).withFeatures(List.of("a")),
        "column 'a' is named as a feature and is to be dropped");
  }

  @Test
  void namesColumnsWithoutAHeader() throws IOException {
    Table table = read("1,2,u\n3,4,v\n", TableOptions.DEFAULT.withHeader(false));

    assertThat(Tables.names(table)).containsExactly("column1", "column2");
    assertThat(table.rows()).isEqualTo(2);
    assertThat(Tables.row(table, 0)).containsExactly(1, 2);
    assertThat(Tables.label(table).name()).isEqualTo("column3");
  }
}
