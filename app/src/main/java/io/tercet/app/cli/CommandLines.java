package io.tercet.app.cli;

import io.tercet.app.cli.console.StandardStream;
import io.tercet.app.cli.option.UsageException;
import io.tercet.app.cli.option.Validated;
import io.tercet.app.start.WarmUp;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs a command line and answers mistakes in one line each: exit code 0 for done, 1 for failed, 2
 * for usage errors, 130 for interrupted.
 */
public final class CommandLines {
  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  /** Exit code of a program that wrote to a closed pipe, as in a shell. */
  private static final int READER_GONE = 141;

  /** Commands about all the others. */
  private static final Set<String> ABOUT_ALL = Set.of("help", CompletionCommand.NAME);

  private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("train", TrainCommand.class);
    COMMANDS.put(ResumeCommand.NAME, ResumeCommand.class);
    COMMANDS.put("evaluate", EvaluateCommand.class);
    COMMANDS.put("embed", EmbedCommand.class);
    COMMANDS.put("triplets", TripletsCommand.class);
    COMMANDS.put(ReportCommand.NAME, ReportCommand.class);
    COMMANDS.put("summary", SummaryCommand.class);
    COMMANDS.put(RecipesCommand.NAME, RecipesCommand.class);
    COMMANDS.put("dashboard", DashboardCommand.class);
    COMMANDS.put("help", HelpCommand.class);
    COMMANDS.put(CompletionCommand.NAME, CompletionCommand.class);
  }

  private CommandLines() {}

  /** Runs the arguments; returns the exit code. */
  public static int run(String... args) {
    StandardStream out = new StandardStream(new FileOutputStream(FileDescriptor.out));
    StandardStream err = new StandardStream(new FileOutputStream(FileDescriptor.err));
    return run(out, System.out.charset(), err.writer(System.err.charset()), args);
  }

  /** The same with other streams. */
  static int run(StandardStream out, Charset charset, PrintWriter err, String... args) {
    // What other threads fail by is said in a line as well.
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> err.println("tercet: " + Failures.line(thrown)));
    WarmUp warmUp = TrainCommand.warmUp(args);
    try {
      CommandLine line = create(warmUp, args);
      PrintWriter console = out.writer(charset);
      line.setOut(console);
      line.setErr(err);
      int code = execute(line, args);
      console.flush();
      return code == 0 ? writtenTo(out, err) : code;
    } finally {
      if (warmUp != null) {
        warmUp.stop(); // not needed after a usage error
      }
    }
  }

  /** Runs, and says in one line what is no exception but an error, too. */
  @SuppressWarnings("CatchingUnchecked")
  private static int execute(CommandLine line, String... args) {
    try {
      return line.execute(args);
    } catch (Error e) {
      if (List.of(args).contains("--debug")) {
        e.printStackTrace(line.getErr());
      }
      line.getErr().println("tercet: " + Failures.line(e));
      return FAILED;
    }
  }

  /** Whether all that was printed was taken; a reader that went away has had what it wanted. */
  private static int writtenTo(StandardStream out, PrintWriter err) {
    IOException failure = out.failure();
    if (failure == null) {
      return 0;
    }
    String reason = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    if (reason.contains("Broken pipe")) {
      return READER_GONE;
    }
    err.println("tercet: standard output: " + reason);
    return FAILED;
  }

  /** A command line of all commands. */
  static CommandLine create() {
    return create(null);
  }

  /** Reading the options of a command takes time: of the one that is run alone, if it is one. */
  private static CommandLine create(@Nullable WarmUp warmUp, String... args) {
    CommandLine line = new CommandLine(new RootCommand());
    Class<?> asked = args.length == 0 || ABOUT_ALL.contains(args[0]) ? null : COMMANDS.get(args[0]);
    if (asked != null) {
      line.addSubcommand(args[0], warmUp == null ? asked : new TrainCommand(warmUp));
    } else {
      COMMANDS.forEach(line::addSubcommand);
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedOptionsAllowed(false);
    line.setUsageHelpAutoWidth(true);
    // What is printed may have names of files in it, so all escape sequences are taken away.
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
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
    List<String> problems =
        new ArrayList<>(last.errors().stream().map(CommandLines::problem).toList());
    if (last.commandSpec().userObject() instanceof Validated command) {
      problems.addAll(command.problems());
    }
    return problems.isEmpty()
        ? new CommandLine.RunLast().execute(parsed)
        : wrongUse(last.commandSpec().commandLine(), problems);
  }

  private static int wrongParameter(ParameterException exception, String[] args) {
    return wrongUse(exception.getCommandLine(), List.of(problem(exception)));
  }

  /** What is wrong with the words, with the nearest right one. */
  private static String problem(Exception exception) {
    if (!(exception instanceof UnmatchedArgumentException unmatched)) {
      return Failures.line(exception);
    }
    String typed = unmatched.getUnmatched().getFirst();
    CommandLine command = unmatched.getCommandLine();
    boolean option = unmatched.isUnknownOption();
    boolean root = command.getParent() == null;
    Stream<String> words =
        option
            ? command.getCommandSpec().optionsMap().keySet().stream()
            : root ? COMMANDS.keySet().stream() : Stream.of();
    String what =
        option
            ? "Unknown option: '%s'".formatted(typed)
            : root ? "no command '%s'".formatted(typed) : Failures.line(exception);
    return NearestWord.of(typed, words)
        .map(word -> "%s; did you mean '%s'?".formatted(what, word))
        .orElse(what);
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
