package io.tercet.app.cli;

import io.tercet.app.cli.option.HelpOption;
import io.tercet.app.cli.option.VersionText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code tercet} without a command. */
@Command(
    name = "tercet",
    description = "Trains embeddings by comparison: Siamese networks and triplet loss.",
    versionProvider = VersionText.class,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
@SuppressWarnings("UnusedVariable") // picocli reads the fields
final class RootCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private HelpOption help = new HelpOption();

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show versions and which kernels run, and exit.")
  private boolean version;

  @Option(
      names = "--debug",
      description = "Show a stack trace where something fails.",
      scope = ScopeType.INHERIT)
  boolean debug;

  @Override
  public void run() {
    CommandLine line = spec.commandLine();
    throw new ParameterException(
        line,
        "Missing command: expected one of " + String.join(", ", line.getSubcommands().keySet()));
  }
}
