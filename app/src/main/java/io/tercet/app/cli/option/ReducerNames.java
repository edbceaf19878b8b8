package io.tercet.app.cli.option;

import io.tercet.loss.Reducer;
import java.util.ArrayList;

/** Names of reducers, for help and shell completion. */
final class ReducerNames extends ArrayList<String> {
  private static final long serialVersionUID = 1L;

  ReducerNames() {
    super(Named.names(Reducer.class));
  }
}
