package io.tercet.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A script that completes commands, options and their values in bash and zsh. Picocli's own has one
 * variable for all options of the same label, so that each is completed with the values of the
 * last.
 */
final class CompletionScript {
  private final List<String> options = new ArrayList<>();
  private final List<String> values = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();

  private CompletionScript() {}

  /** The script for a command line with all its commands. */
  static String of(CommandLine line) {
    CompletionScript script = new CompletionScript();
    String commands = String.join(" ", line.getSubcommands().keySet());
    script.add("", line);
    script.arguments.add(item("' 0' | 'help 0'", commands));
    new TreeMap<>(line.getSubcommands()).forEach(script::add);
    return template()
        .replace("@OPTIONS@", String.join("\n", script.options))
        .replace("@VALUES@", String.join("\n", script.values))
        .replace("@ARGUMENTS@", String.join("\n", script.arguments));
  }

  private void add(String name, CommandLine command) {
    List<String> names = new ArrayList<>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        names.addAll(List.of(option.names()));
        if (option.arity().max() > 0) {
          addValues(name, option);
        }
      }
    }
    names.sort(Comparator.naturalOrder());
    options.add(item("'" + name + "'", String.join(" ", names)));
    command.getCommandSpec().positionalParameters().stream()
        .filter(parameter -> !candidates(parameter).isEmpty())
        .forEach(parameter ->
            arguments.add(
                item("'%s %d'".formatted(name, parameter.index().min()), candidates(parameter))));
  }

  private void addValues(String command, OptionSpec option) {
    List<String> patterns = new ArrayList<>();
    for (String name : option.names()) {
      patterns.add("'%s %s'".formatted(command, name));
    }
    values.add(item(String.join(" | ", patterns), candidates(option)));
  }

  private static String item(String pattern, String words) {
    return "    %s) echo '%s' ;;".formatted(pattern, words);
  }

  private static String candidates(ArgSpec argument) {
    @Nullable Iterable<String> candidates = argument.completionCandidates();
    return candidates == null
        ? ""
        : String.join(" ", StreamSupport.stream(candidates.spliterator(), false).toList());
  }

  private static String template() {
    try (InputStream template =
        Objects.requireNonNull(CompletionScript.class.getResourceAsStream("completion.sh"))) {
      return new String(template.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e); // it is in the same jar as this class
    }
  }
}
