package io.tercet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tercet.data.ArrayDataset;
import io.tercet.data.ByteImages;
import io.tercet.data.DataException;
import io.tercet.data.glyph.Glyphs;
import io.tercet.image.ImageFolder;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Matrix;
import io.tercet.tensor.Randoms;
import io.tercet.tensor.Seed;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One example has one embedding, whichever way it comes in. */
class EmbeddingModelTest {
  private static final int CLASSES = 3;
  private static final int EACH = 6;

  @TempDir private Path folder;
  private Path pictures = Path.of("");

  /** Classes of colored squares with a dot, of three sizes. */
  @BeforeEach
  void drawPictures() throws IOException {
    pictures = folder.resolve("pictures");
    for (int c = 0; c < CLASSES; c++) {
      Path ofClass = Files.createDirectories(pictures.resolve("class" + c));
      for (int i = 0; i < EACH; i++) {
        int side = 20 + 4 * (i % 3);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(new Color(80 * c + 5 * i, 200 - 60 * c, 30 * i));
        canvas.fillRect(0, 0, side, side);
        canvas.setColor(Color.WHITE);
        canvas.fillOval(3 * c + 2, i + 3, 8, 8);
        canvas.dispose();
        ImageIO.write(image, "png", ofClass.resolve(i + ".png").toFile());
      }
    }
  }

  private EmbeddingModel trained(ByteImages images) {
    return Training.of(images).epochs(2).embeddingSize(8).threads(2).fit();
  }

  @Test
  void aPictureHasTheSameEmbeddingByEveryWayIn() throws Exception {
    ByteImages images = ImageFolder.load(pictures);
    Path file = folder.resolve("model.safetensors");
    trained(images).save(file);
    try (EmbeddingModel model = EmbeddingModel.load(file);
        Workers workers = new Workers(2)) {
      Matrix all = model.embed(images);
      assertThat(model.embed(images, workers).data()).isEqualTo(all.data());
      for (int i = 0; i < images.size(); i++) {
        Path picture = pictures.resolve(images.id(i));
        float[] expected = row(all, i);
        assertThat(model.embed(picture)).isEqualTo(expected);
        assertThat(model.embed(Files.readAllBytes(picture))).isEqualTo(expected);
        assertThat(model.embed(ImageIO.read(picture.toFile()))).isEqualTo(expected);
        float[] features = new float[model.features()];
        images.read(i, features, 0);
        assertThat(model.embed(features)).isEqualTo(expected);
      }
      assertThat(model.embed(List.of(pictures.resolve(images.id(1)))))
          .isDeepEqualTo(new float[][] {row(all, 1)});
      assertThat(model.distance(row(all, 0), row(all, 0))).isZero();
      assertThat(model.dimensions()).isEqualTo(8);
      assertThat(model.shape()).isEqualTo(images.shape());
    }
  }

  @Test
  void eightThreadsShareAModel() throws Exception {
    EmbeddingModel model = trained(ImageFolder.load(pictures));
    Path picture = pictures.resolve("class1/2.png");
    float[] expected = model.embed(picture);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<float[]>> found = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        found.add(threads.submit(() -> model.embed(picture)));
      }
      for (Future<float[]> each : found) {
        assertThat(each.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    EmbeddingModel vectors =
        Training.of(ArrayDataset.of(Randoms.gaussian(40, 5, 1), Randoms.labels(40, 2, 1)))
            .epochs(1)
            .fit();
    assertThatIllegalStateException()
        .isThrownBy(() -> vectors.embed(pictures.resolve("class0/0.png")))
        .withMessage("this model takes examples of shape [5], no images");
    assertThatIllegalArgumentException().isThrownBy(() -> vectors.embed(new float[4]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vectors.embed(new float[] {1, 2, Float.NaN, 4, 5}))
        .withMessage("feature 2 is NaN, expected finite numbers");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vectors.distance(new float[3], new float[4]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vectors.embed(ImageFolder.load(pictures)))
        .withMessageContaining("the model takes examples of shape [5]");
    EmbeddingModel model = trained(ImageFolder.load(pictures));
    Path text = Files.writeString(folder.resolve("note.png"), "no picture");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> model.embed(text))
        .withMessageContaining("note.png");
    assertThatExceptionOfType(DataException.class).isThrownBy(() -> model.embed(new byte[30]));
    model.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> model.embed(new float[model.features()]))
        .withMessage("the model is closed");
  }

  @Test
  void transparentPartsShowWhite() throws IOException {
    EmbeddingModel model = trained(ImageFolder.load(pictures));
    BufferedImage clear = new BufferedImage(24, 24, BufferedImage.TYPE_INT_ARGB);
    BufferedImage white = new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = white.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, 24, 24);
    canvas.dispose();
    assertThat(model.embed(clear)).isEqualTo(model.embed(white));
  }

  @Test
  void evaluatesAModelByEveryFigureThatTheDataHas() {
    try (Workers workers = new Workers(2)) {
      var glyphs = Glyphs.load(4, 400, 100, new Seed(1), workers);
      EmbeddingModel model = Training.recipe("mlp").on(glyphs.train()).epochs(3).fit();
      Evaluation scores = Evaluation.of(model, glyphs);
      assertThat(scores.byName())
          .containsKeys("precision_at_1", "roc_auc", "nmi", "centroid_accuracy", "spread");
      assertThat(scores.retrieval().orElseThrow().queries()).isEqualTo(100);
      assertThat(scores.centroidAccuracy()).isPresent();
      assertThat(Evaluation.of(model, glyphs.test()).centroidAccuracy()).isEmpty();
      assertThat(scores.lines()).hasSizeGreaterThan(20);
    }
  }

  private static float[] row(Matrix matrix, int i) {
    float[] row = new float[matrix.columns()];
    System.arraycopy(matrix.data(), matrix.offset(i), row, 0, row.length);
    return row;
  }
}
