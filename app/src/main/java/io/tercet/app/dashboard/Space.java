package io.tercet.app.dashboard;

import io.tercet.app.plot.PngWriter;
import io.tercet.app.run.record.SnapshotFigures;
import io.tercet.app.run.record.SnapshotFiles;
import io.tercet.data.DataException;
import io.tercet.eval.NearestNeighbors;
import io.tercet.eval.Neighbors;
import io.tercet.eval.PrincipalComponents;
import io.tercet.eval.VectorSource;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The embedding space of a run, read from its snapshot files. Only small results are cached:
 * principal components, mistakes and metrics. Computations run on the threads of {@link Searches}.
 *
 * @param run the files of the run
 * @param files the snapshot files
 * @param labels class number of each example
 * @param classNames name of each class number
 * @param imageShape height, width and channels of the examples' images; empty without images
 * @param ids id of each example; empty in runs of older versions
 */
@SuppressWarnings("ArrayRecordComponent")
record Space(
    RunFiles run,
    SnapshotFiles files,
    int[] labels,
    List<String> classNames,
    List<Integer> imageShape,
    List<String> ids) {
  private static final Remembered<PrincipalComponents> COMPONENTS = new Remembered<>(500);
  private static final Remembered<ObjectNode> MISTAKES_FOUND = new Remembered<>(50);
  private static final int NEIGHBORS = 10;
  private static final int MISTAKES = 60;

  /** Maximum number of classes of a confusion matrix. */
  private static final int MOST_CLASSES = 40;

  /** Maximum number of examples that principal components are fitted to. */
  private static final int FITTED = 2000;

  /** Maximum size of a file of embeddings in megabytes: 10,000 examples of 12,800 dimensions. */
  private static final int LARGEST = 256;

  /** The space of a run, if its examples have been written. */
  static Optional<Space> of(RunFiles run) throws IOException {
    Optional<ObjectNode> examples = run.readObject(run.frames().examples());
    return examples.isEmpty()
        ? Optional.empty()
        : Optional.of(ExamplesReader.parse(run, examples.get()));
  }

  /** The description of the examples for the page. */
  ObjectNode described() {
    ObjectNode described = RunFiles.JSON.createObjectNode().put("count", labels.length);
    described.set("class_names", RunFiles.JSON.valueToTree(classNames));
    described.set("labels", RunFiles.JSON.valueToTree(labels));
    if (!imageShape.isEmpty()) {
      described.set("image_shape", RunFiles.JSON.valueToTree(imageShape));
    }
    if (!ids.isEmpty()) {
      described.set("ids", RunFiles.JSON.valueToTree(ids));
    }
    return described;
  }

  boolean hasFrame(int epoch) throws IOException {
    return run.epochs().contains(epoch);
  }

  boolean hasExample(int example) {
    return example >= 0 && example < labels.length;
  }

  private Matrix embeddings(int epoch) throws IOException {
    Path file = files.embeddings(epoch);
    try {
      Matrix read = SnapshotFiles.parseEmbeddings(run.own().bytes(file, LARGEST), labels.length);
      for (int i = 0; i < read.rows() * read.columns(); i++) {
        if (!Float.isFinite(read.data()[i])) {
          throw new DataException(
              "example " + i / read.columns() + " has a value that is not finite");
        }
      }
      return read;
    } catch (DataException e) {
      throw new UnreadableException(run.own().name(file) + ": " + e.getMessage());
    }
  }

  /**
   * An epoch's examples projected on the first three principal components of epoch {@code basis},
   * as little-endian float32 [n x 3]; components beyond the embeddings' dimensions are 0.
   */
  byte[] points(int epoch, int basis) throws IOException {
    return Searches.quick(() -> projected(epoch, basis));
  }

  private byte[] projected(int epoch, int basis) throws IOException {
    PrincipalComponents components = components(basis);
    Matrix projected = components.project(embeddings(epoch));
    ByteBuffer bytes =
        ByteBuffer.allocate(3 * Float.BYTES * labels.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < labels.length; i++) {
      for (int axis = 0; axis < 3; axis++) {
        bytes.putFloat(axis < projected.columns() ? projected.get(i, axis) : 0);
      }
    }
    return bytes.array();
  }

  /** Principal components, fitted once per basis. */
  private PrincipalComponents components(int basis) throws IOException {
    return COMPONENTS.get(
        FileKey.of(files.embeddings(basis)),
        () -> {
          Matrix fitted = embeddings(basis);
          Matrix some = fitted.head(Math.min(FITTED, fitted.rows()));
          return PrincipalComponents.fit(some, Math.min(3, some.columns()));
        });
  }

  /** The nearest neighbors of an example, nearest first. */
  ArrayNode neighbors(int epoch, int example) throws IOException {
    return Searches.quick(() -> nearest(epoch, example));
  }

  private ArrayNode nearest(int epoch, int example) throws IOException {
    VectorSource all = VectorSource.of(embeddings(epoch));
    Neighbors found;
    try (Workers alone = new Workers(1)) {
      // One more, since the example is its own nearest neighbor.
      found = NearestNeighbors.search(all.select(new int[] {example}), all, NEIGHBORS + 1, alone);
    }
    ArrayNode neighbors = RunFiles.JSON.createArrayNode();
    IntStream.rangeClosed(0, NEIGHBORS)
        .filter(rank -> found.index(0, rank) >= 0 && found.index(0, rank) != example)
        .limit(NEIGHBORS)
        .forEach(
            rank -> neighbors.add(neighbor(example, found.index(0, rank), found.distance()[rank])));
    return neighbors;
  }

  private ObjectNode neighbor(int example, int other, double distance) {
    return RunFiles.JSON
        .createObjectNode()
        .put("id", other)
        .put("name", name(other))
        .put("class", classNames.get(labels[other]))
        .put("distance", distance)
        .put("right", labels[other] == labels[example]);
  }

  private String name(int example) {
    return example < ids.size() ? ids.get(example) : String.valueOf(example);
  }

  /** Cache key of the metrics and mistakes of an epoch. */
  List<FileKey> key(int epoch) {
    return List.of(FileKey.of(files.embeddings(epoch)), FileKey.of(files.examples()));
  }

  /** Metrics of an epoch. */
  ObjectNode figures(int epoch) throws IOException {
    return Searches.lengthy(() -> {
      try (Workers alone = new Workers(1)) {
        return RunFiles.JSON.valueToTree(
            SnapshotFigures.of(epoch, embeddings(epoch), labels, alone));
      }
    });
  }

  /** Examples whose nearest neighbor is of another class, and the confusion matrix. */
  ObjectNode mistakes(int epoch) throws IOException {
    return MISTAKES_FOUND.get(key(epoch), () -> Searches.lengthy(() -> findMistakes(epoch)));
  }

  private ObjectNode findMistakes(int epoch) throws IOException {
    Neighbors nearest;
    try (Workers alone = new Workers(1)) {
      nearest = NearestNeighbors.searchOthers(VectorSource.of(embeddings(epoch)), 1, alone);
    }
    int[] wrong =
        IntStream.range(0, labels.length)
            .filter(i -> nearest.index(i, 0) >= 0)
            .filter(i -> labels[nearest.index(i, 0)] != labels[i])
            .toArray();
    ObjectNode found = RunFiles.JSON.createObjectNode();
    found.put("epoch", epoch).put("examples", labels.length).put("wrong", wrong.length);
    ArrayNode list = found.putArray("mistakes");
    IntStream.of(wrong)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> nearest.distance()[i]))
        .limit(MISTAKES)
        .forEach(i -> {
          ObjectNode mistake = list.addObject();
          mistake.put("id", i).put("name", name(i)).put("class", classNames.get(labels[i]));
          mistake.set("nearest", neighbor(i, nearest.index(i, 0), nearest.distance()[i]));
        });
    if (classNames.size() <= MOST_CLASSES) {
      addConfusion(nearest, found.putArray("confusion"));
    }
    return found;
  }

  private void addConfusion(Neighbors nearest, ArrayNode rows) {
    int classes = classNames.size();
    int[][] counts = new int[classes][classes];
    for (int i = 0; i < labels.length; i++) {
      if (nearest.index(i, 0) >= 0) {
        counts[labels[i]][labels[nearest.index(i, 0)]]++;
      }
    }
    for (int[] row : counts) {
      ArrayNode added = rows.addArray();
      for (int count : row) {
        added.add(count);
      }
    }
  }

  /** An example's image as a PNG file; empty if the examples are not images. */
  Optional<byte[]> image(int example) throws IOException {
    if (imageShape.isEmpty()) {
      return Optional.empty();
    }
    int size = imageShape.stream().reduce(1, Math::multiplyExact);
    ByteBuffer pixels = ByteBuffer.allocate(size);
    try (FileChannel file = run.own().open(files.images())) {
      while (pixels.hasRemaining()) {
        if (file.read(pixels, (long) example * size + pixels.position()) < 0) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(PngWriter.encode(imageShape, pixels.array()));
  }
}
