package io.tercet.app.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * A white image to draw on, in logical pixels of {@value #SCALE} x {@value #SCALE} device pixels.
 */
final class Canvas implements AutoCloseable {
  /** Device pixels per logical pixel, so that text is sharp on high-resolution screens. */
  static final int SCALE = 2;

  static final Color INK = new Color(0x26, 0x2b, 0x33);
  static final Color FAINT = new Color(0x6b, 0x72, 0x80);

  private final BufferedImage image;
  private final Graphics2D graphics;

  /**
   * A white canvas.
   *
   * @throws NoFontsException if this machine has no fonts
   */
  Canvas(int width, int height) {
    Fonts.check();
    image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.scale(SCALE, SCALE);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
  }

  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  Graphics2D graphics() {
    return graphics;
  }

  /** Draws text centered at {@code x} with its baseline at {@code y}. */
  void centered(String text, Font font, Color color, int x, int y) {
    text(text, font, color, x - (int) Math.round(LabelText.width(text, font) / 2), y);
  }

  /** Draws text from {@code x} with its baseline at {@code y}. */
  void text(String text, Font font, Color color, int x, int y) {
    graphics.setFont(font);
    graphics.setColor(color);
    graphics.drawString(text, x, y);
  }

  BufferedImage image() {
    return image;
  }

  @Override
  public void close() {
    graphics.dispose();
  }
}
