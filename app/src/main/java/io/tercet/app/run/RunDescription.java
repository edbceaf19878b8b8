package io.tercet.app.run;

import io.tercet.app.Version;
import io.tercet.data.TrainTestSplit;
import io.tercet.kernel.KernelChoice;
import io.tercet.nn.Summary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What config.json says of a run: everything needed to repeat or resume it.
 *
 * @param config its configuration
 * @param data what it trains on and evaluates on
 * @param init the model whose weights it began with, or null
 * @param resumed the run that it continues, or null
 * @param started when it began, unless it continues another
 */
record RunDescription(
    RunConfig config,
    TrainTestSplit data,
    @Nullable Path init,
    @Nullable InterruptedRun resumed,
    Instant started) {

  /**
   * The content.
   *
   * @param digest of the training examples
   * @param origin how the data was read and cut
   */
  Map<String, Object> of(String digest, Map<String, Object> origin) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("tercet", Version.ofTercet());
    described.put("jdk", Runtime.version().toString());
    described.put("kernels", KernelChoice.best().description());
    described.put("started", resumed == null ? started.toString() : resumed.started());
    described.put("data", data.name());
    described.put("data_digest", digest);
    described.putAll(origin);
    described.put("preprocessing", data.train().preprocessing());
    described.put("training_examples", data.train().size());
    described.put("test_examples", data.test().size());
    described.put("threads", config.threads());
    described.put("pictures", config.pictures());
    described.put("evaluation", config.evaluation());
    if (init != null) {
      described.put("init", init.toString());
    }
    described.put(
        "encoder",
        Summary.of(config.training().architecture(data.train().shape())).lines().toList());
    described.put("training", config.training());
    if (resumed != null) {
      resumed.changes().ifPresent(changes -> described.put("changes", changes));
    }
    return described;
  }
}
