package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command that runs until it is interrupted, as a user's in another window. */
final class Background implements AutoCloseable {
  private static final Pattern LINK = Pattern.compile("Dashboard: (http://\\S+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final StringWriter out = new StringWriter();
  private final Thread thread;
  private volatile int code = -1;

  Background(String... args) {
    thread =
        Thread.ofPlatform()
            .start(() -> {
              var line = CommandLines.create();
              line.setOut(new PrintWriter(out, true));
              line.setErr(new PrintWriter(out, true));
              code = line.execute(args);
            });
  }

  /** Where its dashboard is, once it says so. */
  URI link() throws InterruptedException {
    await(() -> LINK.matcher(out.toString()).find());
    Matcher matcher = LINK.matcher(out.toString());
    assertThat(matcher.find()).as(out.toString()).isTrue();
    return URI.create(matcher.group(1));
  }

  String output() {
    return out.toString();
  }

  /** Waits until something holds; fails if it never does. */
  static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  /** Its exit code. */
  int end() throws InterruptedException {
    thread.interrupt();
    thread.join(PATIENCE);
    return code;
  }

  @Override
  public void close() {
    try {
      end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
