package io.tercet.table;

import dev.hardwood.InputFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A file for Hardwood, which asks for nothing, again and again, where a damaged page claims more
 * bytes than its column has: that ends here. Thread-safe.
 */
final class ParquetInput implements InputFile {
  private final InputFile file;

  ParquetInput(Path path) {
    this.file = InputFile.of(path);
  }

  @Override
  public void open() throws IOException {
    file.open();
  }

  @Override
  public ByteBuffer readRange(long offset, int length) throws IOException {
    if (length <= 0 || offset < 0 || offset > file.length() - length) {
      throw new EOFException("%d bytes at byte %d of %d".formatted(length, offset, file.length()));
    }
    return file.readRange(offset, length);
  }

  @Override
  public long length() throws IOException {
    return file.length();
  }

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
