package consumer.own;

import io.tercet.data.Dataset;
import io.tercet.sampling.Batch;
import io.tercet.sampling.BatchSource;
import io.tercet.sampling.Sampler;
import io.tercet.tensor.Seed;
import java.util.random.RandomGenerator;

/**
 * Draws examples at random, with replacement.
 *
 * @param rows examples of a batch
 */
public record RandomExamples(int rows) implements Sampler {

  @Override
  public BatchSource bind(Dataset data, Seed seed) {
    return new Draws(rows, data, seed.stream("random-examples"));
  }

  private record Draws(int rows, Dataset data, RandomGenerator random) implements BatchSource {
    @Override
    public int stepsPerEpoch() {
      return Math.max(data.size() / rows, 1);
    }

    @Override
    public Batch room() {
      return Batch.ofExamples(rows);
    }

    @Override
    public void drawInto(Batch batch) {
      for (int i = 0; i < rows; i++) {
        int example = random.nextInt(data.size());
        batch.examples()[i] = example;
        batch.labels()[i] = data.label(example);
      }
    }
  }
}
