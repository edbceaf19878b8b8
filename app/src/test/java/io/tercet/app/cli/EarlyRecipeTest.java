package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.app.start.WarmUp;
import io.tercet.train.Recipes;
import java.util.List;
import java.util.Objects;
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

  @Test
  void isTheOneThatIsWarmedUpFor() {
    try (WarmUp warmUp = Objects.requireNonNull(TrainCommand.warmUp("train", "--recipe=mlp"));
        WarmUp same = warmUp.turnTo(Recipes.find("mlp").orElseThrow());
        WarmUp other = same.turnTo(Recipes.find("classic").orElseThrow())) {
      assertThat(same).isSameAs(warmUp);
      assertThat(other).isNotSameAs(warmUp);
    }
  }

  private static String recipe(String... words) {
    return TrainCommand.recipeOf(List.of(words));
  }
}
