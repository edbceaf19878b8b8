package io.tercet.app;

import java.util.Objects;

/** The version of Tercet. */
public final class Version {
  private Version() {}

  /** The version in the jar's manifest; "unknown" outside a jar. */
  public static String ofTercet() {
    return Objects.requireNonNullElse(
        Version.class.getPackage().getImplementationVersion(), "unknown");
  }
}
