package io.tercet.app.run;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonGeneratorDelegate;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON output of Tercet. JSON cannot represent infinity and NaN; they are written as null,
 * never as strings.
 */
public final class RunJson {
  /** Writes a single line. */
  public static final JsonMapper LINE = builder().build();

  /** Writes indented JSON, for files that are also read by people. */
  public static final JsonMapper INDENTED =
      builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private RunJson() {}

  private static JsonMapper.Builder builder() {
    return JsonMapper.builder(JsonFactory.builder().addDecorator(RunJson::finite).build());
  }

  private static JsonGenerator finite(TokenStreamFactory factory, JsonGenerator generator) {
    return new FiniteNumbers(generator);
  }

  private static final class FiniteNumbers extends JsonGeneratorDelegate {
    FiniteNumbers(JsonGenerator generator) {
      super(generator);
    }

    @Override
    public JsonGenerator writeNumber(double value) {
      return Double.isFinite(value) ? super.writeNumber(value) : writeNull();
    }

    @Override
    public JsonGenerator writeNumber(float value) {
      return Float.isFinite(value) ? super.writeNumber(value) : writeNull();
    }

    @Override
    public JsonGenerator writeArray(double[] values, int offset, int length) {
      writeStartArray(values, length);
      for (int i = offset; i < offset + length; i++) {
        writeNumber(values[i]);
      }
      return writeEndArray();
    }
  }
}
