package io.tercet.app.cli.option;

import io.tercet.app.Version;
import io.tercet.kernel.KernelChoice;
import picocli.CommandLine.IVersionProvider;

/** What {@code tercet --version} prints. */
public final class VersionText implements IVersionProvider {

  @Override
  public String[] getVersion() {
    KernelChoice choice = KernelChoice.current();
    String why = choice.reason().isEmpty() ? "" : " (" + choice.reason() + ")";
    return new String[] {
      "Tercet " + Version.ofTercet(),
      "JDK %s, %s".formatted(Runtime.version(), System.getProperty("java.vendor")),
      "Kernels: " + choice.kernels().description() + why
    };
  }
}
