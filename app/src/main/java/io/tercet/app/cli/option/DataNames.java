package io.tercet.app.cli.option;

import io.tercet.data.catalog.DatasetCatalog;
import java.util.ArrayList;
import java.util.List;

/** The data sets that have names, for shell completion. */
public final class DataNames extends ArrayList<String> {
  private static final long serialVersionUID = 1L;

  DataNames() {
    super(DatasetCatalog.titles());
    addAll(List.of("glyphs", "glyphs-36"));
  }
}
