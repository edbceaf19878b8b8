package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The recipe that is warmed up for before the command line is read. */
class EarlyRecipeTest {

  @Test
  void isNamedInTwoForms() {
    assertThat(recipe("train", "--recipe", "mlp")).isEqualTo("mlp");
    assertThat(recipe("train", "--recipe=mlp")).isEqualTo("mlp");
    assertThat(recipe("train", "mnist", "--recipe=conv", "--epochs", "3")).isEqualTo("conv");
    assertThat(recipe("train", "--recipe=mlp", "--recipe", "conv")).isEqualTo("conv");
    assertThat(recipe("train", "--recipe")).isEmpty();
    assertThat(recipe("train")).isEmpty();
  }

  private static String recipe(String... words) {
    return TrainCommand.recipeOf(List.of(words));
  }
}
