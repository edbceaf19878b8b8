package io.tercet.app.cli.option;

import picocli.CommandLine.Option;

/** {@code --help}, in every command. */
@SuppressWarnings("UnusedVariable") // picocli reads the field
public final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;
}
