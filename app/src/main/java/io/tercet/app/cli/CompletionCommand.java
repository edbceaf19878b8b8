package io.tercet.app.cli;

import io.tercet.app.cli.option.HelpOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tercet generate-completion}: completion for the shell. */
@Command(
    name = CompletionCommand.NAME,
    sortOptions = false,
    description = {
      "Prints a script that completes commands, options and their values in bash and zsh:",
      "source <(tercet generate-completion)"
    })
final class CompletionCommand implements Runnable {
  static final String NAME = "generate-completion";

  @Spec private CommandSpec spec = CommandSpec.create();

  @SuppressWarnings("UnusedVariable")
  @Mixin
  private HelpOption help = new HelpOption();

  @Override
  public void run() {
    spec.commandLine().getOut().print(CompletionScript.of(spec.root().commandLine()));
    spec.commandLine().getOut().flush();
  }
}
