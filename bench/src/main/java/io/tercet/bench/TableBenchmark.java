package io.tercet.bench;

import io.tercet.table.Table;
import io.tercet.table.TableOptions;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading a table of 500,000 rows and 20 columns of random numbers, in milliseconds. The size of
 * the file is printed at first. Numbers have four decimals ({@code short}) or all 17 digits of a
 * double ({@code long}); {@code parquet} has float32 pages without compression. Parquet pages are
 * decoded on all cores: for the speed of one, run this on one (taskset -c 0).
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@State(Scope.Benchmark)
public class TableBenchmark {
  private static final int ROWS = 500_000;
  private static final int COLUMNS = 20;
  private static final TableOptions OPTIONS = TableOptions.DEFAULT.withRequireLabel(false);

  /** What is read. */
  @Param({"short", "long", "parquet"})
  String format = "short";

  private Path file;

  /** Writes the file. */
  @Setup(Level.Trial)
  public void write() throws IOException {
    boolean isParquet = format.equals("parquet");
    file = Files.createTempFile("table", isParquet ? ".parquet" : ".csv");
    Random random = new Random(1);
    if (isParquet) {
      float[][] columns = new float[COLUMNS][ROWS];
      for (float[] column : columns) {
        for (int row = 0; row < ROWS; row++) {
          column[row] = (float) random.nextGaussian();
        }
      }
      ParquetBytes.write(file, columns);
    } else {
      writeText(random);
    }
    System.out.printf("%s: %,d bytes%n", format, Files.size(file));
  }

  private void writeText(Random random) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int row = -1; row < ROWS; row++) {
        for (int c = 0; c < COLUMNS; c++) {
          double number = random.nextGaussian();
          out.write(c == 0 ? "" : ",");
          out.write(
              row < 0
                  ? "c" + c
                  : Double.toString(
                      format.equals("short") ? Math.rint(number * 1e4) / 1e4 : number));
        }
        out.newLine();
      }
    }
  }

  /** Deletes the file. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    Files.delete(file);
  }

  /** Reads the file. */
  @Benchmark
  public Table read() throws IOException {
    return Table.read(file, OPTIONS);
  }
}
