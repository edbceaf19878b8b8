package io.tercet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs twice: with the vector module, and without it (pom.xml). */
class KernelChoiceTest {

  @Test
  void choosesByWhatTheJvmHas() {
    KernelChoice choice = KernelChoice.current();
    assertThat(KernelChoice.best()).isSameAs(choice.kernels());
    if (System.getProperty("tercet.expected", "").equals("scalar")) {
      assertThat(choice.kernels().description()).isEqualTo("scalar");
      assertThat(choice.reason()).contains("--add-modules jdk.incubator.vector");
    } else {
      assertThat(choice.kernels().description()).startsWith("SIMD");
      assertThat(choice.reason()).isEmpty();
    }
  }
}
