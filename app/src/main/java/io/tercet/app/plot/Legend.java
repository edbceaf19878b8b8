package io.tercet.app.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The classes of a plot with their markers, in columns below it. */
final class Legend {
  private static final int ROW = 21;
  private static final int MARK = 9;
  private static final int INDENT = 20;
  private static final int GAP = 18;
  private static final int PADDING = 12;
  private static final double WIDEST = 190;
  private static final String NOTE =
      "#: class number; no installed font has all characters of the name, see report.html";

  private record Entry(Marker mark, Color color, String text) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Font font = Canvas.font(Font.PLAIN, 13);
  private final Font small = Canvas.font(Font.PLAIN, 11);
  private final boolean noted;
  private final int step;
  private int rows;

  Legend(ShownClasses classes) {
    List<String> texts = texts(classes);
    for (int i = 0; i < texts.size(); i++) {
      entries.add(new Entry(Palette.mark(i), Palette.color(i), texts.get(i)));
    }
    if (classes.others() > 0) {
      entries.add(new Entry(SeriesMarkers.CIRCLE, Palette.OTHERS, classes.more()));
    }
    noted = !classes.names().stream().allMatch(name -> LabelText.isDrawable(name, font));
    double widest =
        entries.stream().mapToDouble(entry -> LabelText.width(entry.text(), font)).max().orElse(0);
    step = INDENT + (int) Math.ceil(widest) + GAP;
  }

  /** The names, with class numbers if two are equal after shortening. */
  private List<String> texts(ShownClasses classes) {
    List<String> texts = new ArrayList<>();
    Set<String> once = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (int i = 0; i < classes.names().size(); i++) {
      texts.add(LabelText.of(classes.names().get(i), classes.numbers().get(i), font, WIDEST));
      if (!once.add(texts.get(i))) {
        twice.add(texts.get(i));
      }
    }
    for (int i = 0; i < texts.size(); i++) {
      if (twice.contains(texts.get(i))) {
        int number = classes.numbers().get(i);
        texts.set(i, LabelText.numbered(classes.names().get(i), number, font, WIDEST));
      }
    }
    return texts;
  }

  /** The drawn texts, for tests. */
  List<String> texts() {
    return entries.stream().map(Entry::text).toList();
  }

  /** Width with all names on one line, in logical pixels. */
  int lineWidth() {
    return Math.max(entries.size() * step, noted ? (int) LabelText.width(NOTE, small) : 0)
        + 2 * PADDING;
  }

  /** Arranges the names for a plot of this width; returns the height needed. */
  int arrange(int width) {
    int columns = Math.clamp((width - 2 * PADDING) / step, 1, Math.max(1, entries.size()));
    rows = Math.ceilDiv(entries.size(), columns);
    return (rows + (noted ? 1 : 0)) * ROW + 2 * PADDING;
  }

  /** Draws the arranged names, column by column, centered. */
  void paint(Canvas canvas, int y, int width) {
    int columns = Math.ceilDiv(entries.size(), Math.max(1, rows));
    int left = Math.max(PADDING, (width - columns * step + GAP) / 2);
    for (int i = 0; i < entries.size(); i++) {
      paint(canvas, entries.get(i), left + i / rows * step, y + PADDING + i % rows * ROW);
    }
    if (noted) {
      canvas.centered(NOTE, small, Canvas.FAINT, width / 2, y + PADDING + (rows + 1) * ROW - 6);
    }
  }

  private void paint(Canvas canvas, Entry entry, int x, int y) {
    Graphics2D graphics = canvas.graphics();
    graphics.setColor(entry.color());
    entry.mark().paint(graphics, x + MARK, y + ROW / 2.0, MARK);
    canvas.text(entry.text(), font, Canvas.INK, x + INDENT, y + ROW - 6);
  }
}
