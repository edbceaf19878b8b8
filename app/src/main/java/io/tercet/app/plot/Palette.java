package io.tercet.app.plot;

import java.awt.Color;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Colors of classes that are distinguishable for color-blind people: Paul Tol's "muted" scheme and
 * a dark gray. From the eleventh class, colors repeat with other markers, up to {@value #MOST}
 * classes.
 */
final class Palette {
  /** Maximum number of classes with their own color and marker. */
  static final int MOST = 60;

  /** The color of all other classes. */
  static final Color OTHERS = new Color(0xC4, 0xC8, 0xCF);

  private static final Color[] COLORS = {
    new Color(0x33, 0x22, 0x88),
    new Color(0xCC, 0x66, 0x77),
    new Color(0x11, 0x77, 0x33),
    new Color(0x88, 0xCC, 0xEE),
    new Color(0xDD, 0xAA, 0x33),
    new Color(0x88, 0x22, 0x55),
    new Color(0x44, 0xAA, 0x99),
    new Color(0x99, 0x99, 0x33),
    new Color(0xAA, 0x44, 0x99),
    new Color(0x55, 0x55, 0x55)
  };
  private static final Marker[] MARKS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.SQUARE,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.TRIANGLE_DOWN,
    SeriesMarkers.CROSS
  };

  private Palette() {}

  static Color color(int place) {
    return COLORS[place % COLORS.length];
  }

  static Marker mark(int place) {
    return MARKS[place / COLORS.length % MARKS.length];
  }
}
