package io.tercet.sampling;

import io.tercet.data.Dataset;
import io.tercet.io.ComponentTypes;
import io.tercet.io.ComponentTypes.Foreign;
import io.tercet.tensor.Seed;
import java.util.Map;

/** Stands in for a sampler that a file names and the library does not have; it makes no batches. */
record ForeignSampler(String type, Map<String, Object> values) implements Sampler, Foreign {
  ForeignSampler {
    values = ComponentTypes.kept(values);
  }

  @Override
  public int rows() {
    return 0;
  }

  @Override
  public BatchSource bind(Dataset data, Seed seed) {
    throw unusable("sampler");
  }
}
