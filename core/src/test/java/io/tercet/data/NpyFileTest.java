package io.tercet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tercet.math.Matrix;
import io.tercet.math.Randoms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyFileTest {
  @TempDir private Path folder = Path.of("");

  private Path write(String type, String shape, ByteBuffer data) throws IOException {
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n".formatted(type, shape);
    ByteBuffer file = ByteBuffer.allocate(10 + header.length() + data.capacity());
    file.order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    file.putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
    file.put(data.rewind());
    Path path = folder.resolve("array.npy");
    Files.write(path, file.array());
    return path;
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

  @Test
  void refusesWhatItCannotRead() throws IOException {
    Path text = folder.resolve("text");
    Files.writeString(text, "1,2,3\n4,5,6\n");
    assertRefused(() -> NpyFile.readMatrix(text), "not a NumPy file");
    Path vector = write("<f4", "(2,)", bytes(8));
    assertRefused(() -> NpyFile.readMatrix(vector), "expected a matrix of '<f4' or '<f8'");
    assertRefused(() -> NpyFile.readLabels(vector), "expected a vector of whole numbers");
    Path shortFile = write("<f4", "(2, 3)", bytes(20));
    assertRefused(() -> NpyFile.readMatrix(shortFile), "takes 24 bytes, found 20");
    Path huge = write("<f4", "(999999999, 999999999)", bytes(4));
    assertRefused(() -> NpyFile.readMatrix(huge), "found 4");
    Path longer = write("<f4", "(99999999999999999999, 1)", bytes(4));
    assertRefused(() -> NpyFile.readMatrix(longer), "more than this file can hold");
    Path nan = write("<f4", "(2, 1)", bytes(8).putFloat(1).putFloat(Float.NaN));
    assertRefused(() -> NpyFile.readMatrix(nan), "found NaN at row 1");
    byte[] whole = Files.readAllBytes(nan);
    Files.write(nan, Arrays.copyOf(whole, 30));
    assertRefused(() -> NpyFile.readMatrix(nan), "truncated: header of");
  }

  private static void assertRefused(ThrowingCallable read, String message) {
    assertThatExceptionOfType(DataException.class).isThrownBy(read).withMessageContaining(message);
  }
}
