package io.tercet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tercet.nn.Architecture;
import io.tercet.nn.Conv2d;
import io.tercet.nn.Dense;
import io.tercet.nn.ResidualBlock;
import io.tercet.tensor.Activation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The memory that a training needs is computed before it is allocated. */
class TrainingMemoryTest {

  /** By hand: 10 x 4 + 4 weights, five copies; rows of 2 x 10 + 4 + 2 x 4 numbers. */
  @Test
  void anExampleByHand() {
    TrainingMemory memory =
        TrainingMemory.of(new Architecture(List.of(10), List.of(new Dense(4, Activation.RELU))));
    assertThat(memory.weights()).isCloseTo(5 * 44 * 4.0, within(1e-9));
    assertThat(memory.row()).isCloseTo((20 + 4 + 8) * 4.0, within(1e-9));
    assertThat(memory.bytes(3)).isCloseTo(memory.weights() + 3 * memory.row(), within(1e-9));
  }

  @Test
  void layersOfResidualBlocksAreCounted() {
    Conv2d conv = Conv2d.depthwise(4, 3, Activation.RELU);
    List<Integer> input = List.of(8, 8, 4);
    TrainingMemory plain = TrainingMemory.of(new Architecture(input, List.of(conv, conv, conv)));
    ResidualBlock block = new ResidualBlock(List.of(conv, conv), Activation.RELU);
    TrainingMemory residual = TrainingMemory.of(new Architecture(input, List.of(conv, block)));
    assertThat(residual.weights()).isEqualTo(plain.weights());
    assertThat(residual.row()).isEqualTo(plain.row() + 8 * 8 * 4 * 4.0); // the sum
  }

  @ParameterizedTest
  @CsvSource({"classic, 3000", "mlp, 1100", "conv, 1100", "pml-mnist, 800"})
  void whatDoesNotFitIsRefusedAtOnceWithWhatWould(String recipe, int side) {
    TrainingConfig config = Recipes.find(recipe).orElseThrow();
    List<Integer> shape = List.of(side, side, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trainer.requireMemory(config, shape))
        .withMessageStartingWith("training on batches of ")
        .withMessageContaining("examples of [%d, %d, 3] needs about".formatted(side, side))
        .withMessageContaining("of memory, the JVM may take");
    Trainer.requireMemory(config, List.of(28, 28));
  }

  @Test
  void theBatchThatFitsIsNamed() {
    TrainingMemory memory = new TrainingMemory(1 << 20, 1 << 20);
    memory.requireFits(8, List.of(9, 9), 10 << 20);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> memory.requireFits(9, List.of(9, 9), 10 << 20))
        .withMessageContaining("8 rows would fit");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> memory.requireFits(9, List.of(9, 9), 1 << 20))
        .withMessageContaining("take smaller examples, a smaller network or more memory (-Xmx)");
  }
}
