package io.tercet.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Runs google-java-format over all Java files of the project. {@code check FOLDER} names the files
 * that are not formatted and fails if there are any; {@code write FOLDER} formats them.
 */
public final class Format {
  private Format() {}

  /** Runs the program; see above. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2 || !List.of("check", "write").contains(args[0])) {
      System.err.println("expected: check|write FOLDER");
      System.exit(2);
    }
    boolean check = args[0].equals("check");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
    arguments.addAll(javaFiles(Path.of(args[1])));
    ToolProvider formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
    // Reflowed comments may need a second pass to become stable.
    for (int pass = 0; !check && pass < 2; pass++) {
      var _ = formatter.run(System.out, System.err, arguments.toArray(String[]::new));
    }
    int code = formatter.run(System.out, System.err, arguments.toArray(String[]::new));
    if (code != 0 && check) {
      System.err.println(
          "not formatted: the files above; to format them: mvn -q -pl tools verify"
              + " -Dformat.mode=write");
    }
    System.exit(code);
  }

  private static List<String> javaFiles(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !root.relativize(file).toString().contains("target"))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }
}
