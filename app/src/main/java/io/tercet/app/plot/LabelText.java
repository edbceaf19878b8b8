package io.tercet.app.plot;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Names of classes as they are drawn: on one line, in characters that the fonts of this machine
 * have, and no wider than there is room for.
 */
final class LabelText {
  private static final String GAP = "…";
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private LabelText() {}

  /**
   * A name as it is drawn. Where the fonts lack characters of it, it begins with the number of the
   * class and goes on with what they have; where it is too wide, its middle is left out, for the
   * ends of paths and of numbered names tell classes apart.
   *
   * @param width in logical pixels
   */
  static String of(String name, int classNumber, Font font, double width) {
    String line = oneLine(name);
    return isDrawable(name, font)
        ? shortened(line, font, width)
        : numbered(name, classNumber, font, width);
  }

  /** Whether all of a name is drawn, and something is to be seen of it. */
  static boolean isDrawable(String name, Font font) {
    String line = oneLine(name);
    return !line.isEmpty() && FontCoverage.shownOf(line, font).equals(line);
  }

  /** The same with the number of the class in any case: "#3 dog". */
  static String numbered(String name, int classNumber, Font font, double width) {
    String shown = FontCoverage.shownOf(oneLine(name), font).strip();
    return shortened(("#" + classNumber + " " + shown).strip(), font, width);
  }

  /** Width of a text in logical pixels. */
  static double width(String text, Font font) {
    return font.getStringBounds(text, CONTEXT).getWidth();
  }

  /** Without line breaks, other control characters, and marks that turn the direction of a text. */
  private static String oneLine(String name) {
    return name.codePoints()
        .filter(c -> !isDirection(c))
        .map(c -> Character.isISOControl(c) || Character.isWhitespace(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .replaceAll(" +", " ")
        .strip();
  }

  private static boolean isDirection(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }

  private static String shortened(String text, Font font, double width) {
    if (width(text, font) <= width) {
      return text;
    }
    List<Integer> cuts = cuts(text);
    int last = cuts.size() - 1;
    // The most characters that fit, half of them from each end.
    int low = 0;
    int high = last;
    while (low < high) {
      int kept = (low + high + 1) / 2;
      if (width(withoutMiddle(text, cuts, kept), font) <= width) {
        low = kept;
      } else {
        high = kept - 1;
      }
    }
    return withoutMiddle(text, cuts, low);
  }

  private static String withoutMiddle(String text, List<Integer> cuts, int kept) {
    int head = cuts.get((kept + 1) / 2);
    int tail = cuts.get(cuts.size() - 1 - kept / 2);
    return text.substring(0, head).stripTrailing() + GAP + text.substring(tail).stripLeading();
  }

  /** Where a text may be cut: between what people see as characters. */
  private static List<Integer> cuts(String text) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    List<Integer> cuts = new ArrayList<>();
    for (int at = characters.first(); at != BreakIterator.DONE; at = characters.next()) {
      cuts.add(at);
    }
    return cuts;
  }
}
