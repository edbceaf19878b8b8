package io.tercet.app;

import java.util.Objects;

/** The version of Tercet. */
public final class Version {
  private Version() {}

  /** As the jar's manifest says; "unknown" where classes run outside a jar. */
  public static String ofTercet() {
    return Objects.requireNonNullElse(
        Version.class.getPackage().getImplementationVersion(), "unknown");
  }
}
