package io.tercet.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who is compared. */
enum Peer {
  TERCET("Tercet"),
  PYTORCH("PyTorch"),
  DJL("libtorch by DJL"),
  /** PyTorch with the notebook's own way of drawing triplets. */
  NOTEBOOK("PyTorch, batches as the notebook draws them");

  private final String title;

  Peer(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Whether it has that work. */
  boolean does(Work work) {
    return switch (this) {
      case TERCET, PYTORCH -> true;
      case DJL -> !work.isConvolutional();
      case NOTEBOOK -> work == Work.CLASSIC || work == Work.CLASSIC_RUN;
    };
  }

  /** Whether it is run once and for few rounds, being slow. */
  boolean isSlow() {
    return this == NOTEBOOK;
  }

  /**
   * The command of a run.
   *
   * @param home the project's folder
   * @param flags of the JVM that the launcher runs Tercet with
   * @param python a Python that has PyTorch
   * @param arguments what to do
   * @param out a folder for what it writes, not there yet
   */
  List<String> command(
      Path home, List<String> flags, String python, WorkArguments arguments, Path out) {
    return switch (this) {
      case TERCET ->
          arguments.work().isWholeProcess()
              ? launcher(home, arguments, out)
              : jvm(TercetPeer.class, arguments, flags);
      case DJL ->
          jvm(
              DjlPeer.class,
              arguments,
              List.of("--enable-native-access=ALL-UNNAMED", "-Dai.djl.offline=true"));
      case PYTORCH, NOTEBOOK -> python(home, python, arguments);
    };
  }

  private static List<String> launcher(Path home, WorkArguments arguments, Path out) {
    return List.of(
        home.resolve("tercet").toString(),
        "train",
        arguments.data().toString(),
        "--recipe=classic",
        "--epochs=10",
        "--no-pictures",
        "--no-evaluation",
        "--threads=" + arguments.threads(),
        "--out=" + out);
  }

  private static List<String> jvm(Class<?> main, WorkArguments arguments, List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments.line(""));
    return command;
  }

  private List<String> python(Path home, String python, WorkArguments arguments) {
    List<String> command =
        new ArrayList<>(List.of(python, home.resolve("bench/peers/pytorch_peer.py").toString()));
    command.addAll(arguments.line(this == NOTEBOOK ? "-notebook" : ""));
    return command;
  }
}
