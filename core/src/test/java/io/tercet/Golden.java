package io.tercet;

import io.tercet.tensor.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Figures that PyTorch Metric Learning 2.8.1 computed in float32 (golden/metric-learning.json). */
public final class Golden {
  private static final JsonNode ROOT = read();

  private Golden() {}

  private static JsonNode read() {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/metric-learning.json")) {
      return JsonMapper.builder().build().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The figures of the notebook's two losses. */
  public static JsonNode notebookLoss() {
    return ROOT.get("notebook_loss");
  }

  /** The six batches. */
  public static List<JsonNode> cases() {
    return StreamSupport.stream(ROOT.get("cases").spliterator(), false).toList();
  }

  /** A list of lists as a matrix. */
  public static Matrix matrix(JsonNode rows) {
    float[][] values = new float[rows.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = new float[rows.get(i).size()];
      for (int j = 0; j < values[i].length; j++) {
        values[i][j] = rows.get(i).get(j).floatValue();
      }
    }
    return Matrix.of(values);
  }

  /** A list of whole numbers. */
  public static int[] ints(JsonNode list) {
    int[] values = new int[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i).intValue();
    }
    return values;
  }
}
