package io.tercet.app.cli.option;

import java.util.ArrayList;

/** The losses, for help and shell completion. */
final class LossNames extends ArrayList<String> {
  private static final long serialVersionUID = 1L;

  LossNames() {
    super(Components.losses());
  }
}
