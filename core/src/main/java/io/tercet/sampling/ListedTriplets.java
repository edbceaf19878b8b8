package io.tercet.sampling;

import io.tercet.data.Dataset;
import io.tercet.data.ExampleIds;
import io.tercet.io.ExampleList;
import io.tercet.tensor.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The triplets listed in a file, in shuffled order.
 *
 * @param file lines of {@code anchor,positive,negative}, by number of training example from 0 or by
 *     its id
 * @param triplets of a batch, 1 to {@value RandomTriplets#MAX_TRIPLETS}
 */
public record ListedTriplets(String file, int triplets) implements Sampler {

  /**
   * Checks the number of triplets.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public ListedTriplets {
    RandomTriplets.requireTriplets(triplets);
  }

  @Override
  public int rows() {
    return 3 * triplets;
  }

  /**
   * The batches of one training.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  @Override
  public BatchSource bind(Dataset data, Seed seed) {
    try {
      int[] listed = ExampleList.readTriplets(Path.of(file), ExampleIds.of(data));
      return new ListedTripletSampler(data.labels(), listed, triplets, seed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean choosesTriplets() {
    return true;
  }

  @Override
  public String description() {
    return "%s triplets of %s".formatted(triplets, file);
  }
}
