package io.tercet.table;

import dev.hardwood.reader.ParquetFileReader;
import io.tercet.data.DataException;
import io.tercet.io.OneLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the Parquet reader throws, in one line with the path. */
final class ParquetFailure {
  /** It would say which of its optional libraries it has found. */
  private static final Logger HARDWOOD = Logger.getLogger("dev.hardwood");

  static {
    HARDWOOD.setLevel(Level.OFF);
  }

  private static final int DEPTH = 10;

  private ParquetFailure() {}

  /** Something that reads a file. */
  @FunctionalInterface
  interface Task {
    void run(ParquetFileReader reader) throws IOException;
  }

  /**
   * Runs a task on an open file.
   *
   * @throws DataException if the file is damaged, which Hardwood says with all kinds of exceptions
   */
  static void guard(Path file, Task task) throws IOException {
    try (ParquetFileReader reader = ParquetTable.open(file)) {
      task.run(reader);
    } catch (DataException e) {
      throw e;
    } catch (UnsupportedOperationException e) {
      throw new DataException(
          "%s: cannot be read, expected a Parquet file without encryption, of codecs Snappy, Zstandard or gzip (%s)"
              .formatted(file, message(e)),
          e);
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
      // A length that was damaged asks for memory that is not there, too.
      String expected =
          isMemory(e)
              ? "damaged, or pages larger than the memory (-Xmx)"
              : "damaged or cut short, expected a whole Parquet file";
      throw new DataException("%s: %s (%s)".formatted(file, expected, message(e)), e);
    }
  }

  private static boolean isMemory(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEPTH; depth++) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** The innermost message, which has the column. */
  private static String message(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage());
    Throwable cause = thrown.getCause();
    for (int depth = 0; cause != null && depth < DEPTH; depth++) {
      String inner = String.valueOf(cause.getMessage());
      if (!message.contains(inner)) {
        message += ": " + inner;
      }
      cause = cause.getCause();
    }
    return OneLine.of(thrown.getMessage() == null ? thrown.getClass().getSimpleName() : message);
  }
}
