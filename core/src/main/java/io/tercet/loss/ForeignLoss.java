package io.tercet.loss;

import io.tercet.io.ComponentTypes;
import io.tercet.io.ComponentTypes.Foreign;
import java.util.Map;

/**
 * Stands in for a loss that a file names and the library does not have. It cannot be trained with.
 *
 * @param type name of its class
 * @param values its components, as the file has them
 */
record ForeignLoss(String type, Map<String, Object> values) implements Loss, Foreign {
  ForeignLoss {
    values = ComponentTypes.kept(values);
  }

  /**
   * Refuses.
   *
   * @throws IllegalStateException always
   */
  @Override
  public Objective bind(LossContext context) {
    throw unusable("loss");
  }
}
