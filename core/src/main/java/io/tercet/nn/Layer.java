package io.tercet.nn;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tercet.nn.op.LayerOperator;
import java.util.List;

/**
 * One layer of an architecture: data only, written to JSON as it is, with its {@code type} beside
 * its components. What it computes is in its {@link LayerOperator}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Dense.class, name = "dense"),
  @JsonSubTypes.Type(value = L2Normalize.class, name = "l2-normalize"),
  @JsonSubTypes.Type(value = Conv2d.class, name = "conv2d"),
  @JsonSubTypes.Type(value = MaxPool2d.class, name = "max-pool2d"),
  @JsonSubTypes.Type(value = AveragePool2d.class, name = "average-pool2d"),
  @JsonSubTypes.Type(value = GlobalAveragePool2d.class, name = "global-average-pool2d"),
  @JsonSubTypes.Type(value = Flatten.class, name = "flatten"),
  @JsonSubTypes.Type(value = Dropout.class, name = "dropout"),
  @JsonSubTypes.Type(value = GroupNorm.class, name = "group-norm"),
  @JsonSubTypes.Type(value = ResidualBlock.class, name = "residual-block")
})
public sealed interface Layer
    permits Dense,
        L2Normalize,
        Conv2d,
        MaxPool2d,
        AveragePool2d,
        GlobalAveragePool2d,
        Flatten,
        Dropout,
        GroupNorm,
        ResidualBlock,
        ResidualSum {

  /**
   * Shape of an output for an input of shape {@code input}.
   *
   * @throws IllegalArgumentException if the layer cannot take such an input
   */
  List<Integer> outputShape(List<Integer> input);

  /** The weights the layer has for such an input, in the order in which it expects them. */
  List<ParameterSpec> weights(List<Integer> input);

  /** What people call it in a summary table: "Dense". */
  String title();

  /** Whether its inputs are images [height, width, channels] and nothing else. */
  @JsonIgnore
  default boolean isSpatial() {
    return false;
  }
}
