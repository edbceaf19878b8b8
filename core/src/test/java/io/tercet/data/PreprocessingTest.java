package io.tercet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PreprocessingTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Preprocessing table =
      Preprocessing.ofColumns(
          List.of(
              new NumberEncoding("age", 30, 0.5, 30),
              new CategoryEncoding("sex", List.of("f", "m")),
              new VectorEncoding("spectrum", List.of(1.0, 2.0), List.of(10.0, 0.0))));

  @Test
  void encodesARowColumnByColumn() {
    assertThat(table.shape()).containsExactly(5);
    assertThat(table.encode(row("age", 34, "sex", "m", "spectrum", new float[] {2, 7})))
        .containsExactly(2, 0, 1, 10, 0);
  }

  @Test
  void missingAndUnseenValuesAreNeutral() {
    assertThat(table.encode(Map.of())).containsExactly(0, 0, 0, 0, 0);
    assertThat(table.encode(row("age", null, "sex", "x", "spectrum", null)))
        .containsExactly(0, 0, 0, 0, 0);
    Preprocessing raw = Preprocessing.ofColumns(List.of(new NumberEncoding("age", 0, 1, 30)));
    assertThat(raw.encode(Map.of())).containsExactly(30);
  }

  @Test
  void refusesWhatIsNoRowOfTheTable() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> table.encode(Map.of("agee", 3)))
        .withMessage("found column 'agee', expected [age, sex, spectrum]");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> table.encode(Map.of("age", "young")))
        .withMessage("column 'age': found 'young', expected a number");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> table.encode(Map.of("spectrum", new float[3])))
        .withMessage("column 'spectrum': expected a float[2]");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Preprocessing.unit(List.of(28, 28)).encode(Map.of()))
        .withMessageContaining("[28, 28]");
  }

  @Test
  void comesBackFromJson() {
    String text = JSON.writeValueAsString(table);
    assertThat(text).contains("\"type\":\"category\"", "\"shift\":30.0");
    assertThat(JSON.readValue(text, Preprocessing.class)).isEqualTo(table);
  }

  @Test
  void readsModelsWithoutColumnsAndWritesThemAsBefore() {
    String before = "{\"shape\":[28,28],\"scaling\":\"unit\"}";
    Preprocessing unit = JSON.readValue(before, Preprocessing.class);
    assertThat(unit).isEqualTo(Preprocessing.unit(List.of(28, 28)));
    assertThat(JSON.writeValueAsString(unit)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"shape\":[2],\"scaling\":\"columns\"}",
        "{\"shape\":[2],\"scaling\":\"unit\",\"columns\":[{\"type\":\"number\",\"column\":\"a\",\"shift\":0,\"factor\":1,\"missing\":0}]}",
        "{\"shape\":[2],\"scaling\":\"columns\",\"columns\":[{\"type\":\"number\",\"column\":\"a\",\"shift\":0,\"factor\":1,\"missing\":0}]}",
        "{\"shape\":[2],\"scaling\":\"columns\",\"columns\":[{\"type\":\"category\",\"column\":\"a\",\"values\":[\"x\",\"x\"]}]}",
        "{\"shape\":[2],\"scaling\":\"twice\"}"
      })
  void refusesPartsThatContradictEachOther(String json) {
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> JSON.readValue(json, Preprocessing.class))
        .withRootCauseInstanceOf(IllegalArgumentException.class);
  }

  private static Map<String, @Nullable Object> row(@Nullable Object... keysAndValues) {
    Map<String, @Nullable Object> row = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      row.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
    }
    return row;
  }
}
