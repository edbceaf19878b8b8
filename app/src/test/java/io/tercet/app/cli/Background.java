package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.app.cli.console.StandardStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command that runs until it is interrupted, as a user's in another window. */
final class Background implements AutoCloseable {
  private static final Pattern LINK = Pattern.compile("Dashboard: (http://\\S+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Thread thread;
  private volatile int code = -1;

  Background(String... args) {
    thread =
        Thread.ofPlatform()
            .start(() -> {
              StandardStream stream = new StandardStream(out);
              PrintWriter err = stream.writer(StandardCharsets.UTF_8);
              code = CommandLines.run(stream, StandardCharsets.UTF_8, err, args);
            });
  }

  /** Where its dashboard is, once it says so. */
  URI link() throws InterruptedException {
    await(() -> LINK.matcher(output()).find());
    Matcher matcher = LINK.matcher(output());
    assertThat(matcher.find()).as(output()).isTrue();
    return URI.create(matcher.group(1));
  }

  String output() {
    return out.toString(StandardCharsets.UTF_8);
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
