package io.tercet.app.cli;

import io.tercet.train.WarmUp;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Runs a command line and answers mistakes in one line each: exit code 0 for done, 1 for failed, 2
 * for wrong use, 130 for interrupted.
 */
public final class CommandLines {
  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("train", TrainCommand.class);
    COMMANDS.put("evaluate", EvaluateCommand.class);
    COMMANDS.put("embed", EmbedCommand.class);
    COMMANDS.put("triplets", TripletsCommand.class);
    COMMANDS.put("summary", SummaryCommand.class);
    COMMANDS.put("dashboard", DashboardCommand.class);
    COMMANDS.put("help", HelpCommand.class);
    COMMANDS.put("generate-completion", AutoComplete.GenerateCompletion.class);
  }

  private CommandLines() {}

  /** Runs the arguments; returns the exit code. */
  public static int run(String... args) {
    WarmUp warmUp = TrainCommand.warmUp(args);
    try {
      return create(warmUp, args).execute(args);
    } finally {
      if (warmUp != null) {
        warmUp.stop(); // nobody waits for it who was told of a mistake
      }
    }
  }

  /** A command line of all commands. */
  static CommandLine create() {
    return create(null);
  }

  /** Reading the options of a command takes time: of the one asked for alone, if one is. */
  private static CommandLine create(@Nullable WarmUp warmUp, String... args) {
    CommandLine line = new CommandLine(new RootCommand());
    Class<?> asked = args.length == 0 || args[0].equals("help") ? null : COMMANDS.get(args[0]);
    if (asked != null) {
      line.addSubcommand(args[0], warmUp == null ? asked : new TrainCommand(warmUp));
    } else {
      COMMANDS.forEach(line::addSubcommand);
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedOptionsAllowed(false);
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler(CommandLines::wrongParameter);
    line.setExecutionExceptionHandler(CommandLines::failed);
    // A value of the wrong type is kept until all others are checked too.
    line.getCommandSpec().parser().collectErrors(true);
    line.getSubcommands()
        .values()
        .forEach(command -> command.getCommandSpec().parser().collectErrors(true));
    line.setExecutionStrategy(CommandLines::executeIfParsed);
    return line;
  }

  private static int executeIfParsed(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    if (last.isUsageHelpRequested() || parsed.isVersionHelpRequested()) {
      return new CommandLine.RunLast().execute(parsed);
    }
    List<String> problems = new ArrayList<>(last.errors().stream().map(Failures::line).toList());
    if (last.commandSpec().userObject() instanceof Validated command) {
      problems.addAll(command.problems());
    }
    return problems.isEmpty()
        ? new CommandLine.RunLast().execute(parsed)
        : wrongUse(last.commandSpec().commandLine(), problems);
  }

  private static int wrongParameter(ParameterException exception, String[] args) {
    return wrongUse(exception.getCommandLine(), List.of(Failures.line(exception)));
  }

  private static int wrongUse(CommandLine command, List<String> problems) {
    problems.forEach(problem -> command.getErr().println("tercet: " + problem));
    String name = command.getCommandName();
    command
        .getErr()
        .println(name.equals("tercet") ? "See: tercet help" : "See: tercet help " + name);
    return WRONG_USE;
  }

  private static int failed(Exception exception, CommandLine command, ParseResult parsed) {
    if (parsed.commandSpec().root().userObject() instanceof RootCommand root && root.debug) {
      exception.printStackTrace(command.getErr());
    }
    return switch (exception) {
      case UsageException usage -> wrongUse(command, usage.problems());
      default -> {
        PrintWriter err = command.getErr();
        err.println("tercet: " + Failures.line(exception));
        yield FAILED;
      }
    };
  }
}
