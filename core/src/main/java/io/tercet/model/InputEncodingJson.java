package io.tercet.model;

import io.tercet.data.DataException;
import io.tercet.nn.Encoder;
import io.tercet.tensor.DenseColumns;
import io.tercet.tensor.InputEncoding;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The input encoding in a model file: {@code {"sparse": true, "dense_columns": [97, 98]}}. Older
 * files lack it and are read as sparse without dense columns.
 */
final class InputEncodingJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String KEY = "input_encoding";

  private InputEncodingJson() {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Json(@Nullable Boolean sparse, int @Nullable [] dense_columns) {}

  static String write(InputEncoding encoding) {
    return JSON.writeValueAsString(new Json(encoding.sparse(), encoding.denseColumns().toArray()));
  }

  static InputEncoding read(Path path, Map<String, String> metadata, Encoder encoder)
      throws DataException {
    int features = encoder.architecture().inputSize();
    String text = metadata.get(KEY);
    if (text == null) {
      return InputEncoding.SPARSE.fits(features) ? InputEncoding.SPARSE : InputEncoding.DENSE;
    }
    try {
      Json json = JSON.readValue(text, Json.class);
      if (json == null || json.sparse == null || json.dense_columns == null) {
        throw new IllegalArgumentException("expected sparse and dense_columns, found " + text);
      }
      InputEncoding encoding =
          new InputEncoding(json.sparse, DenseColumns.listed(json.dense_columns, features));
      if (!encoding.fits(features)) {
        throw new IllegalArgumentException(
            features + " features exceed the maximum for sparse input");
      }
      return encoding;
    } catch (JacksonException e) {
      throw malformed(path, e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw malformed(path, e.getMessage(), e);
    }
  }

  private static DataException malformed(Path path, @Nullable String reason, Exception cause) {
    return new DataException(
        "%s: metadata '%s' is malformed: %s".formatted(path, KEY, reason), cause);
  }
}
