package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.app.cli.console.EscapingWriter;
import io.tercet.app.cli.console.StandardStream;
import io.tercet.data.idx.IdxArray;
import io.tercet.data.idx.IdxType;
import io.tercet.data.idx.IdxWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A small data set, and the command line as a user types it. */
abstract class CommandLineTester {
  static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder = Path.of("");
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  @BeforeEach
  void writeData() throws IOException {
    writeData(folder.resolve("data"), "train", 600);
    writeData(folder.resolve("data"), "t10k", 200);
  }

  /** Images of 6 x 5 with a bright column for each of four classes. */
  private static void writeData(Path data, String part, int count) throws IOException {
    Files.createDirectories(data);
    byte[] pixels = new byte[count * 30];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 4);
      for (int y = 0; y < 6; y++) {
        pixels[i * 30 + y * 5 + i % 4] = (byte) (100 + i * 7 % 150);
      }
      pixels[i * 30 + i * 13 % 30] = (byte) 255;
    }
    IdxWriter.write(
        data.resolve(part + "-images-idx3-ubyte.gz"),
        IdxArray.of(IdxType.UNSIGNED_BYTE, List.of(count, 6, 5), pixels));
    IdxWriter.write(
        data.resolve(part + "-labels-idx1-ubyte"),
        IdxArray.of(IdxType.UNSIGNED_BYTE, List.of(count), labels));
  }

  /** Runs as the program does; what it prints is in {@link #out} and {@link #err}. */
  int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      return runInto(bytes, args);
    } finally {
      out.append(bytes.toString(StandardCharsets.UTF_8));
    }
  }

  /** The same with standard output into a stream. */
  int runInto(OutputStream stream, String... args) {
    return CommandLines.run(
        new StandardStream(stream),
        StandardCharsets.UTF_8,
        new PrintWriter(new EscapingWriter(err), true),
        args);
  }

  String data() {
    return folder.resolve("data").toString();
  }

  int train(String name, String... options) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "train",
                data(),
                "--out",
                folder.resolve(name).toString(),
                "--epochs",
                "3",
                "--batch-size",
                "60"));
    args.addAll(Arrays.asList(options));
    return run(args.toArray(String[]::new));
  }

  void assertRefused(int code, String message, String... args) {
    assertThat(run(args)).isEqualTo(code);
    assertThat(err.toString()).contains(message);
    assertThat(err.toString().lines().filter(line -> !line.startsWith("See:"))).hasSize(1);
  }
}
