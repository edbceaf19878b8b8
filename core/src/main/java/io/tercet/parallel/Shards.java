package io.tercet.parallel;

/**
 * Splits items into contiguous shards. The number of shards depends on the number of items alone,
 * never on the number of threads, so sums over shards are reproducible.
 *
 * @param items number of items, at least 0
 * @param count number of shards, at least 1
 */
public record Shards(int items, int count) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the number of items is negative, or that of shards less
   *     than 1
   */
  public Shards {
    if (items < 0 || count < 1) {
      throw new IllegalArgumentException(
          "items must be at least 0 and shards at least 1, found " + items + " and " + count);
    }
  }

  /**
   * {@return the fewest shards of at most {@code size} items each}
   *
   * @param items the number of items, at least 0
   * @param size the maximum number of items of a shard, at least 1
   */
  public static Shards ofSize(int items, int size) {
    return new Shards(items, Math.max(1, Math.ceilDiv(items, size)));
  }

  /**
   * {@return the first item of the shard}
   *
   * @param shard from 0 to {@code count() - 1}
   */
  public int from(int shard) {
    return (int) ((long) items * shard / count);
  }

  /**
   * {@return one past the last item of the shard}
   *
   * @param shard from 0 to {@code count() - 1}
   */
  public int to(int shard) {
    return from(shard + 1);
  }
}
