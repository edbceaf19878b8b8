package io.tercet.io;

import io.tercet.data.DataException;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JacksonException;

/** Reads the JSON values in a model file's metadata. */
public final class JsonText {
  private JsonText() {}

  /**
   * Parses a value.
   *
   * @throws DataException if it is missing, null, or not of that type
   */
  public static <T> T parse(Path path, Map<String, String> metadata, String key, Class<T> type)
      throws DataException {
    try {
      T value = StrictJson.MAPPER.readValue(metadata.getOrDefault(key, ""), type);
      if (value != null) {
        return value;
      }
    } catch (JacksonException e) {
      throw new DataException(
          "%s: metadata '%s' is missing or malformed: %s".formatted(path, key, message(e)), e);
    }
    throw new DataException("%s: metadata '%s' is null".formatted(path, key));
  }

  /** The error message as a single line. */
  public static String message(JacksonException e) {
    Throwable cause = e.getCause();
    String own = cause instanceof IllegalArgumentException ? cause.getMessage() : null;
    return OneLine.of(own == null ? e.getOriginalMessage() : own);
  }
}
