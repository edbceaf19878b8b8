package io.tercet.fuzz;

import io.tercet.data.Preprocessing;
import io.tercet.data.idx.IdxArray;
import io.tercet.data.idx.IdxType;
import io.tercet.data.idx.IdxWriter;
import io.tercet.io.NpyFile;
import io.tercet.model.ModelFile;
import io.tercet.model.Provenance;
import io.tercet.nn.Architecture;
import io.tercet.nn.Conv2d;
import io.tercet.nn.Dense;
import io.tercet.nn.Encoder;
import io.tercet.nn.Flatten;
import io.tercet.nn.L2Normalize;
import io.tercet.nn.Layer;
import io.tercet.tensor.Activation;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Seed;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import tools.jackson.databind.json.JsonMapper;

/** Small well-formed files of each format. */
final class FuzzSeeds {
  private static final String WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";
  private static final String EXAMPLES =
      "{\"count\":4,\"dimensions\":3,\"class_names\":[\"a\",\"b\"],\"labels\":[0,1,0,1],"
          + "\"image_shape\":[2,2,1],\"ids\":[\"w\",\"x\",\"y\",\"z\"]}";
  private static final Map<String, String> RUN =
      Map.of(
          "config.json",
          "{\"training\":{\"recipe\":\"mlp\",\"epochs\":2},\"data\":\"glyphs\","
              + "\"started\":\"2026-01-01T00:00:00Z\",\"threads\":2}",
          "state.json",
          "{\"phase\":\"running\",\"pid\":1,\"steps_per_epoch\":9,\"epochs\":2,"
              + "\"collapsed\":false}",
          "metrics.jsonl",
          """
          {"epoch":1,"loss":0.5,"active":0.25,"seconds":1.5,"triplets":9}
          {"epoch":2,"loss":0.25,"active":0.125,"seconds":1.5,"triplets":9}
          """,
          "triplets.json",
          "{\"rule\":\"hardest\",\"distance\":\"euclidean\",\"margin\":0.2,\"triplets\":[{"
              + "\"anchor\":0,\"positive\":2,\"negative\":1,\"positive_distance\":0.5,"
              + "\"negative_distance\":0.25}]}",
          "embeddings/examples.json",
          EXAMPLES);

  private FuzzSeeds() {}

  static List<byte[]> of(FuzzFormat format) throws IOException {
    return switch (format) {
      case IDX -> idx("");
      case IDX_GZ -> idx(".gz");
      case NPY -> npy();
      case LIST -> texts("first,second\n0,1\n2,3\n", "\ufeff\"4\";\"5\"\r\n6;7\r\n", "8\t9\n");
      case MODEL -> List.of(model(dense()), model(convolution()));
      case PNG, JPEG, GIF, BMP, TIFF -> pictures(format.title());
      case WEBP -> List.of(Base64.getDecoder().decode(WEBP));
      case PNM -> texts("P5 2 2 255\nabcd", "P6 1 2 255\nabcdef", "P2 2 1 15\n3 15\n");
      case RUN_CONFIG, RUN_STATE, RUN_METRICS, RUN_TRIPLETS, RUN_EXAMPLES ->
          texts(RUN.getOrDefault(format.file(), ""));
    };
  }

  private static List<byte[]> texts(String... texts) {
    List<byte[]> seeds = new ArrayList<>();
    for (String text : texts) {
      seeds.add(text.getBytes(StandardCharsets.UTF_8));
    }
    return seeds;
  }

  private static List<byte[]> idx(String suffix) throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    Path path = Files.createTempFile("seed", suffix);
    for (List<Integer> shape : List.of(List.of(2, 3, 3), List.of(5))) {
      int size = shape.stream().reduce(1, (a, b) -> a * b);
      IdxWriter.write(path, IdxArray.of(IdxType.UNSIGNED_BYTE, shape, new byte[size]));
      seeds.add(Files.readAllBytes(path));
    }
    Files.delete(path);
    return seeds;
  }

  private static List<byte[]> npy() throws IOException {
    Path path = Files.createTempFile("seed", ".npy");
    NpyFile.write(path, Matrix.of(new float[][] {{1, 2, 3}, {4, 5, 6}}));
    byte[] matrix = Files.readAllBytes(path);
    Files.delete(path);
    String text = new String(matrix, StandardCharsets.ISO_8859_1);
    String labels = text.replace("<f4", "|u1").replace("(2, 3)", "(24,) ");
    return List.of(matrix, labels.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Architecture dense() {
    return new Architecture(
        List.of(4), List.of(new Dense(3, Activation.RELU), new Dense(2, Activation.LINEAR)));
  }

  private static Architecture convolution() {
    List<Layer> layers =
        List.of(
            Conv2d.of(2, 2, Activation.RELU),
            new Flatten(),
            new Dense(2, Activation.LINEAR),
            new L2Normalize());
    return new Architecture(List.of(2, 2, 1), layers);
  }

  private static byte[] model(Architecture architecture) throws IOException {
    Path path = Files.createTempFile("seed", ".safetensors");
    new ModelFile(
            Encoder.initial(architecture, new Seed(1)),
            Map.of("proxies", Matrix.zeros(2, 2)),
            Preprocessing.unit(List.of(2, 2)),
            JsonMapper.builder().build().createObjectNode().put("epochs", 3),
            Provenance.here("1.0", "glyphs", "abc", 1, 3))
        .write(path);
    byte[] content = Files.readAllBytes(path);
    Files.delete(path);
    return content;
  }

  private static List<byte[]> pictures(String format) throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB}) {
      BufferedImage image = new BufferedImage(8, 8, type);
      for (int i = 0; i < 64; i++) {
        image.setRGB(i % 8, i / 8, 0x010305 * i);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (ImageIO.write(image, format, out)) {
        seeds.add(out.toByteArray());
      }
    }
    return seeds;
  }

  /** A run's folder with all that the dashboard reads. */
  static void writeRun(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("embeddings"));
    for (Map.Entry<String, String> file : RUN.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    Files.write(folder.resolve("embeddings/images.u8"), new byte[16]);
    Files.write(folder.resolve("embeddings/epoch-000.f16"), new byte[24]);
  }
}
