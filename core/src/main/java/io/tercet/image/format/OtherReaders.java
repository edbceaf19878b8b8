package io.tercet.image.format;

import io.tercet.image.ImageSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/**
 * Readers of ImageIO for what is not decoded here: JPEG by the JDK's, lossy WebP and rare TIFF by
 * others. They run on threads of their own, which do not keep the program from ending, for as long
 * as a picture of its size may take.
 */
final class OtherReaders {
  /** Readers whose thread does not end are left to themselves. */
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("tercet-picture-", 0).factory());

  /** How many times as long as its work a thread may take, waiting for others. */
  private static final int MOST_WAITED = 20;

  static {
    // Readers within readers keep what they read in memory: temporary files would stay behind when
    // the program is killed.
    ImageIO.setUseCache(false);
  }

  private OtherReaders() {}

  /** What a reader is used for. */
  interface Use<T> {
    T apply(ImageReader reader) throws IOException;
  }

  /** The JDK's own, whatever else is on the class path: its warnings are known. */
  static ImageReader jpeg() throws ImageFormatException {
    return named("JPEG", "com.sun.imageio.");
  }

  static ImageReader webP() throws ImageFormatException {
    return named("WebP", "com.twelvemonkeys.");
  }

  static ImageReader tiff() throws ImageFormatException {
    return named("TIFF", "com.twelvemonkeys.");
  }

  /** A reader of that format, of that family if there is one. */
  private static ImageReader named(String format, String family) throws ImageFormatException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    ImageReader any = null;
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith(family)) {
        return reader;
      }
      any = any == null ? reader : any;
    }
    if (any == null) {
      throw new ImageFormatException("a %s, and there is no reader for it here".formatted(format));
    }
    return any;
  }

  /** What a reader says beside the picture, in its words. */
  static List<String> listen(ImageReader reader) {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    return warnings;
  }

  /**
   * Reads with a reader, for as long as a picture of that size may take.
   *
   * @throws ImageFormatException if it takes longer, or the reader answers with any exception at
   *     all
   */
  static <T> T read(
      ImageBytes bytes, ImageReader reader, ContentStream stream, ImageSize size, Use<T> use)
      throws IOException {
    int seconds = ImageLimits.seconds(size);
    try {
      return within(
          seconds,
          () -> {
            try {
              reader.setInput(stream, true, true);
              return use.apply(reader);
            } finally {
              reader.dispose();
            }
          });
    } catch (TimeoutException e) {
      stream.stop();
      reader.abort();
      throw bytes.damaged("its reader was not done after %d seconds".formatted(seconds));
    } catch (ImageFormatException e) {
      throw e;
    } catch (IOException | RuntimeException | AssertionError e) {
      throw bytes.damaged(firstLine(e)); // readers answer damage with anything
    }
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? "its reader gave up (%s)".formatted(e.getClass().getSimpleName())
        : message.lines().findFirst().orElse("");
  }

  /**
   * Waits for work that is done on another thread.
   *
   * @param seconds of a processor that it may take; on a machine that is busy with other things, or
   *     while the program is stopped, more time may pass
   */
  static <T> T within(int seconds, Callable<T> work) throws IOException, TimeoutException {
    TimedWork<T> timed = new TimedWork<>(work);
    Future<T> future = THREADS.submit(timed);
    boolean interrupted = false;
    try {
      for (int waited = 0; !future.isDone(); waited++) {
        if (timed.seconds() >= seconds || waited >= MOST_WAITED * seconds) {
          future.cancel(true);
          throw new TimeoutException();
        }
        interrupted |= wait(future);
      }
      return result(future);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for at most a second; returns whether somebody wants this thread to end. */
  private static boolean wait(Future<?> future) {
    try {
      future.get(1, TimeUnit.SECONDS);
      return false;
    } catch (InterruptedException e) {
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false; // the caller looks at what came of it
    }
  }

  private static <T> T result(Future<T> future) throws IOException {
    if (future.state() == Future.State.SUCCESS) {
      return future.resultNow();
    }
    Throwable thrown = future.exceptionNow();
    switch (thrown) {
      case IOException exception -> throw exception;
      case RuntimeException exception -> throw exception;
      case Error error -> throw error;
      default -> throw new IOException(thrown);
    }
  }
}
