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
 * Standard output or standard error, which remembers that it could not be written to: a {@link
 * PrintWriter} says nothing of that.
 */
public final class StandardStream extends FilterOutputStream {
  private @Nullable IOException failure;

  public StandardStream(OutputStream out) {
    super(out);
  }

  /** To print to it; lines are there at once. */
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

  /** Why it could not be written to, or null. */
  public synchronized @Nullable IOException failure() {
    return failure;
  }
}
