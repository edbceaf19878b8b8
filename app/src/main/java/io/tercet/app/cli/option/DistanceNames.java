package io.tercet.app.cli.option;

import io.tercet.distance.DistanceKind;
import java.util.ArrayList;

/** Names of distances, for help and shell completion. */
final class DistanceNames extends ArrayList<String> {
  private static final long serialVersionUID = 1L;

  DistanceNames() {
    super(Named.names(DistanceKind.class));
  }
}
