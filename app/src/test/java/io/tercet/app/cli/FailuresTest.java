package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tercet.app.run.InputErrors;
import io.tercet.data.DataException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void defectsAreNotShownAsMistakesOfTheUser() {
    assertThat(Failures.line(new IllegalArgumentException("3 rows, found 4")))
        .isEqualTo(
            "internal error, please report it: java.lang.IllegalArgumentException: 3 rows, found 4"
                + " (--debug shows more)");
    assertThat(Failures.line(new NumberFormatException("For input string: \"x\"")))
        .startsWith("internal error, please report it: java.lang.NumberFormatException");
  }

  @Test
  void whatIsRefusedOfTheInputIsShownAsItIs() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() ->
            InputErrors.check(() -> {
              throw new IllegalArgumentException("found 1 class, expected 2");
            }))
        .satisfies(e -> assertThat(Failures.line(e)).isEqualTo("found 1 class, expected 2"));
    assertThat(Failures.line(new NoSuchFileException("a.csv"))).contains("a.csv");
  }
}
