package io.tercet.app.picture;

import io.tercet.data.Dataset;
import io.tercet.sampling.Batch;
import java.awt.Font;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** Triplets as rows of three images: anchor, positive, negative, each with its label. */
public final class TripletPicture {
  private static final int SIDE = 112;
  private static final int GAP = 20;
  private static final int HEAD = 44;
  private static final int CAPTION = 26;

  private TripletPicture() {}

  /** Draws the triplets of a batch. */
  public static BufferedImage draw(Dataset dataset, Batch batch) {
    int width = GAP + 3 * (SIDE + GAP);
    int height = HEAD + batch.triplets() * (SIDE + CAPTION + GAP / 2) + GAP / 2;
    try (Canvas canvas = new Canvas(width, height)) {
      List<String> heads = List.of("anchor", "positive", "negative");
      for (int column = 0; column < 3; column++) {
        canvas.centred(
            heads.get(column), Canvas.font(Font.BOLD, 16), Canvas.INK, middle(column), HEAD - 16);
      }
      for (int i = 0; i < batch.triplets(); i++) {
        int y = HEAD + i * (SIDE + CAPTION + GAP / 2);
        draw(canvas, dataset, batch.anchor(i), 0, y);
        draw(canvas, dataset, batch.positive(i), 1, y);
        draw(canvas, dataset, batch.negative(i), 2, y);
      }
      return canvas.image();
    }
  }

  private static int left(int column) {
    return GAP + column * (SIDE + GAP);
  }

  private static int middle(int column) {
    return left(column) + SIDE / 2;
  }

  private static void draw(Canvas canvas, Dataset dataset, int example, int column, int y) {
    // Pixels stay squares: a blurred digit would hide what the encoder sees.
    canvas
        .graphics()
        .setRenderingHint(
            RenderingHints.KEY_INTERPOLATION,
            RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    canvas
        .graphics()
        .drawImage(ExampleImage.of(dataset, example), left(column), y, SIDE, SIDE, null);
    canvas.centred(
        dataset.classNames().get(dataset.label(example)),
        Canvas.font(Font.PLAIN, 14),
        Canvas.FAINT,
        middle(column),
        y + SIDE + 18);
  }
}
