package io.tercet.bench;

import io.tercet.data.idx.IdxFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs Tercet and its peers one after the other and prints what each reached. */
@Command(
    name = "bench/compare",
    sortOptions = false,
    description =
        "Runs Tercet and its peers on the same work, one after the other, in processes of their"
            + " own.")
public final class Compare implements Callable<Integer> {
  private static final String BEGIN = "<!-- bench/compare begins -->";
  private static final String END = "<!-- bench/compare ends -->";

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "MNIST's four files. Default: $TERCET_DATA/mnist.")
  private @Nullable Path data;

  @Option(
      names = "--works",
      split = ",",
      paramLabel = "WORK",
      description = "Which of ${COMPLETION-CANDIDATES}. Default: all.")
  private List<Work> works = List.of(Work.values());

  @Option(
      names = "--passes",
      paramLabel = "N",
      description = "How often to go over all of them. Default: ${DEFAULT-VALUE}.")
  private int passes = 2;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Timed rounds of a process, about a second each. Default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "Put the tables into this Markdown file, between its two marks.")
  private @Nullable Path page;

  @Option(names = "--home", required = true, hidden = true)
  private Path home = Path.of("");

  @Option(names = "--flags", required = true, split = " ", hidden = true)
  private List<String> flags = List.of();

  @Option(names = "--python", hidden = true)
  private String python = "";

  /** Who, with how many threads. */
  private record Runner(Peer peer, int threads) {
    String title(String version) {
      return "%s%s, %d thread%s"
          .formatted(
              peer.title(),
              version.isEmpty() ? "" : " (" + version + ")",
              threads,
              threads == 1 ? "" : "s");
    }
  }

  /** Runs the comparison. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // tables are read by programs
    CommandLine line = new CommandLine(new Compare()).registerConverter(Work.class, Work::of);
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path mnist = requireData();
    if (passes < 1 || rounds < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "expected at least 1 pass and 1 round, found %d and %d".formatted(passes, rounds));
    }
    if (page != null) {
      if (works.size() < Work.values().length) {
        throw new ParameterException(
            spec.commandLine(),
            "expected all works with --write, whose tables are of one run; found --works "
                + works.stream().map(Work::toString).collect(Collectors.joining(",")));
      }
      fill(page, ""); // before the work, not after it
    }
    if (python.isEmpty()) {
      System.err.println("PyTorch is left out: no python3 that has the module torch was found");
    }
    Path scratch = Files.createTempDirectory("tercet-compare");
    Path features = scratch.resolve("features");
    Map<Work, Map<Runner, List<PeerProcess>>> all = new LinkedHashMap<>();
    try {
      if (works.contains(Work.DENSE)) {
        DenseWork.write(features);
      }
      for (int pass = 0; pass < passes; pass++) {
        for (Work work : works) {
          runAll(work, pass, work == Work.DENSE ? features : mnist, scratch, all);
        }
      }
    } finally {
      deleteFolder(scratch);
    }
    String report = report(all);
    System.out.print(report);
    if (page != null) {
      Files.writeString(page, fill(page, report));
    }
    return 0;
  }

  private Path requireData() {
    String named = System.getenv().getOrDefault("TERCET_DATA", "");
    Path folder = data != null ? data : Path.of(named, "mnist");
    if (data == null && named.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "expected MNIST's folder: --data, or TERCET_DATA in the environment");
    }
    if (!IdxFolder.isComplete(folder)) {
      throw new ParameterException(
          spec.commandLine(),
          "expected MNIST's four IDX files in " + folder + ", not all are there");
    }
    return folder.toAbsolutePath();
  }

  private void runAll(
      Work work, int pass, Path input, Path scratch, Map<Work, Map<Runner, List<PeerProcess>>> all)
      throws IOException, InterruptedException {
    for (Runner runner : runners(work)) {
      if (runner.peer.isSlow() && pass > 0) {
        continue;
      }
      int count = runner.peer.isSlow() ? 2 : work.rounds(rounds);
      WorkArguments arguments = new WorkArguments(work, runner.threads, count, input);
      Path out = scratch.resolve("run");
      System.err.printf(Locale.ROOT, "%d/%d  %-12s %s%n", pass + 1, passes, work, runner.title(""));
      PeerProcess process =
          PeerProcess.run(runner.peer.command(home, flags, python, arguments, out));
      deleteFolder(out);
      all.computeIfAbsent(work, w -> new LinkedHashMap<>())
          .computeIfAbsent(runner, r -> new ArrayList<>())
          .add(process);
    }
  }

  private List<Runner> runners(Work work) {
    List<Runner> runners = new ArrayList<>();
    for (Peer peer : Peer.values()) {
      boolean there = !python.isEmpty() || peer == Peer.TERCET || peer == Peer.DJL;
      for (int threads = 1; threads <= 2 && there && peer.does(work); threads++) {
        if (!peer.isSlow() || threads == 1) {
          runners.add(new Runner(peer, threads));
        }
      }
    }
    return runners;
  }

  // ---- report

  private String report(Map<Work, Map<Runner, List<PeerProcess>>> all) throws IOException {
    StringBuilder text = new StringBuilder(machine());
    all.forEach((work, runs) -> text.append(table(work, runs)));
    return text.toString();
  }

  private String machine() throws IOException {
    return """
    %s; %d cores; %s %s; JDK %s; %s.
    Median and range over %d run(s), each with %d timed rounds of about a second or more after its warm-up
    (pml-mnist: one epoch from the start). "Times": how far the best Tercet row is ahead of this one.
    """
        .formatted(
            Machine.processor(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.version(),
            LocalDate.now(),
            passes,
            rounds);
  }

  private static String table(Work work, Map<Runner, List<PeerProcess>> runs) {
    Map<Runner, Spread> spreads = new LinkedHashMap<>();
    runs.forEach((runner, processes) -> spreads.put(runner, spread(work, processes)));
    Comparator<Spread> better = Comparator.comparingDouble(Spread::median);
    Spread own =
        spreads.entrySet().stream()
            .filter(entry -> entry.getKey().peer == Peer.TERCET)
            .map(Map.Entry::getValue)
            .max(work.isWholeProcess() ? better.reversed() : better)
            .orElseThrow();
    StringBuilder text =
        new StringBuilder(
            "%n### %s%n%n| | %s | times | peak memory |%n|---|---|---|---|%n"
                .formatted(work.title(), work.unit()));
    spreads.forEach((runner, spread) -> {
      double ratio = own.median() / spread.median();
      text.append(
          "| %s | %s | %.1f | %.0f MB |%n"
              .formatted(
                  runner.title(runs.get(runner).getFirst().version()),
                  spread,
                  work.isWholeProcess() ? 1 / ratio : ratio,
                  runs.get(runner).stream()
                      .mapToDouble(PeerProcess::peakMegabytes)
                      .max()
                      .orElse(0)));
    });
    return text.toString();
  }

  private static Spread spread(Work work, List<PeerProcess> processes) {
    return Spread.of(
        work.isWholeProcess()
            ? processes.stream().map(PeerProcess::seconds).toList()
            : processes.stream().flatMap(process -> process.rates().stream()).toList());
  }

  /** The page's text with the report between its marks. */
  private String fill(Path file, String report) throws IOException {
    String text = Files.isRegularFile(file) ? Files.readString(file) : "";
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new ParameterException(
          spec.commandLine(), "expected the marks %s and %s in %s".formatted(BEGIN, END, file));
    }
    return text.substring(0, begin + BEGIN.length()) + "\n" + report + text.substring(end);
  }

  private static void deleteFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
