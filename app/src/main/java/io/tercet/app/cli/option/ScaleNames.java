package io.tercet.app.cli.option;

import io.tercet.table.TableScaling;
import java.util.ArrayList;

/** What numbers of a table can be scaled to, for help and shell completion. */
public final class ScaleNames extends ArrayList<String> {
  private static final long serialVersionUID = 1L;

  ScaleNames() {
    super(Named.names(TableScaling.class));
  }
}
