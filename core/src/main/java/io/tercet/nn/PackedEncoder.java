package io.tercet.nn;

import io.tercet.nn.op.InferencePlan;
import io.tercet.nn.op.InferenceScratch;

/**
 * An encoder for inference: a snapshot of its weights, packed once. Immutable and safe to call from
 * any number of threads at once. A call runs on the caller's thread alone, borrows its buffers and
 * gives them back, and allocates the embeddings alone once these are there.
 *
 * <p>Embeddings have the bits of {@link Encoder#embed}, whichever examples are embedded together.
 */
public final class PackedEncoder {
  /** Numbers of all layers' outputs, at most, of the examples that are embedded together. */
  private static final int NEAR = 1 << 17;

  /** Most examples embedded together. */
  private static final int MOST = 64;

  private final int features;
  private final int embeddingSize;
  private final int rows;
  private final InferencePlan plan;
  private final InferencePool pool;

  private PackedEncoder(Encoder encoder) {
    int[] widths = new int[encoder.layers() + 1];
    long all = 0;
    for (int depth = 0; depth < widths.length; depth++) {
      widths[depth] = encoder.size(depth);
      all += widths[depth];
    }
    this.features = widths[0];
    this.embeddingSize = encoder.embeddingSize();
    this.rows = Math.clamp(NEAR / all, 1, MOST);
    this.plan =
        new InferencePlan(
            encoder.operators(), encoder.layerWeights(), widths, encoder.inputEncoding(), rows);
    this.pool = new InferencePool(plan, rows);
  }

  /**
   * Packs the weights that an encoder has now; later changes of them have no effect.
   *
   * @param encoder its weights are copied
   * @return an encoder for inference
   */
  public static PackedEncoder of(Encoder encoder) {
    return new PackedEncoder(encoder.copy());
  }

  /** {@return the number of features of an example} */
  public int features() {
    return features;
  }

  /** {@return the number of dimensions of an embedding, d} */
  public int embeddingSize() {
    return embeddingSize;
  }

  /**
   * Embeds one example.
   *
   * @param example its features
   * @return [d]
   * @throws IllegalArgumentException if the number of features is not the encoder's
   */
  public float[] embed(float[] example) {
    return embed(example, 1);
  }

  /**
   * Embeds one example whose features are bytes, b standing for b / 255.
   *
   * @param example its features
   * @return [d]
   * @throws IllegalArgumentException if the number of features is not the encoder's
   */
  public float[] embed(byte[] example) {
    return embed(example, 1);
  }

  /**
   * Embeds some examples.
   *
   * @param examples [count x features], one after the other
   * @param count 0 or more
   * @return [count x d], one after the other
   * @throws IllegalArgumentException if there are not as many numbers
   */
  public float[] embed(float[] examples, int count) {
    requireLength(examples.length, count);
    float[] embeddings = new float[Math.multiplyExact(count, embeddingSize)];
    InferenceScratch scratch = pool.borrow(Math.min(count, rows));
    for (int from = 0; from < count; from += rows) {
      int taken = Math.min(rows, count - from);
      plan.load(examples, from, taken, scratch);
      run(scratch, taken, embeddings, from);
    }
    pool.giveBack(scratch);
    return embeddings;
  }

  /**
   * Embeds some examples whose features are bytes, b standing for b / 255.
   *
   * @param examples [count x features], one after the other
   * @param count 0 or more
   * @return [count x d], one after the other
   * @throws IllegalArgumentException if there are not as many bytes
   */
  public float[] embed(byte[] examples, int count) {
    requireLength(examples.length, count);
    float[] embeddings = new float[Math.multiplyExact(count, embeddingSize)];
    InferenceScratch scratch = pool.borrow(Math.min(count, rows));
    for (int from = 0; from < count; from += rows) {
      int taken = Math.min(rows, count - from);
      plan.load(examples, from, taken, scratch);
      run(scratch, taken, embeddings, from);
    }
    pool.giveBack(scratch);
    return embeddings;
  }

  private void run(InferenceScratch scratch, int count, float[] embeddings, int first) {
    float[] found = plan.run(count, scratch).data();
    System.arraycopy(found, 0, embeddings, first * embeddingSize, count * embeddingSize);
  }

  private void requireLength(int found, int count) {
    if (count < 0 || found != (long) count * features) {
      throw new IllegalArgumentException(
          "%d examples of %d features are %d numbers, found %d"
              .formatted(count, features, (long) count * features, found));
    }
  }
}
