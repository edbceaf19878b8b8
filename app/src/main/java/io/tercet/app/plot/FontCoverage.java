package io.tercet.app.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Determines which characters the installed fonts can draw. */
final class FontCoverage {
  private static final int SIDE = 48;
  private static final int SIZE = 20;
  private static final Map<Integer, Boolean> KNOWN = new ConcurrentHashMap<>();

  private FontCoverage() {}

  /** The drawable characters of a text; equals the text if all are drawable. */
  static String shownOf(String text, Font font) {
    return text.codePoints()
        .filter(c -> shows(c, font))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean shows(int c, Font font) {
    return c < 0x7F || isPartOfOthers(c) || KNOWN.computeIfAbsent(c, key -> isDrawn(key, font));
  }

  /** Joiners and combining marks, which are invisible on their own. */
  private static boolean isPartOfOthers(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT -> true;
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> c < 0x900;
      default -> Character.isSpaceChar(c);
    };
  }

  /** Some fonts claim to have a glyph, such as a color emoji, and draw nothing. */
  private static boolean isDrawn(int c, Font font) {
    return font.canDisplay(c) && leavesInk(Character.toString(c), font.deriveFont((float) SIZE));
  }

  private static boolean leavesInk(String text, Font font) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setFont(font);
    graphics.setColor(Color.WHITE);
    graphics.drawString(text, SIDE / 4, SIDE * 2 / 3);
    graphics.dispose();
    for (int i = 0; i < SIDE * SIDE; i++) {
      if (image.getRaster().getSample(i % SIDE, i / SIDE, 0) > 0) {
        return true;
      }
    }
    return false;
  }
}
