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
 * ImageIO readers for formats that are not decoded here: JPEG by the JDK, lossy WebP and rare TIFF
 * by libraries. They run on daemon threads with a time limit that depends on the image's size.
 */
final class OtherReaders {
  /** Threads of readers that do not end are abandoned. */
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("tercet-image-", 0).factory());

  /** Maximum ratio of elapsed time to the limit of processor time. */
  private static final int MOST_WAITED = 20;

  static {
    // Nested readers buffer in memory: temporary files would be left behind if the process is //
    // killed.
    ImageIO.setUseCache(false);
  }

  private OtherReaders() {}

  /** An operation on a reader. */
  interface Use<T> {
    T apply(ImageReader reader) throws IOException;
  }

  /** The JDK's own reader, regardless of the class path: its warnings are known. */
  static ImageReader jpeg() throws ImageFormatException {
    return named("JPEG", "com.sun.imageio.");
  }

  static ImageReader webP() throws ImageFormatException {
    return named("WebP", "com.twelvemonkeys.");
  }

  static ImageReader tiff() throws ImageFormatException {
    return named("TIFF", "com.twelvemonkeys.");
  }

  /** A reader of a format, preferably of the given family. */
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
      throw new ImageFormatException("a %s, for which no reader is installed".formatted(format));
    }
    return any;
  }

  /** Collects the warnings of a reader. */
  static List<String> listen(ImageReader reader) {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    return warnings;
  }

  /**
   * Runs a reader with a time limit for an image of that size.
   *
   * @throws ImageFormatException if the limit is exceeded or the reader throws any exception
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
      throw bytes.damaged("the reader did not finish within %d seconds".formatted(seconds));
    } catch (ImageFormatException e) {
      throw e;
    } catch (IOException | RuntimeException | AssertionError e) {
      throw bytes.damaged(firstLine(e)); // readers throw arbitrary exceptions on damaged files
    }
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? "the reader failed (%s)".formatted(e.getClass().getSimpleName())
        : message.lines().findFirst().orElse("");
  }

  /**
   * Runs work on another thread with a limit.
   *
   * @param seconds limit of processor time; on a busy machine more time may elapse
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

  /** Waits for at most a second; returns whether this thread was interrupted. */
  private static boolean wait(Future<?> future) {
    try {
      future.get(1, TimeUnit.SECONDS);
      return false;
    } catch (InterruptedException e) {
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false; // the caller handles the outcome
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
