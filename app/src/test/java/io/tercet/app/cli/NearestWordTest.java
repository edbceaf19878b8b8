package io.tercet.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NearestWordTest {

  @Test
  void countsChanges() {
    assertThat(NearestWord.distance("trian", "train")).isEqualTo(1);
    assertThat(NearestWord.distance("tain", "train")).isEqualTo(1);
    assertThat(NearestWord.distance("trrain", "train")).isEqualTo(1);
    assertThat(NearestWord.distance("brain", "train")).isEqualTo(1);
    assertThat(NearestWord.distance("", "train")).isEqualTo(5);
    assertThat(NearestWord.distance("train", "train")).isZero();
  }

  @Test
  void farWordsAreNoGuess() {
    List<String> words = List.of("train", "evaluate", "embed");
    assertThat(NearestWord.of("evalute", words.stream())).contains("evaluate");
    assertThat(NearestWord.of("frobnicate", words.stream())).isEmpty();
    assertThat(NearestWord.of("train", Stream.of())).isEmpty();
  }
}
