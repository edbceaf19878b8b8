package io.tercet.app.cli;

import io.tercet.data.PublicData;
import java.util.ArrayList;
import java.util.List;

/** The data sets that have names, for shell completion. */
final class DataNames extends ArrayList<String> {
  private static final long serialVersionUID = 1L;

  DataNames() {
    super(PublicData.titles());
    addAll(List.of("glyphs", "glyphs-36"));
  }
}
