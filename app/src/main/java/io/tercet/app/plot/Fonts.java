package io.tercet.app.plot;

import java.awt.AWTError;
import java.awt.Font;
import java.util.Optional;

/** Whether this machine has fonts at all, which small containers do not. */
public final class Fonts {
  private static final String PROBLEM =
      "no pictures: this machine has no fonts to write their text with; install some"
          + " (Debian: apt install fontconfig fonts-dejavu-core)";
  private static final boolean USABLE = areUsable();

  private Fonts() {}

  /** Why no picture with text can be drawn; empty if it can. */
  public static Optional<String> problem() {
    return USABLE ? Optional.empty() : Optional.of(PROBLEM);
  }

  /**
   * Does nothing where there are fonts.
   *
   * @throws NoFontsException if there are none
   */
  static void check() {
    if (!USABLE) {
      throw new NoFontsException(PROBLEM);
    }
  }

  private static boolean areUsable() {
    try {
      return LabelText.width("a", Canvas.font(Font.PLAIN, 13)) > 0;
    } catch (RuntimeException | LinkageError | InternalError | AWTError e) {
      return false; // each JDK says it in another way
    }
  }
}
