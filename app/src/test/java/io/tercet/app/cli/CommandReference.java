package io.tercet.app.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Writes docs/command-line.md from the commands that picocli knows; tools/docs-commands runs it.
 */
final class CommandReference {
  private static final String HEAD =
      """
      # The command line

      All commands with all options. This page is generated from the program: `tools/docs-commands` writes it again after
      a change, and a test fails while it is out of date.

      `tercet` stands for the launcher, `./tercet` in the project's folder. `--option=value` and `--option value` are the
      same. Exit codes: 0 success; 1 failure, in one line; 2 usage error, one line per mistake; 130 interrupted. `--debug`
      adds a stack trace.

      ```sh
      ./tercet help train                     # the same text in the terminal
      ./tercet --version                      # versions, and which kernels run
      source <(./tercet generate-completion)  # completion for bash and zsh
      ```
      """;

  private CommandReference() {}

  /** Prints the page. */
  public static void main(String[] arguments) {
    System.out.writeBytes(page().getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  /** The whole page. */
  static String page() {
    CommandLine root = CommandLines.create();
    return HEAD
        + "\n"
        + root.getSubcommands().values().stream()
            .map(command -> section(command.getCommandSpec()))
            .collect(Collectors.joining("\n"));
  }

  private static String section(CommandSpec command) {
    String rows =
        Stream.concat(
                command.positionalParameters().stream().map(CommandReference::row),
                command.options().stream().map(CommandReference::row))
            .collect(Collectors.joining());
    return "## tercet %s\n\n%s\n\n```\n%s\n```\n\n| | |\n|---|---|\n%s"
        .formatted(
            command.name(),
            lines(command.usageMessage().description()),
            synopsis(command),
            rows.isEmpty() ? "| | no options |\n" : rows);
  }

  private static String synopsis(CommandSpec command) {
    String arguments =
        command.positionalParameters().stream()
            .map(CommandReference::placeholder)
            .collect(Collectors.joining(" "));
    return "tercet %s [OPTIONS] %s".formatted(command.name(), arguments).strip();
  }

  private static String placeholder(PositionalParamSpec parameter) {
    String label = parameter.paramLabel().replaceAll("[\\[\\]]", "");
    return parameter.arity().min() > 0 ? label : "[" + label + "]";
  }

  private static String row(PositionalParamSpec parameter) {
    return row(List.of(placeholder(parameter)), parameter);
  }

  private static String row(OptionSpec option) {
    String value = option.arity().max() > 0 ? "=" + option.paramLabel() : "";
    return row(Stream.of(option.names()).map(name -> name + value).toList(), option);
  }

  private static String row(List<String> names, ArgSpec argument) {
    return "| %s | %s |\n"
        .formatted(
            names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")),
            lines(argument.description()).replace("|", "\\|").replace("<", "&lt;"));
  }

  /** Picocli's texts are formats: {@code %n} and {@code %%}. */
  private static String lines(String... description) {
    return Stream.of(description)
        .map(line -> line.replace("%n", " ").replace("%%", "%").strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
