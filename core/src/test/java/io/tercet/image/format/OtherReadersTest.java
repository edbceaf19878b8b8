package io.tercet.image.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tercet.image.TestImages;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OtherReadersTest {
  @Test
  void aReaderThatDoesNotEndIsLeftToItself() {
    AtomicBoolean end = new AtomicBoolean();
    Thread[] reader = {Thread.currentThread()};
    assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(() ->
            OtherReaders.within(
                1,
                () -> {
                  reader[0] = Thread.currentThread();
                  while (!end.get()) {
                    Thread.onSpinWait();
                  }
                  return 1;
                }));
    assertThat(reader[0].isDaemon()).isTrue();
    assertThat(reader[0].isAlive()).isTrue();
    end.set(true);
  }

  @Test
  void aReaderThatEndsInTimeIsHeard() throws IOException, TimeoutException {
    assertThat(OtherReaders.<Integer>within(5, () -> 7)).isEqualTo(7);
    assertThatExceptionOfType(StackOverflowError.class)
        .isThrownBy(() ->
            OtherReaders.within(
                5,
                () -> {
                  throw new StackOverflowError();
                }));
  }

  /** A reader that looks for what is not there, again and again, gets no further. */
  @Test
  void aStreamDoesNotEndForEver() {
    ContentStream stream = new ContentStream(new byte[10]);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> {
          while (stream.read() < 256) {
            // as some readers do
          }
        });
  }

  @Test
  void aStoppedStreamAnswersNothing() throws IOException {
    ContentStream stream = new ContentStream(new byte[10]);
    assertThat(stream.read()).isZero();
    stream.stop();
    assertThatExceptionOfType(IOException.class).isThrownBy(stream::read);
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> stream.read(new byte[2], 0, 2));
  }

  @Test
  void readersWithinReadersLeaveNoTemporaryFiles() throws IOException {
    TestImages.decode(TestImages.resource("whole/smooth-jpeg.tif"));
    assertThat(ImageIO.getUseCache()).isFalse();
  }
}
