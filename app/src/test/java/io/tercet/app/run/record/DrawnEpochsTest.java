package io.tercet.app.run.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawnEpochsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 10, 99, 100})
  void drawsAllOfFewEpochs(int epochs) {
    assertThat(drawn(epochs)).hasSize(epochs);
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 150, 199, 200, 201, 3000, 3001, 12_345})
  void drawsAHundredOfManyEpochsAndTheLast(int epochs) {
    assertThat(drawn(epochs)).hasSizeBetween(50, DrawnEpochs.MOST + 1).endsWith(epochs);
  }

  private static int[] drawn(int epochs) {
    return IntStream.rangeClosed(1, epochs).filter(new DrawnEpochs(epochs)::contains).toArray();
  }
}
