package io.tercet.app.cli.option;

import java.util.ArrayList;

/** The samplers, for shell completion. */
final class SamplerNames extends ArrayList<String> {
  private static final long serialVersionUID = 1L;

  SamplerNames() {
    super(SamplerOptions.NAMES);
  }
}
