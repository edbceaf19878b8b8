package io.tercet.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tercet.data.DataException;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
  @TempDir private Path folder = Path.of("");

  private Path write(String type, String shape, ByteBuffer data) throws IOException {
    return write(
        1, "{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n".formatted(type, shape), data);
  }

  private Path write(int version, String header, ByteBuffer data) throws IOException {
    ByteBuffer file = ByteBuffer.allocate(12 + header.length() + data.capacity());
    file.order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    if (version == 1) {
      file.putShort((short) header.length());
    } else {
      file.putInt(header.length());
    }
    file.put(header.getBytes(StandardCharsets.US_ASCII)).put(data.rewind());
    Path path = folder.resolve("array.npy");
    Files.write(path, Arrays.copyOf(file.array(), file.position()));
    return path;
  }

  private static Path resource(String name) {
    return TestFiles.of("npy/" + name);
  }

  private static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void matrixIsReadBackAsItWasWritten() throws IOException {
    Matrix matrix = Randoms.gaussian(2500, 7, 1);
    Path path = folder.resolve("m.npy");
    NpyFile.write(path, matrix);
    Matrix read = NpyFile.readMatrix(path);
    assertThat(read.columns()).isEqualTo(7);
    assertThat(read.data()).isEqualTo(matrix.data());
  }

  @Test
  void doublesAndWholeNumbersAreRead() throws IOException {
    Path doubles = write("<f8", "(1, 2)", bytes(16).putDouble(1.5).putDouble(-2));
    assertThat(NpyFile.readMatrix(doubles).data()).containsExactly(1.5f, -2f);
    Path longs = write("<i8", "(3,)", bytes(24).putLong(70).putLong(-5).putLong(70));
    assertThat(NpyFile.readLabels(longs)).containsExactly(1, 0, 1);
    Path small = write("|u1", "(2,)", bytes(2).put((byte) 9).put((byte) 3));
    assertThat(NpyFile.readLabels(small)).containsExactly(1, 0);
    Path ints = write("<i4", "(2,)", bytes(8).putInt(4).putInt(4));
    assertThat(NpyFile.readLabels(ints)).containsExactly(0, 0);
  }

  /** As other programs and older versions of NumPy write them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1)}",
        "{'descr':'<f4','fortran_order':False,'shape':(2,1,),}   \n",
        "{ \"shape\" : ( 2 , 1 ) , \"descr\" : \"<f4\" , \"fortran_order\" : False }\n",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 1L), }\n",
        "{'fortran_order': True, 'shape': (2, 1), 'descr': '=f4'}",
        "{'descr': 'float32', 'fortran_order': False, 'shape': ((2), 1)}",
        "  {'descr': '<f', 'fortran_order': False,\n 'shape': (2, 1)}\n\n"
      })
  void headersOfOtherWritersAreRead(String header) throws IOException {
    for (int version = 1; version <= 3; version++) {
      Path path = write(version, header, bytes(8).putFloat(1.5f).putFloat(-2));
      Matrix matrix = NpyFile.readMatrix(path);
      assertThat(matrix.rows()).isEqualTo(2);
      assertThat(matrix.data()).containsExactly(1.5f, -2f);
    }
  }

  @Test
  void arraysInAnyOrderAreTheSame() throws IOException {
    float[] expected = NpyFile.readMatrix(resource("e.npy")).data();
    assertThat(expected).hasSize(480);
    for (String other : List.of("e-fortran", "h-native-order", "h-no-trailing-comma")) {
      assertThat(NpyFile.readMatrix(resource(other + ".npy")).data()).isEqualTo(expected);
    }
    ByteBuffer big = ByteBuffer.allocate(16).putFloat(1).putFloat(2).putFloat(3).putFloat(4);
    assertThat(NpyFile.readMatrix(write(">f4", "(2, 2)", big)).data()).containsExactly(1, 2, 3, 4);
    ByteBuffer half = bytes(4).putShort(Float.floatToFloat16(0.5f)).putShort((short) 0xc000);
    assertThat(NpyFile.readMatrix(write("<f2", "(1, 2)", half)).data()).containsExactly(0.5f, -2);
    Path columns =
        write(
            1,
            "{'descr': '>f8', 'fortran_order': True, 'shape': (2, 3), }",
            ByteBuffer.allocate(48)
                .putDouble(1)
                .putDouble(4)
                .putDouble(2)
                .putDouble(5)
                .putDouble(3)
                .putDouble(6));
    assertThat(NpyFile.readMatrix(columns).data()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void unsignedLabelsAreNotNegative() throws IOException {
    Path wide = resource("l-i8-high.npy");
    List<int[]> same = NpyFile.readLabels(List.of(wide, resource("l-u1-high.npy")));
    assertThat(same.getLast()).isEqualTo(same.getFirst());
    Path u1 = write("|u1", "(3,)", bytes(3).put((byte) 200).put((byte) 100).put((byte) 255));
    assertThat(NpyFile.readLabels(u1)).containsExactly(1, 0, 2);
    Path u2 =
        write(
            "<u2",
            "(3,)",
            bytes(6).putShort((short) 65535).putShort((short) 1).putShort((short) 40000));
    assertThat(NpyFile.readLabels(u2)).containsExactly(2, 0, 1);
    Path u4 = write(">u4", "(2,)", ByteBuffer.allocate(8).putInt(-2).putInt(7));
    assertThat(NpyFile.readLabels(u4)).containsExactly(1, 0);
    Path u8 = write("<u8", "(2,)", bytes(16).putLong(Long.MAX_VALUE).putLong(1L << 40));
    assertThat(NpyFile.readLabels(u8)).containsExactly(1, 0);
    Path signed = write("|i1", "(2,)", bytes(2).put((byte) 3).put((byte) -3));
    assertThat(NpyFile.readLabels(signed)).containsExactly(1, 0);
    Path flags = write("|b1", "(2,)", bytes(2).put((byte) 1).put((byte) 0));
    assertThat(NpyFile.readLabels(flags)).containsExactly(1, 0);
    Path beyond = write("<u8", "(2,)", bytes(16).putLong(5).putLong(-1));
    assertRefused(
        () -> NpyFile.readLabels(beyond), "found label 18446744073709551615 at row 1, expected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1, 2]",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1 1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (00 4), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (01, 4), }",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (1, 1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': [1, 1]}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), 'more': 1}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)} {}",
        "{'descr': '<f4, 'fortran_order': False, 'shape': (1, 1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1, -1)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (\u0661, \u0661)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1e0, 1)}",
        "{'descr': '<f3', 'fortran_order': False, 'shape': (1, 1)}",
        "{'descr': '|f1', 'fortran_order': False, 'shape': (4, 1)}",
        "{'descr': '|O', 'fortran_order': False, 'shape': (1, 1)}",
        "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1, 1)}",
        "((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((("
      })
  void refusesHeadersThatNumPyRefuses(String header) throws IOException {
    Path path = write(1, header, bytes(4));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> NpyFile.readMatrix(path))
        .withMessageStartingWith(path + ": ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    Path bad = TestFiles.of("damaged/npy-numberformat.npy");
    assertRefused(() -> NpyFile.readMatrix(bad), bad + ": header {'descr'");
    Path version = write(4, "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1)}", bytes(4));
    assertRefused(() -> NpyFile.readMatrix(version), "version 4, expected 1 to 3");
    Path empty = write("<f4", "(0, 8)", bytes(0));
    assertRefused(() -> NpyFile.readMatrix(empty), "shape [0, 8] is empty");
    Path beyond = write("<f8", "(1, 1)", bytes(8).putDouble(1e39));
    assertRefused(() -> NpyFile.readMatrix(beyond), "found 1.0E39 at row 0");
  }

  @Test
  void refusesWhatItCannotRead() throws IOException {
    Path text = folder.resolve("text");
    Files.writeString(text, "1,2,3\n4,5,6\n");
    assertRefused(() -> NpyFile.readMatrix(text), "not a NumPy file");
    Path vector = write("<f4", "(2,)", bytes(8));
    assertRefused(() -> NpyFile.readMatrix(vector), "expected a matrix of '<f4' or '<f8'");
    assertRefused(() -> NpyFile.readLabels(vector), "expected a vector of whole numbers");
    Path shortFile = write("<f4", "(2, 3)", bytes(20));
    assertRefused(() -> NpyFile.readMatrix(shortFile), "take 24 bytes, found 20");
    Path huge = write("<f4", "(999999999, 999999999)", bytes(4));
    assertRefused(() -> NpyFile.readMatrix(huge), "found 4");
    Path longer = write("<f4", "(99999999999999999999, 1)", bytes(4));
    assertRefused(() -> NpyFile.readMatrix(longer), "expected an integer below 2^63");
    Path nan = write("<f4", "(2, 1)", bytes(8).putFloat(1).putFloat(Float.NaN));
    assertRefused(() -> NpyFile.readMatrix(nan), "found NaN at row 1");
    byte[] whole = Files.readAllBytes(nan);
    Files.write(nan, Arrays.copyOf(whole, 30));
    assertRefused(() -> NpyFile.readMatrix(nan), "truncated or damaged: header of");
  }

  private static void assertRefused(ThrowingCallable read, String message) {
    assertThatExceptionOfType(DataException.class).isThrownBy(read).withMessageContaining(message);
  }
}
