package io.tercet.nn;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tercet.nn.op.LayerOperator;
import java.util.List;

/**
 * One layer of an architecture: a data record, serialized to JSON as its components and a {@code
 * type}. The computation is in its {@link LayerOperator}.
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
   * {@return the output shape for an input of shape {@code input}}
   *
   * @param input the shape of one example: {@code [784]} or {@code [28, 28, 1]}
   * @throws IllegalArgumentException if the layer does not support such an input
   */
  List<Integer> outputShape(List<Integer> input);

  /**
   * {@return the parameters of the layer for such an input, in order}
   *
   * @param input the shape of one example: {@code [784]} or {@code [28, 28, 1]}
   */
  List<ParameterSpec> weights(List<Integer> input);

  /** {@return the display name in a summary table: "Dense"} */
  String title();

  /** {@return whether the layer requires images [height, width, channels] as input} */
  @JsonIgnore
  default boolean isSpatial() {
    return false;
  }
}
