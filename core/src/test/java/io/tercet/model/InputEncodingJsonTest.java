package io.tercet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tercet.data.DataException;
import io.tercet.data.Preprocessing;
import io.tercet.io.Safetensors;
import io.tercet.nn.Architecture;
import io.tercet.nn.Dense;
import io.tercet.nn.Encoder;
import io.tercet.tensor.Activation;
import io.tercet.tensor.DenseColumns;
import io.tercet.tensor.InputEncoding;
import io.tercet.tensor.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What a model file says of the order in which its first layer adds up. */
class InputEncodingJsonTest {
  private static final InputEncoding SOME =
      new InputEncoding(true, DenseColumns.listed(new int[] {1, 2, 5}, 6));

  @TempDir private Path folder = Path.of("");

  private Path written(InputEncoding encoding) throws IOException {
    Architecture architecture =
        new Architecture(List.of(6), List.of(new Dense(4, Activation.RELU)));
    Path path = folder.resolve("model.safetensors");
    new ModelFile(
            Encoder.initial(architecture, new Seed(1)).withInputEncoding(encoding),
            Map.of(),
            Preprocessing.unit(List.of(2, 3)),
            JsonMapper.builder().build().createObjectNode(),
            Provenance.here("1.0", "glyphs", "abc", 1, 3))
        .write(path);
    return path;
  }

  private Path with(String key, String text) throws IOException {
    Safetensors file = Safetensors.read(written(SOME));
    Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
    metadata.remove("input_encoding");
    metadata.put(key, text);
    Path path = folder.resolve("changed.safetensors");
    new Safetensors(metadata, file.tensors()).write(path);
    return path;
  }

  @Test
  void isReadBack() throws IOException {
    for (InputEncoding encoding : List.of(InputEncoding.DENSE, InputEncoding.SPARSE, SOME)) {
      assertThat(ModelFile.read(written(encoding)).encoder().inputEncoding()).isEqualTo(encoding);
    }
    assertThat(Safetensors.read(written(SOME)).metadata())
        .containsEntry("input_encoding", "{\"sparse\":true,\"dense_columns\":[1,2,5]}");
  }

  @Test
  void filesWithoutOneAreReadAsSparse() throws IOException {
    assertThat(ModelFile.read(with("other", "1")).encoder().inputEncoding())
        .isEqualTo(InputEncoding.SPARSE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[]; Cannot deserialize",
        "null; expected sparse and dense_columns, found null",
        "{\"sparse\":true}; expected sparse and dense_columns",
        "{\"sparse\":true,\"dense_columns\":[2,1]}; found 1 after 2",
        "{\"sparse\":true,\"dense_columns\":[1,1]}; found 1 after 1",
        "{\"sparse\":true,\"dense_columns\":[6]}; dense columns ascend from 0 to 5, found 6",
        "{\"sparse\":true,\"dense_columns\":[-1]}; found -1",
        "{\"sparse\":false,\"dense_columns\":[1]}; dense input has no dense columns",
        "{\"sparse\":true,\"dense_columns\":[99999999999]}; is malformed"
      })
  void malformedOnesAreRefused(String text, String message) throws IOException {
    Path path = with("input_encoding", text);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ModelFile.read(path))
        .withMessageStartingWith(path.toString())
        .withMessageContaining("metadata 'input_encoding' is malformed")
        .withMessageContaining(message);
  }
}
