package io.tercet.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class RunJsonTest {

  /** In maps, records, arrays and nodes. */
  @Test
  void whatIsNoNumberIsNull() {
    double infinite = Double.NEGATIVE_INFINITY;
    assertThat(RunJson.LINE.writeValueAsString(Map.of("a", infinite))).isEqualTo("{\"a\":null}");
    assertThat(RunJson.LINE.writeValueAsString(List.of(Float.NaN, 1.5f, 2.5)))
        .isEqualTo("[null,1.5,2.5]");
    assertThat(RunJson.LINE.writeValueAsString(new double[] {1, infinite})).isEqualTo("[1.0,null]");
    assertThat(RunJson.LINE.writeValueAsString(new float[] {Float.NaN, 2})).isEqualTo("[null,2.0]");
    ObjectNode node = RunJson.LINE.createObjectNode().put("a", Double.NaN).put("b", 2);
    node.putArray("c").add(infinite);
    assertThat(RunJson.LINE.writeValueAsString(node))
        .isEqualTo("{\"a\":null,\"b\":2,\"c\":[null]}");
    assertThat(RunJson.INDENTED.writeValueAsString(node)).doesNotContain("NaN", "Infinity");
  }
}
