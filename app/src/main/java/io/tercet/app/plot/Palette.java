package io.tercet.app.plot;

import java.awt.Color;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Colours of classes that colour-blind people tell apart: Paul Tol's "muted" scheme and a dark
 * grey. From the eleventh class on the colours come again with other marks, up to {@value #MOST}
 * classes.
 */
final class Palette {
  /** How many classes have a colour and mark of their own. */
  static final int MOST = 60;

  /** All other classes. */
  static final Color OTHERS = new Color(0xC4, 0xC8, 0xCF);

  private static final Color[] COLOURS = {
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

  static Color colour(int place) {
    return COLOURS[place % COLOURS.length];
  }

  static Marker mark(int place) {
    return MARKS[place / COLOURS.length % MARKS.length];
  }
}
