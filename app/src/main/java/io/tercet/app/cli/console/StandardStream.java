package io.tercet.app.cli.console;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Standard output or standard error, remembering write errors, which a {@link PrintWriter} hides.
 */
public final class StandardStream extends FilterOutputStream {
  private @Nullable IOException failure;

  public StandardStream(OutputStream out) {
    super(out);
  }

  /** A writer that flushes at each line end. */
  public PrintWriter writer(Charset charset) {
    return new PrintWriter(
        new EscapingWriter(new OutputStreamWriter(new BufferedOutputStream(this), charset)), true);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** The first write error, or null. */
  public synchronized @Nullable IOException failure() {
    return failure;
  }
}
