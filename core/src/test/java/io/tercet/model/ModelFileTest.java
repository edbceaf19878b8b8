package io.tercet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.tercet.data.DataException;
import io.tercet.data.Preprocessing;
import io.tercet.io.Safetensors;
import io.tercet.io.Safetensors.Tensor;
import io.tercet.io.TestFiles;
import io.tercet.nn.Architecture;
import io.tercet.nn.Dense;
import io.tercet.nn.Encoder;
import io.tercet.nn.L2Normalize;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ModelFileTest {
  @TempDir private Path folder = Path.of("");

  private static ModelFile model() {
    Architecture architecture =
        new Architecture(
            List.of(6),
            List.of(
                new Dense(4, Activation.RELU), new Dense(3, Activation.TANH), new L2Normalize()));
    return new ModelFile(
        Encoder.initial(architecture, new Seed(1)),
        Map.of(),
        Preprocessing.unit(List.of(2, 3)),
        JsonMapper.builder().build().createObjectNode().put("epochs", 3),
        Provenance.here("1.0", "glyphs", "abc", 1, 3));
  }

  private Path written() throws IOException {
    Path path = folder.resolve("model.safetensors");
    model().write(path);
    return path;
  }

  @Test
  void whatTheLossLearnedIsKept() throws IOException {
    Matrix proxies = Randoms.gaussian(2, 3, 4);
    Path path = folder.resolve("proxies.safetensors");
    ModelFile plain = model();
    new ModelFile(
            plain.encoder(),
            Map.of("proxies", proxies),
            plain.preprocessing(),
            plain.configuration(),
            plain.provenance())
        .write(path);
    Map<String, Matrix> read = ModelFile.read(path).lossWeights();
    assertThat(read.keySet()).containsExactly("proxies");
    assertThat(Objects.requireNonNull(read.get("proxies")).data()).isEqualTo(proxies.data());
    assertThat(Safetensors.read(path).tensors()).containsKey("loss.proxies");
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    ModelFile read = ModelFile.read(written());
    assertThat(read.encoder().architecture()).isEqualTo(model().encoder().architecture());
    assertThat(read.encoder().weights().values()).isEqualTo(model().encoder().weights().values());
    assertThat(read.preprocessing()).isEqualTo(model().preprocessing());
    assertThat(read.configuration()).isEqualTo(model().configuration());
    assertThat(read.provenance()).isEqualTo(model().provenance());
  }

  @Test
  void sameModelSameBytes() throws IOException {
    byte[] first = Files.readAllBytes(written());
    assertThat(written()).hasBinaryContent(first);
  }

  @Test
  void headerIsThatOfSafetensors() throws IOException {
    byte[] bytes = Files.readAllBytes(written());
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String header = new String(bytes, 8, length, StandardCharsets.UTF_8);
    assertThat(length % 8).isZero();
    assertThat(header)
        .contains("\"dense_1.kernel\":{\"dtype\":\"F32\",\"shape\":[6,4],\"data_offsets\":[0,96]}")
        .contains("\"dense_2.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[160,172]}");
    assertThat(bytes).hasSize(8 + length + 172);
  }

  @Test
  void refusesTruncatedFilesAtEveryLength() throws IOException {
    byte[] bytes = Files.readAllBytes(written());
    for (int length = 0; length < bytes.length; length += 7) {
      assertRefused(Arrays.copyOf(bytes, length), "");
    }
    assertRefused(Arrays.copyOf(bytes, 3), "3 bytes, expected at least 8");
    assertRefused(Arrays.copyOf(bytes, bytes.length - 4), "tensors take 172 bytes, found 168");
  }

  @Test
  void refusesTrailingBytes() throws IOException {
    byte[] bytes = Files.readAllBytes(written());
    assertRefused(Arrays.copyOf(bytes, bytes.length + 1), "tensors take 172 bytes, found 173");
  }

  @Test
  void refusesAbsurdLengthsBeforeTakingMemory() throws IOException {
    byte[] bytes = Files.readAllBytes(written());
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE);
    assertRefused(bytes, "header of 9223372036854775807 bytes");
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(-1);
    assertRefused(bytes, "header of 18446744073709551615 bytes");
    assertHeaderRefused(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2000000000,2000000000,2000000000],"
            + "\"data_offsets\":[0,4]}}",
        "does not fit bytes [0,4]");
    assertHeaderRefused(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,-4]}}", "does not fit");
  }

  @Test
  void refusesHeadersThatAreNone() throws IOException {
    assertHeaderRefused("no JSON at all", "header is not JSON");
    assertHeaderRefused("[1, 2]", "header is not a JSON object");
    assertHeaderRefused(
        "{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "has type \"F16\", expected \"F32\"");
    assertHeaderRefused(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "begins at byte 4, expected 0");
    assertHeaderRefused("{}", "found 8");
  }

  @Test
  void refusesModelsOfOthersAndDamagedMetadata() throws IOException {
    assertMetadataRefused("format", "pt", "metadata has format 'pt', expected 'tercet-1'");
    assertMetadataRefused("architecture", "{\"input\":[6]", "'architecture' is missing");
    assertMetadataRefused(
        "architecture", "{\"input\":[6],\"layers\":[{\"type\":\"magic\"}]}", "'architecture'");
    assertMetadataRefused(
        "architecture",
        "{\"input\":[6],\"layers\":[{\"type\":\"dense\",\"units\":0}]}",
        "'architecture'");
    assertMetadataRefused(
        "architecture",
        "{\"input\":[5],\"layers\":[{\"type\":\"dense\",\"units\":4,\"activation\":\"RELU\"}]}",
        "tensor dense_1.kernel is of shape [6, 4], expected shape [5, 4]");
    assertMetadataRefused("provenance", "", "'provenance' is missing or malformed");
  }

  @Test
  void refusesArchitecturesThatLackSomething() throws IOException {
    String dense = "{\"type\":\"dense\",\"units\":4,\"activation\":\"RELU\"}";
    assertArchitectureRefused("null", "metadata 'architecture' is null");
    assertArchitectureRefused("[]", "'architecture' is missing or malformed");
    assertArchitectureRefused("{}", "'input'");
    assertArchitectureRefused("{\"input\":[6]}", "'layers'");
    assertArchitectureRefused("{\"input\":null,\"layers\":[" + dense + "]}", "found null");
    assertArchitectureRefused("{\"input\":[null],\"layers\":[" + dense + "]}", "found [null]");
    assertArchitectureRefused("{\"input\":[6.5],\"layers\":[" + dense + "]}", "");
    assertArchitectureRefused("{\"input\":[\"6\"],\"layers\":[" + dense + "]}", "");
    assertArchitectureRefused("{\"input\":[6],\"layers\":null}", "at least one layer");
    assertArchitectureRefused("{\"input\":[6],\"layers\":[null]}", "at least one layer");
    assertLayerRefused("{\"units\":4}", "type");
    assertLayerRefused("{\"type\":\"dense\",\"units\":4}", "activation");
    assertLayerRefused("{\"type\":\"dense\",\"activation\":\"RELU\"}", "units");
    assertLayerRefused(
        "{\"type\":\"dense\",\"units\":4,\"activation\":null}", "needs an activation, found none");
    assertLayerRefused("{\"type\":\"dense\",\"units\":4,\"activation\":1}", "");
    assertLayerRefused("{\"type\":\"dense\",\"units\":4,\"activation\":\"GELU\"}", "GELU");
    assertLayerRefused("{\"type\":\"dropout\"}", "rate");
    assertLayerRefused("{\"type\":\"group-norm\",\"groups\":1}", "activation");
    assertLayerRefused("{\"type\":\"residual-block\",\"layers\":[" + dense + "]}", "activation");
    assertLayerRefused(
        "{\"type\":\"conv2d\",\"filters\":1,\"kernel\":1,\"stride\":1,\"groups\":1,"
            + "\"activation\":\"RELU\"}",
        "padding");
  }

  private void assertLayerRefused(String layer, String message) throws IOException {
    assertArchitectureRefused("{\"input\":[6],\"layers\":[" + layer + "]}", message);
  }

  private void assertArchitectureRefused(String text, String message) throws IOException {
    assertMetadataRefused("architecture", text, message);
  }

  @Test
  void refusesOtherMetadataThatLacksSomething() throws IOException {
    assertMetadataRefused("preprocessing", "null", "metadata 'preprocessing' is null");
    assertMetadataRefused("preprocessing", "{\"scaling\":\"unit\"}", "found null");
    assertMetadataRefused(
        "preprocessing", "{\"shape\":[6]}", "scaling must be 'unit' or 'columns', found 'null'");
    assertMetadataRefused(
        "preprocessing",
        "{\"shape\":[6],\"scaling\":\"standard\"}",
        "scaling must be 'unit' or 'columns', found 'standard'");
    assertMetadataRefused(
        "preprocessing", "{\"shape\":[5],\"scaling\":\"unit\"}", "the architecture takes 6");
    assertMetadataRefused(
        "preprocessing",
        "{\"shape\":[2147483647,2147483647,2147483647],\"scaling\":\"unit\"}",
        "the architecture takes 6");
    assertMetadataRefused("provenance", "null", "metadata 'provenance' is null");
    assertMetadataRefused("provenance", "{}", "'provenance' is missing or malformed");
    assertMetadataRefused("configuration", "null", "metadata 'configuration'");
    assertMetadataRefused("configuration", "7", "'configuration' is missing or malformed");
  }

  /** Also where an array of that size would not fit into memory: nothing is allocated for it. */
  @ParameterizedTest
  @CsvSource({
    "model-huge, tensor dense_1.kernel is of shape",
    "model-overflow, exceeds the maximum array size",
    "model-no-activation, activation",
    "model-preprocessing-null, metadata 'preprocessing' is null"
  })
  void damagedModelsAreNamed(String name, String message) throws IOException {
    assertRefused(Files.readAllBytes(TestFiles.of("damaged/" + name + ".safetensors")), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}",
        "{\"dtype\":\"F32\",\"shape\":[\"2\"],\"data_offsets\":[0,8]}",
        "{\"dtype\":\"F32\",\"shape\":\"2\",\"data_offsets\":[0,8]}",
        "{\"dtype\":\"F32\",\"shape\":{\"0\":2},\"data_offsets\":[0,8]}",
        "{\"dtype\":\"F32\",\"shape\":[true,2],\"data_offsets\":[0,8]}",
        "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}",
        "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[\"0\",\"8\"]}",
        "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0.0,8.0]}",
        "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"shape\":[2]}",
        "{\"dtype\":\"F32\",\"data_offsets\":[0,8]}",
        "{\"dtype\":[\"F32\"],\"shape\":[2],\"data_offsets\":[0,8]}",
        "[]",
        "null"
      })
  void refusesTensorsThatTheReferenceRefuses(String tensor) throws IOException {
    assertHeaderRefused("{\"a\":" + tensor + "}", "");
  }

  @Test
  void refusesHeadersThatTheReferenceRefuses() throws IOException {
    String whole = "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";
    String half = "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%d,%d]}";
    assertHeaderRefused("{\"a\":%s,\"a\":%s}".formatted(whole, whole), "header is not JSON");
    assertHeaderRefused("{\"a\":%s,\"b\":%s}".formatted(whole, half.formatted(4, 8)), "begins at");
    assertHeaderRefused("{\"a\":%s}".formatted(half.formatted(0, 4)), "take 4 bytes, found 8");
    assertHeaderRefused(
        "{\"a\":%s,\"__metadata__\":{\"x\":1}}".formatted(whole), "values that are not strings");
    assertHeaderRefused(
        "{\"a\":%s,\"__metadata__\":\"x\"}".formatted(whole), "values that are not strings");
    assertHeaderRefused("{\"a\":%s} {}".formatted(whole), "header is not JSON");
    assertHeaderRefused("{\"a\":%s}\u0000".formatted(whole), "header is not JSON");
    assertRefused(new byte[] {2, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xfe}, "not UTF-8");
    assertHeaderRefused("{\"a\":".repeat(5000) + "1" + "}".repeat(5000), "header is not JSON");
  }

  @Test
  void refusesWeightsThatAreNoNumbers() throws IOException {
    ModelFile model = model();
    model.encoder().weights().values()[25] = Float.NaN;
    Path path = folder.resolve("nan");
    model.write(path);
    assertRefused(Files.readAllBytes(path), "tensor dense_1.bias has NaN at entry 1");
  }

  @Test
  void fullDiskLeavesNothing() throws IOException {
    Configuration small =
        Configuration.unix().toBuilder().setMaxSize(512).setBlockSize(256).build();
    try (FileSystem disk = Jimfs.newFileSystem(small)) {
      Path root = disk.getPath("/run");
      Files.createDirectory(root);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> model().write(root.resolve("model.safetensors")));
      try (Stream<Path> left = Files.list(root)) {
        assertThat(left).isEmpty();
      }
    }
  }

  private void assertMetadataRefused(String key, String text, String message) throws IOException {
    Safetensors file = Safetensors.read(written());
    Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
    metadata.put(key, text);
    Map<String, Tensor> tensors = file.tensors();
    Path path = folder.resolve("damaged");
    new Safetensors(metadata, tensors).write(path);
    assertRefused(Files.readAllBytes(path), message);
  }

  private void assertHeaderRefused(String header, String message) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(16 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    assertRefused(bytes.array(), message);
  }

  private void assertRefused(byte[] content, String message) throws IOException {
    Path path = folder.resolve("bad");
    Files.write(path, content);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ModelFile.read(path))
        .withMessageStartingWith(path.toString())
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }
}
