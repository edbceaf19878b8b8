package io.tercet.bench;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.tercet.data.Dataset;
import io.tercet.data.idx.IdxFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The works of the comparison in libtorch through DJL, in the manner of its users: one resident
 * array that batches are gathered from, the triplets of an epoch drawn at once by array operations,
 * DJL's own blocks, trainer and optimizer. Arguments and output as {@link TercetPeer}.
 */
public final class DjlPeer {
  private static final int BATCH = 2048;
  private static final float MARGIN = 0.2f;
  private static final int WARM_EPOCHS = 20;

  private final NDManager manager = NDManager.newBaseManager();

  private DjlPeer() {}

  /** Runs a work. */
  public static void main(String[] arguments) throws IOException {
    WorkArguments work = WorkArguments.parse(arguments);
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(work.threads()));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    System.out.println("version " + Engine.getInstance().getVersion());
    DjlPeer peer = new DjlPeer();
    switch (work.work()) {
      case CLASSIC -> peer.classic(work.data(), work.rounds());
      case CLASSIC_RUN -> peer.classicRun(work.data());
      case DENSE -> peer.dense(work.data(), work.rounds());
      case EMBED -> peer.embed(work.data(), work.rounds());
      case PML_MNIST, EMBED_PML_MNIST, EMBED_CONV ->
          throw new IllegalArgumentException("only dense encoders, found " + work.work());
    }
  }

  private void classic(Path data, int rounds) throws IOException {
    try (Trainer trainer = trainer(classicEncoder(), 784)) {
      ClassicEpoch epoch = new ClassicEpoch(data, trainer);
      for (int i = 0; i < WARM_EPOCHS; i++) {
        epoch.run();
      }
      WorkArguments.timeWarm(rounds, epoch.steps * BATCH, epoch);
    }
  }

  private void classicRun(Path data) throws IOException {
    Block encoder = classicEncoder();
    try (Model model = Model.newInstance("classic")) {
      model.setBlock(encoder);
      try (Trainer trainer = model.newTrainer(settings())) {
        trainer.initialize(new Shape(1, 784));
        ClassicEpoch epoch = new ClassicEpoch(data, trainer);
        for (int i = 0; i < 10; i++) {
          epoch.run();
        }
      }
      Path folder = Files.createTempDirectory("tercet-djl");
      model.save(folder, "classic");
      for (Path file : List.of(folder.resolve("classic-0000.params"), folder)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Trains for an epoch whenever it is run. */
  private final class ClassicEpoch implements Runnable {
    private final Trainer trainer;
    private final NDArray images;
    private final Classes classes;
    private final int steps;

    ClassicEpoch(Path data, Trainer trainer) throws IOException {
      Dataset mnist = IdxFolder.read("mnist", data).train();
      this.trainer = trainer;
      images = images(mnist);
      classes = Classes.of(manager.create(mnist.labels()).toType(DataType.INT64, false));
      steps = mnist.size() / BATCH;
    }

    @Override
    public void run() {
      try (NDManager ofEpoch = manager.newSubManager()) {
        NDArray triplets = classes.drawTriplets(ofEpoch);
        for (int step = 0; step < steps; step++) {
          try (NDManager ofStep = ofEpoch.newSubManager()) {
            NDIndex columns = new NDIndex(":, " + step * BATCH + ":" + (step + 1) * BATCH);
            NDArray chosen = triplets.get(ofStep, columns).flatten();
            classicStep(trainer, images.get(ofStep, new NDIndex("{}", chosen)));
          }
        }
      }
    }
  }

  private static void classicStep(Trainer trainer, NDArray batch) {
    try (GradientCollector collector = trainer.newGradientCollector()) {
      NDArray embedded = trainer.forward(new NDList(batch)).singletonOrThrow();
      NDList parts = embedded.split(3);
      NDArray near = parts.get(0).sub(parts.get(1)).square().mean(new int[] {1});
      NDArray far = parts.get(0).sub(parts.get(2)).square().mean(new int[] {1});
      collector.backward(Activation.relu(near.sub(far).add(MARGIN)).mean());
    }
    trainer.step();
  }

  private void embed(Path data, int rounds) throws IOException {
    Dataset mnist = IdxFolder.read("mnist", data).train();
    NDArray images = images(mnist);
    try (Trainer trainer = trainer(classicEncoder(), 784)) {
      WorkArguments.time(
          rounds,
          mnist.size(),
          () -> {
            for (int from = 0; from < mnist.size(); from += 4096) {
              try (NDManager ofPart = manager.newSubManager()) {
                int to = Math.min(from + 4096, mnist.size());
                NDArray part = images.get(ofPart, new NDIndex(from + ":" + to));
                trainer.evaluate(new NDList(part));
              }
            }
          });
    }
  }

  private void dense(Path data, int rounds) throws IOException {
    DenseWork.Features features = DenseWork.read(data);
    NDArray all = manager.create(features.values(), new Shape(features.size(), DenseWork.FEATURES));
    NDArray members =
        manager
            .arange(features.size())
            .reshape(features.size() / DenseWork.CLASSES, DenseWork.CLASSES)
            .transpose()
            .toType(DataType.INT64, true);
    NDArray labels = manager.arange(DenseWork.CLASSES).repeat(DenseWork.EACH);
    NDArray same = labels.expandDims(1).eq(labels.expandDims(0)).toType(DataType.FLOAT32, false);
    NDArray far = same.mul(9);
    SequentialBlock encoder =
        new SequentialBlock()
            .add(Linear.builder().setUnits(256).build())
            .add(Activation.reluBlock())
            .add(Linear.builder().setUnits(128).build());
    try (Trainer trainer = trainer(encoder, DenseWork.FEATURES)) {
      WorkArguments.time(
          rounds,
          DenseWork.STEPS,
          () -> {
            for (int step = 0; step < DenseWork.STEPS; step++) {
              denseStep(trainer, all, members, same, far);
            }
          });
    }
  }

  private void denseStep(Trainer trainer, NDArray all, NDArray members, NDArray same, NDArray far) {
    try (NDManager ofStep = manager.newSubManager()) {
      NDArray order = ofStep.randomPermutation(members.getShape().get(1));
      NDArray columns = order.get(new NDIndex("0:" + DenseWork.EACH));
      NDArray chosen = members.get(ofStep, new NDIndex(":, {}", columns)).flatten();
      NDArray batch = all.get(ofStep, new NDIndex("{}", chosen));
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDArray embedded = trainer.forward(new NDList(batch)).singletonOrThrow().normalize(2, 1);
        NDArray squared = embedded.matMul(embedded.transpose()).mul(-2).add(2).maximum(1e-12f);
        NDArray distances = squared.sqrt();
        NDArray farthest = distances.mul(same).max(new int[] {1});
        NDArray nearest = distances.add(far).min(new int[] {1});
        NDArray losses = Activation.relu(farthest.sub(nearest).add(MARGIN));
        NDArray counted = losses.gt(0).toType(DataType.FLOAT32, true).sum().maximum(1);
        collector.backward(losses.sum().div(counted));
      }
      trainer.step();
    }
  }

  private static SequentialBlock classicEncoder() {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(64).build())
        .add(Activation.reluBlock())
        .add(Linear.builder().setUnits(64).build())
        .add(Activation.sigmoidBlock());
  }

  private static DefaultTrainingConfig settings() {
    return new DefaultTrainingConfig(Loss.l2Loss())
        .optInitializer(new XavierInitializer(), "weight")
        .optOptimizer(
            Optimizer.adam()
                .optLearningRateTracker(Tracker.fixed(0.001f))
                .optEpsilon(1e-7f)
                .build());
  }

  private static Trainer trainer(Block encoder, int features) {
    Model model = Model.newInstance("encoder");
    model.setBlock(encoder);
    Trainer trainer = model.newTrainer(settings());
    trainer.initialize(new Shape(1, features));
    return trainer;
  }

  private NDArray images(Dataset mnist) {
    float[] values = new float[mnist.size() * mnist.features()];
    for (int i = 0; i < mnist.size(); i++) {
      mnist.read(i, values, i * mnist.features());
    }
    return manager.create(values, new Shape(mnist.size(), mnist.features()));
  }

  /** Where the examples of each class lie in an order by class. */
  private record Classes(
      NDArray labels, NDArray sorted, NDArray place, NDArray starts, NDArray counts) {

    static Classes of(NDArray labels) {
      NDManager manager = labels.getManager();
      long[] values = labels.toLongArray();
      int classes = (int) Arrays.stream(values).max().orElse(0) + 1;
      long[] counts = new long[classes];
      for (long value : values) {
        counts[(int) value]++;
      }
      long[] starts = new long[classes];
      for (int c = 1; c < classes; c++) {
        starts[c] = starts[c - 1] + counts[c - 1];
      }
      long[] next = starts.clone();
      long[] sorted = new long[values.length];
      long[] place = new long[values.length];
      for (int i = 0; i < values.length; i++) {
        place[i] = next[(int) values[i]]++;
        sorted[(int) place[i]] = i;
      }
      return new Classes(
          labels,
          manager.create(sorted),
          manager.create(place),
          manager.create(starts),
          manager.create(counts));
    }

    /** Anchors, positives, negatives: [3 x n]. */
    NDArray drawTriplets(NDManager manager) {
      long n = labels.size();
      NDArray anchors = manager.randomPermutation(n);
      NDArray label = at(manager, labels, anchors);
      NDArray start = at(manager, starts, label);
      NDArray count = at(manager, counts, label);
      NDArray step = random(manager, count.sub(1)).add(1);
      NDArray own = at(manager, place, anchors).sub(start).add(step).mod(count).add(start);
      NDArray foreign = start.add(count).add(random(manager, count.neg().add(n))).mod(n);
      NDList rows = new NDList(anchors, at(manager, sorted, own), at(manager, sorted, foreign));
      return NDArrays.stack(rows);
    }

    private static NDArray at(NDManager manager, NDArray values, NDArray index) {
      return values.get(manager, new NDIndex("{}", index));
    }

    /** 0 to bound - 1. */
    private static NDArray random(NDManager manager, NDArray bound) {
      return manager
          .randomUniform(0, 1, bound.getShape())
          .mul(bound.toType(DataType.FLOAT32, false))
          .toType(DataType.INT64, false);
    }
  }
}
