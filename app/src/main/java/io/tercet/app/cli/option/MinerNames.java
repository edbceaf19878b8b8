package io.tercet.app.cli.option;

import java.util.ArrayList;

/** The miners, for help and shell completion. */
final class MinerNames extends ArrayList<String> {
  private static final long serialVersionUID = 1L;

  MinerNames() {
    super(Components.miners());
  }
}
