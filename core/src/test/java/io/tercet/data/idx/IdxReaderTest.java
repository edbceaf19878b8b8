package io.tercet.data.idx;

import static io.tercet.tensor.Ranges.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.booleans;
import static org.quicktheories.generators.SourceDSL.lists;

import io.tercet.data.DataException;
import io.tercet.io.TestFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdxReaderTest {
  private static final byte[] HEADER_2X3 = {0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3};

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @EnumSource(IdxType.class)
  void readsEveryElementType(IdxType type) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(2 * type.bytes());
    switch (type) {
      case UNSIGNED_BYTE -> data.put((byte) 200).put((byte) 3);
      case SIGNED_BYTE -> data.put((byte) -56).put((byte) 3);
      case SHORT -> data.putShort((short) -56).putShort((short) 3);
      case INT -> data.putInt(-56).putInt(3);
      case FLOAT -> data.putFloat(-56).putFloat(3);
      case DOUBLE -> data.putDouble(-56).putDouble(3);
    }
    Path path = folder.resolve("array");
    IdxWriter.write(path, IdxArray.of(type, List.of(2, 1), data.array()));
    IdxArray array = IdxReader.read(path);
    assertThat(array.type()).isEqualTo(type);
    assertThat(array.shape()).containsExactly(2, 1);
    assertThat(array.get(0)).isEqualTo(type == IdxType.UNSIGNED_BYTE ? 200 : -56);
    assertThat(array.get(1)).isEqualTo(3);
  }

  @Test
  void whatIsWrittenIsReadBack() {
    qt().withExamples(50)
        .forAll(lists().of(ints(0, 4)).ofSizeBetween(0, 5), booleans().all(), booleans().all())
        .checkAssert((shape, gzip, mapped) -> {
          try {
            checkReadBack(shape, gzip, mapped);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void checkReadBack(List<Integer> shape, boolean gzip, boolean mapped)
      throws IOException {
    Path path = Files.createTempFile("idx", gzip ? ".gz" : "");
    byte[] data = new byte[shape.stream().reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (7 * i);
    }
    IdxWriter.write(path, IdxArray.of(IdxType.UNSIGNED_BYTE, shape, data));
    IdxArray array = IdxReader.read(path, mapped ? 0 : IdxReader.MAPPED_FROM);
    Files.delete(path);
    assertThat(array.data().isMapped()).isEqualTo(mapped && !gzip);
    assertThat(array.shape()).isEqualTo(shape);
    assertThat(array.data().toArray(ValueLayout.JAVA_BYTE)).isEqualTo(data);
  }

  @Test
  void refusesWrongMagic() throws IOException {
    assertRefused(new byte[] {1, 0, 8, 1, 0, 0, 0, 0}, "starts with 0x01000801");
    assertRefused("<html>not found".getBytes(StandardCharsets.UTF_8), "expected two zero bytes");
  }

  /** The sizes multiply to 0, though the first three do not fit into a long. */
  @Test
  void sizesThatOverflowAreNoError() throws IOException {
    IdxArray array = IdxReader.read(TestFiles.of("damaged/idx-long-overflow.idx"));
    assertThat(array.size()).isZero();
    byte[] huge = {0, 0, 8, 3, 127, -1, -1, -1, 127, -1, -1, -1, 127, -1, -1, -1};
    assertRefused(huge, "takes over 2^63 bytes");
  }

  /** Zeros shrink to a thousandth: a file may promise much, and memory is taken as it comes. */
  @Test
  void aPromiseOfMuchIsNotBelieved() throws IOException {
    ByteBuffer content = ByteBuffer.allocate(1 << 20);
    content.putInt(0x0801).putInt(900_000_000);
    Path path = Files.createTempFile("idx", ".gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
      for (int i = 0; i < 2; i++) {
        out.write(content.array());
        new Random(1).nextBytes(content.array());
      }
    }
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> IdxReader.read(path))
        .withMessageContaining("truncated: shape [900000000] takes 900000000 bytes, found 2097144");
    Files.delete(path);
  }

  @Test
  void refusesUnknownElementType() throws IOException {
    assertRefused(new byte[] {0, 0, 7, 1, 0, 0, 0, 0}, "unknown IDX element type 0x07");
  }

  @Test
  void refusesTruncatedFiles() throws IOException {
    assertRefused(new byte[0], "truncated or damaged");
    assertRefused(new byte[] {0, 0}, "truncated or damaged");
    assertRefused(Arrays.copyOf(HEADER_2X3, 6), "truncated or damaged");
    assertRefused(Arrays.copyOf(HEADER_2X3, HEADER_2X3.length + 5), "takes 6 bytes, found 5");
  }

  @Test
  void refusesTrailingBytes() throws IOException {
    assertRefused(Arrays.copyOf(HEADER_2X3, HEADER_2X3.length + 7), "trailing bytes after the 6");
    assertRefused(
        gzip(Arrays.copyOf(HEADER_2X3, HEADER_2X3.length + 7)), "trailing bytes after the 6");
  }

  @Test
  void refusesAbsurdSizesBeforeTakingMemory() throws IOException {
    byte[] huge = {0, 0, 14, 3, 127, -1, -1, -1, 127, -1, -1, -1, 127, -1, -1, -1};
    assertRefused(huge, "over 2^63 bytes, more than a file of this size");
    assertRefused(gzip(huge), "over 2^63 bytes");
    assertRefused(new byte[] {0, 0, 8, 1, 127, -1, -1, -1}, "takes 2147483647 bytes");
    assertRefused(new byte[] {0, 0, 8, 1, -1, -1, -1, -1}, "size 4294967295");
  }

  @Test
  void refusesDamagedGzip() throws IOException {
    byte[] whole = gzip(Arrays.copyOf(HEADER_2X3, HEADER_2X3.length + 6));
    assertRefused(Arrays.copyOf(whole, whole.length - 9), "truncated or damaged");
    byte[] flipped = whole.clone();
    flipped[whole.length - 7] ^= 0x55;
    assertRefused(flipped, "truncated or damaged");
  }

  private void assertRefused(byte[] content, String message) throws IOException {
    Path path = folder.resolve("bad");
    Files.write(path, content);
    for (long mappedFrom : new long[] {0, IdxReader.MAPPED_FROM}) {
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> IdxReader.read(path, mappedFrom))
          .withMessageStartingWith(path.toString())
          .withMessageContaining(message)
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
