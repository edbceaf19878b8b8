package io.tercet.app.plot;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Class names for drawing: on one line, in characters that the installed fonts have, and no wider
 * than the available width.
 */
final class LabelText {
  private static final String GAP = "…";
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private LabelText() {}

  /**
   * A name for drawing. If the fonts lack some of its characters, it is prefixed with the class
   * number and those characters are dropped. If it is too wide, its middle is elided, since the
   * ends of paths and of numbered names distinguish classes.
   *
   * @param width in logical pixels
   */
  static String of(String name, int classNumber, Font font, double width) {
    String line = oneLine(name);
    return isDrawable(name, font)
        ? shortened(line, font, width)
        : numbered(name, classNumber, font, width);
  }

  /** Whether a name is completely drawable and visible. */
  static boolean isDrawable(String name, Font font) {
    String line = oneLine(name);
    return !line.isEmpty() && FontCoverage.shownOf(line, font).equals(line);
  }

  /** The same, always with the class number: "#3 dog". */
  static String numbered(String name, int classNumber, Font font, double width) {
    String shown = FontCoverage.shownOf(oneLine(name), font).strip();
    return shortened(("#" + classNumber + " " + shown).strip(), font, width);
  }

  /** Width of a text in logical pixels. */
  static double width(String text, Font font) {
    return font.getStringBounds(text, CONTEXT).getWidth();
  }

  /** Removes line breaks, other control characters, and bidirectional formatting characters. */
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
    // As many characters as fit, half of them from each end.
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

  /** Positions where a text may be cut: grapheme boundaries. */
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
