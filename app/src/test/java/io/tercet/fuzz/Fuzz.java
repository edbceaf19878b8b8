package io.tercet.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Fuzzing without Jazzer: inputs are changed by a seeded {@link Mutator}. Arguments: {@code FORMAT
 * INPUTS SEED FOLDER}, for findings; or {@code seeds FORMAT FOLDER}, to write the well-formed
 * inputs to a folder; or {@code formats}, to list them.
 */
public final class Fuzz {
  private static final int MOST_KINDS = 50;

  private Fuzz() {}

  /** Exits with 1 if something was found. */
  public static void main(String[] args) throws IOException {
    System.setProperty("java.awt.headless", "true");
    if (args[0].equals("formats")) {
      for (FuzzFormat format : FuzzFormat.values()) {
        System.out.println(format.title());
      }
    } else if (args[0].equals("seeds")) {
      writeSeeds(format(args[1]), Path.of(args[2]));
    } else {
      int found =
          run(
              format(args[0]),
              Integer.parseInt(args[1]),
              Long.parseLong(args[2]),
              Path.of(args[3]),
              System.out);
      System.exit(found == 0 ? 0 : 1);
    }
  }

  static FuzzFormat format(String title) {
    return Arrays.stream(FuzzFormat.values())
        .filter(format -> format.title().equals(title))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("no such format: " + title));
  }

  private static void writeSeeds(FuzzFormat format, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<byte[]> seeds = format.seeds();
    for (int i = 0; i < seeds.size(); i++) {
      Files.write(folder.resolve("seed-" + i), seeds.get(i));
    }
  }

  /**
   * Reads that many inputs.
   *
   * @param findings where an input of each kind of finding is written; made if there is one
   * @return how many kinds of findings there are
   */
  static int run(FuzzFormat format, int inputs, long seed, Path findings, PrintStream out)
      throws IOException {
    Path folder = Files.createTempDirectory("fuzz");
    FuzzTarget target = new FuzzTarget(format, folder);
    Mutator mutator = new Mutator(format.seeds(), seed);
    Set<String> kinds = new HashSet<>();
    long start = System.nanoTime();
    for (int i = 0; i < inputs && kinds.size() < MOST_KINDS; i++) {
      byte[] input = mutator.next();
      String wrong = target.read(input);
      if (wrong != null && kinds.add(wrong.replaceAll("[0-9]+", "#"))) {
        Files.createDirectories(findings);
        Path saved = findings.resolve("%s-seed%s-%s".formatted(format.title(), seed, i));
        Files.write(saved, input);
        out.println(format.title() + ": " + saved + " " + wrong);
      }
    }
    out.printf(
        Locale.ROOT,
        "%s: %,d inputs from seed %d in %.1f s, %d kinds of findings%n",
        format.title(),
        inputs,
        seed,
        (System.nanoTime() - start) / 1e9,
        kinds.size());
    return kinds.size();
  }
}
