package io.tercet.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitBytesTest {

  @Test
  void everyByteComesBack() {
    for (int b = 0; b < 256; b++) {
      float number = UnitBytes.toFloat((byte) b);
      byte[] bytes = {7};
      assertThat(number).isEqualTo(b / 255f);
      assertThat(UnitBytes.of(new float[] {number}, bytes)).isTrue();
      assertThat(bytes).containsExactly((byte) b);
    }
  }

  @Test
  void onlyNumbersThatBytesStandForAreTaken() {
    assertThat(UnitBytes.of(new float[] {0, 1, 7 / 255f, -0f}, new byte[4])).isTrue();
    for (float other : new float[] {0.5f, 256 / 255f, -1 / 255f, Float.NaN}) {
      assertThat(UnitBytes.of(new float[] {0, other}, new byte[2])).isFalse();
    }
  }
}
