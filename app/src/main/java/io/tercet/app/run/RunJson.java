package io.tercet.app.run;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonGeneratorDelegate;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON that Tercet writes for machines. JSON has no numbers for infinity and what is not a
 * number: null stands in their place, never a text.
 */
public final class RunJson {
  /** On one line. */
  public static final JsonMapper LINE = builder().build();

  /** Indented, for files that people read, too. */
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
