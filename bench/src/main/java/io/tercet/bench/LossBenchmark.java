package io.tercet.bench;

import io.tercet.loss.CircleLoss;
import io.tercet.loss.ContrastiveLoss;
import io.tercet.loss.Loss;
import io.tercet.loss.LossContext;
import io.tercet.loss.LossValue;
import io.tercet.loss.MinedLoss;
import io.tercet.loss.MultiSimilarityLoss;
import io.tercet.loss.NtXentLoss;
import io.tercet.loss.Objective;
import io.tercet.loss.ProxyAnchorLoss;
import io.tercet.loss.SupervisedContrastiveLoss;
import io.tercet.loss.TripletLoss;
import io.tercet.mining.BatchAllMiner;
import io.tercet.mining.BatchEasyHardMiner;
import io.tercet.mining.MultiSimilarityMiner;
import io.tercet.nn.EmbeddingGradient;
import io.tercet.parallel.Workers;
import io.tercet.sampling.Batch;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Mining, loss and gradient of one batch: ten classes, embeddings of 64 dimensions. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@State(Scope.Benchmark)
public class LossBenchmark {
  private static final int CLASSES = 10;
  private static final int DIMENSIONS = 64;

  /** Loss, and miner where it takes one, parted by a slash. */
  @Param({
    "triplet/batch-hard",
    "triplet/semi-hard",
    "triplet/batch-all",
    "nt-xent",
    "supervised-contrastive",
    "multi-similarity",
    "contrastive",
    "circle",
    "proxy-anchor"
  })
  String loss = "";

  /** Examples of the batch. */
  @Param("2048")
  int batchSize;

  /** Threads that share the work. */
  @Param("2")
  int threads;

  private Workers workers = new Workers(1);
  private Batch batch = new Batch(new int[0], new int[0], 0);
  private Matrix embeddings = Matrix.zeros(0, 0);
  private EmbeddingGradient gradient = new EmbeddingGradient(0, 0);
  private @Nullable Objective objective;

  /** A batch as early in training: classes that overlap. */
  @Setup(Level.Trial)
  public void prepare() {
    workers = new Workers(threads);
    int[] labels = new int[batchSize];
    Arrays.setAll(labels, i -> i % CLASSES);
    batch = new Batch(new int[batchSize], labels, 0);
    embeddings = OverlappingClasses.of(labels, DIMENSIONS, new Seed(1));
    gradient = new EmbeddingGradient(batchSize, DIMENSIONS);
    objective = loss().bind(new LossContext(CLASSES, DIMENSIONS, true, new Seed(1)));
  }

  private Loss loss() {
    TripletLoss triplets = TripletLoss.defaults();
    return switch (loss) {
      case "triplet/batch-hard" ->
          triplets.withMiner(BatchEasyHardMiner.batchHard(triplets.distance()));
      case "triplet/semi-hard" -> triplets;
      case "triplet/batch-all" -> triplets.withMiner(new BatchAllMiner());
      case "nt-xent" -> NtXentLoss.defaults();
      case "supervised-contrastive" -> SupervisedContrastiveLoss.defaults();
      case "multi-similarity" ->
          new MinedLoss(MultiSimilarityLoss.defaults(), MultiSimilarityMiner.defaults());
      case "contrastive" -> ContrastiveLoss.defaults();
      case "circle" -> CircleLoss.defaults();
      case "proxy-anchor" -> ProxyAnchorLoss.defaults();
      default -> throw new IllegalArgumentException(loss);
    };
  }

  /** Ends the threads. */
  @TearDown(Level.Trial)
  public void close() {
    workers.close();
  }

  /** The loss and its gradient. */
  @Benchmark
  public LossValue evaluate() {
    return Objects.requireNonNull(objective).evaluate(batch, embeddings, gradient, workers);
  }
}
