package io.tercet.loss;

/**
 * A loss between examples and one learned vector for each class, instead of among the examples: a
 * proxy, a class weight, a center. The vectors are trained along with the encoder and are kept in
 * the model file.
 */
public interface ProxyLoss extends AnchorLoss {

  /** {@return the name of the vectors in the model file: "proxies"} */
  String proxyName();

  /**
   * {@return whether the vectors are the anchors and the examples their positives, or the other way
   * round}
   */
  default boolean proxiesAreAnchors() {
    return false;
  }

  @Override
  default Objective bind(LossContext context) {
    LossParameters proxies =
        LossParameters.ofClasses(
            proxyName(), context.classes(), context.dimensions(), context.seed());
    return proxiesAreAnchors()
        ? ProxyObjective.proxiesAsAnchors(this, proxies)
        : ProxyObjective.examplesAsAnchors(this, proxies);
  }
}
