package io.tercet.sampling;

/**
 * The endless sequence of batches of one training, made by a {@link Sampler} for a data set. Not
 * thread-safe.
 */
public interface BatchSource {
  /** {@return the number of batches that make an epoch, at least 1} */
  int stepsPerEpoch();

  /**
   * Allocates a batch; all batches of a source have the same size.
   *
   * @return an empty batch, for {@link #drawInto}
   */
  Batch room();

  /**
   * Draws the next batch into a reused batch or a new {@link #room()}.
   *
   * @param batch receives the examples and their labels
   */
  void drawInto(Batch batch);

  /** {@return the next batch, in new arrays} */
  default Batch next() {
    Batch batch = room();
    drawInto(batch);
    return batch;
  }
}
