package io.tercet.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.table.TableColumn.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumpyTableTest {
  @TempDir private Path folder;

  private Path numpy(String name, String type, String shape, ByteBuffer data) throws IOException {
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n".formatted(type, shape);
    ByteBuffer file =
        ByteBuffer.allocate(10 + header.length() + data.capacity())
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
            .putShort((short) header.length())
            .put(header.getBytes(StandardCharsets.US_ASCII))
            .put(data.rewind());
    return Files.write(folder.resolve(name), file.array());
  }

  private Path floats(float... values) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    return numpy("x.npy", "<f4", "(%d, 2)".formatted(values.length / 2), data);
  }

  @Test
  void readsAMatrixAndItsLabels() throws IOException {
    Path file = floats(1, 2, 3, Float.NaN, 5, 6);
    Path text = Files.writeString(folder.resolve("labels.txt"), "b\na\nb\n");

    Table table = Table.read(file, TableOptions.DEFAULT.withLabelsFile(text));

    assertThat(table.columns())
        .containsExactly(new TableColumn("features", Kind.VECTOR, 2, List.of(), 0));
    assertThat(Tables.row(table, 1)).containsExactly(3, Float.NaN);
    assertThat(Tables.label(table).name()).isEqualTo("labels.txt");
    assertThat(Tables.texts(Tables.label(table), 3)).containsExactly("b", "a", "b");
    assertThat(table.notes()).contains("label: file 'labels.txt' (2 classes)");
    assertThat(table.notes()).contains("features: 1 vector (features of 2)");
  }

  @Test
  void readsWholeNumbersAndLabelsOfNumpy() throws IOException {
    Path file =
        numpy("i.npy", "|u1", "(2, 3)", ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, (byte) 255}));
    Path labels = numpy("y.npy", "|i1", "(2,)", ByteBuffer.wrap(new byte[] {10, 9}));

    Table table = Table.read(file, TableOptions.DEFAULT.withLabelsFile(labels));

    assertThat(Tables.row(table, 1)).containsExactly(4, 5, 255);
    assertThat(Tables.label(table).values()).containsExactly("9", "10");
    assertThat(Tables.label(table).code(0)).isEqualTo(1);
  }

  @Test
  void refusesOtherNumbersOfLabels() throws IOException {
    Path file = floats(1, 2, 3, 4);
    Path labels = Files.writeString(folder.resolve("labels.txt"), "b\na\nb\n");

    Tables.refused(labels.resolveSibling("x.npy"), TableOptions.DEFAULT, "no column is a label");
    assertThat(Table.read(file, Tables.UNLABELLED).label()).isNull();
    assertThatThrownBy(() -> Table.read(file, TableOptions.DEFAULT.withLabelsFile(labels)))
        .hasMessage(labels + ": found 3 labels, expected 2, one for each row of the table");
  }

  @Test
  void refusesInfinitiesOtherShapesAndFilesCutShort() throws IOException {
    Tables.refused(floats(1, 2, 3, Float.POSITIVE_INFINITY), Tables.UNLABELLED, "Infinity");
    Tables.refused(
        numpy("v.npy", "|u1", "(3,)", ByteBuffer.allocate(3)),
        Tables.UNLABELLED,
        "expected a matrix of numbers");
    Tables.refused(
        numpy("c.npy", "<f4", "(3, 1)", ByteBuffer.allocate(11)), Tables.UNLABELLED, "found 11");
  }
}
