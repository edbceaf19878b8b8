package consumer;

import io.tercet.EmbeddingModel;
import io.tercet.Training;
import io.tercet.data.TrainTestSplit;
import io.tercet.data.glyph.Glyphs;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Seed;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;

/** Saves a model, loads it, and embeds pictures with it from eight threads at once. */
final class EmbedPictures {
  private static final int THREADS = 8;

  private EmbedPictures() {}

  static void train(Path file) throws Exception {
    try (Workers workers = Workers.all()) {
      TrainTestSplit digits = Glyphs.load(Glyphs.DIGITS, 1000, 100, new Seed(1), workers);
      try (EmbeddingModel model = Training.of(digits.train()).epochs(2).seed(1).fit()) {
        model.save(file);
      }
    }
  }

  /** A one, drawn upright or leaning, or a ring: white ink on black, as the training data. */
  static BufferedImage draw(boolean ring, int lean) {
    BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.WHITE);
    pen.setStroke(new BasicStroke(3));
    if (ring) {
      pen.drawOval(7, 5, 14, 18);
    } else {
      pen.drawLine(14 + lean, 4, 14 - lean, 24);
    }
    pen.dispose();
    return picture;
  }

  static List<float[]> embedFromAllThreads(EmbeddingModel model, Path picture) throws Exception {
    List<Future<float[]>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (int i = 0; i < THREADS; i++) {
        calls.add(threads.submit(() -> model.embed(picture)));
      }
    }
    List<float[]> embeddings = new ArrayList<>();
    for (Future<float[]> call : calls) {
      embeddings.add(call.get());
    }
    return embeddings;
  }

  static void run() throws Exception {
    Path folder = Files.createTempDirectory("consumer");
    Path file = folder.resolve("model.safetensors");
    Path picture = folder.resolve("one.png");
    train(file);
    BufferedImage one = draw(false, 0);
    ImageIO.write(one, "png", picture.toFile());
    try (EmbeddingModel model = EmbeddingModel.load(file)) {
      float[] embedding = model.embed(one);
      boolean same =
          embedFromAllThreads(model, picture).stream()
              .allMatch(other -> Arrays.equals(embedding, other));
      Main.check(same, "a picture has the same embedding from eight threads");
      double near = model.distance(embedding, model.embed(draw(false, 2)));
      double far = model.distance(embedding, model.embed(draw(true, 0)));
      Main.check(near < far, "a one is nearer to a leaning one than to a ring");
    }
    Files.delete(picture);
    Files.delete(file);
    Files.delete(folder);
  }
}
