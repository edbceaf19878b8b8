package io.tercet.app.cli;

import io.tercet.train.MinerKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The miners, for help and shell completion. */
final class MinerNames extends ArrayList<String> {
  private static final long serialVersionUID = 1L;

  MinerNames() {
    super(names());
  }

  static Optional<MinerKind> find(String name) {
    return Arrays.stream(MinerKind.values()).filter(kind -> kind.toString().equals(name)).findAny();
  }

  static String unknown(String name) {
    return "--miner: found '%s', expected one of %s".formatted(name, String.join(", ", names()));
  }

  private static List<String> names() {
    return Arrays.stream(MinerKind.values()).map(MinerKind::toString).toList();
  }
}
