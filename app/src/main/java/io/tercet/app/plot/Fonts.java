package io.tercet.app.plot;

import java.awt.AWTError;
import java.awt.Font;
import java.util.Optional;

/** Checks whether any fonts are installed, which small containers lack. */
public final class Fonts {
  private static final String PROBLEM =
      "no plots: this machine has no fonts; install some"
          + " (Debian: apt install fontconfig fonts-dejavu-core)";
  private static final boolean USABLE = areUsable();

  private Fonts() {}

  /** Why plots cannot be drawn; empty if they can. */
  public static Optional<String> problem() {
    return USABLE ? Optional.empty() : Optional.of(PROBLEM);
  }

  /**
   * Checks that fonts are installed.
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
      return false; // the exception differs between JDKs
    }
  }
}
