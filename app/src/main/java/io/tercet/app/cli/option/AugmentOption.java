package io.tercet.app.cli.option;

import io.tercet.image.Augmentation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How images are changed while training. */
public final class AugmentOption {
  private static final String NONE = "none";
  private static final String ANNEALING = "annealing";
  private static final String UNCHANGED = "unchanged";
  private static final String FLIP = "flip";
  private static final List<String> WITHOUT_AMOUNT = List.of(ANNEALING, FLIP);
  private static final List<String> AMOUNTS =
      List.of(
          "shift",
          "rotation",
          "scale",
          "shear",
          "elastic",
          "brightness",
          "contrast",
          "erase",
          UNCHANGED);

  @Option(
      names = "--augment",
      paramLabel = "PART=AMOUNT",
      split = ",",
      description =
          "Augment training images at random: shift, elastic (pixels), rotation,"
              + " shear (degrees), scale, brightness, contrast, erase, unchanged (shares;"
              + " unchanged: of the images that stay as they are), annealing (to all images"
              + " unchanged by the end), flip; like shift=2,rotation=10,flip. none for none at"
              + " all.")
  private @Nullable List<String> parts;

  /** What was said, or null. */
  public @Nullable Augmentation augmentation() {
    if (parts == null) {
      return null;
    }
    if (parts.equals(List.of(NONE))) {
      return Augmentation.NONE;
    }
    Map<String, Double> amounts = new LinkedHashMap<>();
    for (String part : parts) {
      add(part, amounts);
    }
    return new Augmentation(
        amount(amounts, "shift"),
        amount(amounts, "rotation"),
        amount(amounts, "scale"),
        amount(amounts, "shear"),
        amount(amounts, "elastic"),
        amount(amounts, "brightness"),
        amount(amounts, "contrast"),
        amount(amounts, "erase"),
        amount(amounts, UNCHANGED),
        amounts.containsKey(ANNEALING),
        amounts.containsKey(FLIP));
  }

  private static double amount(Map<String, Double> amounts, String name) {
    return amounts.getOrDefault(name, 0.0);
  }

  private static void add(String part, Map<String, Double> amounts) {
    String[] sides = part.split("=", 2);
    boolean known = sides.length == 2 ? AMOUNTS.contains(sides[0]) : WITHOUT_AMOUNT.contains(part);
    if (!known) {
      throw new UsageException(
          "--augment: found '%s', expected %s with =AMOUNT, %s, or %s alone"
              .formatted(
                  part, String.join(", ", AMOUNTS), String.join(", ", WITHOUT_AMOUNT), NONE));
    }
    try {
      amounts.put(sides[0], sides.length == 2 ? Double.parseDouble(sides[1]) : 1);
    } catch (NumberFormatException e) {
      throw new UsageException(
          "--augment: found '%s', expected a number for %s".formatted(sides[1], sides[0]));
    }
  }
}
