package io.tercet.parallel;

/**
 * Splits items into contiguous shards. The number of shards depends on the number of items alone,
 * never on the number of threads, so sums over shards are reproducible.
 *
 * @param items number of items, at least 0
 * @param count number of shards, at least 1
 */
public record Shards(int items, int count) {

  public Shards {
    if (items < 0 || count < 1) {
      throw new IllegalArgumentException(
          "items must be at least 0 and shards at least 1, found " + items + " and " + count);
    }
  }

  /** The fewest shards of at most {@code size} items each. */
  public static Shards ofSize(int items, int size) {
    return new Shards(items, Math.max(1, Math.ceilDiv(items, size)));
  }

  /** First item of the shard. */
  public int from(int shard) {
    return (int) ((long) items * shard / count);
  }

  /** One past the last item of the shard. */
  public int to(int shard) {
    return from(shard + 1);
  }
}
