package io.tercet.model;

import io.tercet.data.DataException;
import io.tercet.data.Preprocessing;
import io.tercet.io.JsonText;
import io.tercet.io.OneLine;
import io.tercet.io.SafetensorsHeader;
import io.tercet.io.SafetensorsHeader.Entry;
import io.tercet.nn.Architecture;
import io.tercet.nn.Weights;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks by the header alone that a file is a Tercet model whose tensors match the architecture,
 * before memory is allocated for weights.
 */
final class ModelHeaderCheck {
  private ModelHeaderCheck() {}

  static void check(Path path, SafetensorsHeader header) throws DataException {
    Map<String, String> metadata = header.metadata();
    String format = metadata.getOrDefault("format", "");
    if (!format.equals(ModelFile.FORMAT)) {
      throw new DataException(
          "%s: not a Tercet model: metadata has format '%s', expected '%s'"
              .formatted(path, OneLine.of(format), ModelFile.FORMAT));
    }
    Architecture architecture =
        JsonText.parse(path, metadata, ModelFile.ARCHITECTURE, Architecture.class);
    checkTensors(path, architecture, header.entries());
    checkPreprocessing(
        path,
        architecture,
        JsonText.parse(path, metadata, ModelFile.PREPROCESSING, Preprocessing.class));
    JsonText.parse(path, metadata, ModelFile.CONFIGURATION, ObjectNode.class);
    JsonText.parse(path, metadata, ModelFile.PROVENANCE, Provenance.class);
  }

  private static void checkTensors(Path path, Architecture architecture, List<Entry> entries)
      throws DataException {
    Map<String, List<Integer>> shapes =
        new HashMap<>(entries.stream().collect(Collectors.toMap(Entry::name, Entry::shape)));
    int ofLoss = 0;
    for (Entry entry : entries) {
      if (entry.name().startsWith(ModelFile.LOSS)) {
        ofLoss++;
        if (entry.shape().size() != 2) {
          throw new DataException(
              "%s: tensor %s is of shape %s, expected rows and columns"
                  .formatted(path, OneLine.of(entry.name()), entry.shape()));
        }
      }
    }
    List<Weights.Piece> pieces = Weights.pieces(architecture);
    for (Weights.Piece piece : pieces) {
      List<Integer> shape = shapes.get(piece.name());
      if (shape == null || !shape.equals(piece.weight().shape())) {
        throw new DataException(
            "%s: tensor %s is %s, expected shape %s"
                .formatted(
                    path,
                    piece.name(),
                    shape == null ? "missing" : "of shape " + shape,
                    piece.weight().shape()));
      }
    }
    if (entries.size() - ofLoss != pieces.size()) {
      throw new DataException(
          "%s: found %d tensors, the architecture has %d"
              .formatted(path, entries.size() - ofLoss, pieces.size()));
    }
  }

  private static void checkPreprocessing(
      Path path, Architecture architecture, Preprocessing preprocessing) throws DataException {
    long size = preprocessing.size();
    if (size != architecture.inputSize()) {
      throw new DataException(
          "%s: metadata 'preprocessing' has shape %s of %d numbers, the architecture takes %d"
              .formatted(path, preprocessing.shape(), size, architecture.inputSize()));
    }
  }
}
