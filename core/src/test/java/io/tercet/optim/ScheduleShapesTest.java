package io.tercet.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Warm-up and restarts, computed by hand. */
class ScheduleShapesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @ParameterizedTest
  @CsvSource({"0,0", "0.05,0.5", "0.0999,0.999", "0.1,1", "0.55,0.5", "1,0"})
  void warmUpRisesThenFollowsTheSchedule(double t, double expected) {
    assertThat(new WarmUpRate(0.1, new CosineRate()).share(t)).isCloseTo(expected, within(1e-9));
  }

  /** Cycles of 1, 2 and 4 sevenths: starts at 0, 1/7, 3/7, middles at 1/14, 2/7, 5/7. */
  @ParameterizedTest
  @CsvSource({"0,1", "1,0.5", "1.9999,0", "2,1", "4,0.5", "5.9999,0", "6,1", "10,0.5", "14,0"})
  void restartsAtEachCycle(double fourteenths, double expected) {
    assertThat(CosineRestarts.defaults().share(fourteenths / 14)).isCloseTo(expected, within(1e-6));
  }

  @Test
  void oneCycleIsCosineAnnealing() {
    CosineRestarts one = new CosineRestarts(1, 2);
    for (double t = 0; t <= 1; t += 0.01) {
      assertThat(one.share(t)).isCloseTo(new CosineRate().share(t), within(1e-12));
    }
  }

  @Test
  void constantsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WarmUpRate(1, new ConstantRate()))
        .withMessage("share: found 1.0, expected above 0 and below 1");
    assertThatIllegalArgumentException().isThrownBy(() -> new CosineRestarts(0, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new CosineRestarts(31, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new CosineRestarts(3, 0.5));
  }

  @Test
  void jsonHasAllConstants() {
    LearningRateSchedule schedule = new WarmUpRate(0.1, new CosineRestarts(2, 1.5));
    String json = JSON.writeValueAsString(schedule);
    assertThat(json).contains("\"warm-up\"", "\"restarts\"", "1.5");
    assertThat(JSON.readValue(json, LearningRateSchedule.class)).isEqualTo(schedule);
  }
}
