package io.tercet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Code, comments, messages and documents use the field's terms and American spelling. Each rule has
 * an example that it must find, so that a rule that finds nothing fails.
 */
class LanguageTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Set<String> ENDINGS = Set.of("java", "md", "js", "html", "css");

  /** Folders and files, relative to the root, that are not checked. */
  private static final Set<String> SKIPPED =
      Set.of(
          "core/src/test/java/io/tercet/LanguageTest.java",
          "docs/history", // dated texts keep their words
          "app/src/main/resources/io/tercet/app/dashboard/page/uplot"); // not ours

  /**
   * @param wrong what is not to be written
   * @param instead what to write
   * @param example a text that has it
   */
  record Rule(Pattern wrong, String instead, String example) {
    static Rule of(String wrong, String instead, String example) {
      return new Rule(Pattern.compile(wrong), instead, example);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          Rule.of("(?i)slope", "gradient", "meanSlope"),
          Rule.of("(?i)\\blaid\\b|\\blay(s|ing)? out", "packed, pack, layout", "weights are laid"),
          Rule.of("(?i)\\bways? back\\b", "backward pass", "on the way back"),
          Rule.of("(?i)\\basked for\\b|\\basked to be", "requested", "when asked for"),
          Rule.of("(?i)\\b(un)?told\\b", "specified, given, notified", "unless told otherwise"),
          Rule.of("(?i)judg(?!ing\\\\?\")", "evaluate", "judged by"),
          Rule.of("who does it|who do(es)? them", "the threads that run the tasks", "who does it"),
          Rule.of("(?i)\\bgo(es)? on\\b|\\bgoing on\\b", "continue, resume", "Goes on."),
          Rule.of("makes? no sense", "is meaningless", "what makes no sense"),
          Rule.of("(?i)\\bas it (lies|stands)\\b", "unchanged, in place", "as it lies"),
          Rule.of("(?i)\\bhears?\\b", "is notified", "hears each step"),
          Rule.of("(?i)\\bwhoever\\b", "the caller, the user", "whoever packs rows"),
          Rule.of("[Nn]obody\\b", "name the caller or the object", "nobody holds it"),
          Rule.of("(?i)\\btakes? turns\\b", "alternate", "take turns"),
          Rule.of("(?i)\\banew\\b", "again", "makes it anew"),
          Rule.of("(?i)\\bwrong use\\b", "usage error", "Wrong use"),
          Rule.of("(?i)\\bmend(s|ed|ing)?\\b", "fix", "is mended"),
          Rule.of(
              "(?i)(?<!there )\\b(is|are) none\\b(?! of)", "there is no ...", "where it is none"),
          Rule.of("(?i)\\bis no number|\\bno numbers\\b", "is NaN, not a number", "is no number"),
          Rule.of("(?i)\\bso many\\b", "state the number", "so many columns"),
          Rule.of("colour|Colour|COLOUR", "color", "toColour"),
          Rule.of("(?<!--)centre(?!-|s[\"`])|Centre|CENTRE", "center", "moveCentres"),
          Rule.of("(?<!--)\\bgrey|\\bGrey|\\bGREY|[a-z]Grey", "gray", "toGrey"),
          Rule.of("(?i)neighbour", "neighbor", "neighbours"),
          Rule.of("(?i)behaviour|favour", "behavior, favor", "behaviour"),
          Rule.of(
              "(?i)(normal|optim|initial|standard|serial|recogn|organ|final|maxim|minim)is(e|ing|ation)",
              "-ize, -ization",
              "normalised"),
          Rule.of("(?i)\\blicences?\\b", "license", "licence"));

  private static List<Rule> rules() {
    return RULES;
  }

  /** The findings in a text, a line each. */
  private static List<String> findings(String name, List<String> lines) {
    List<String> findings = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      for (Rule rule : RULES) {
        var match = rule.wrong().matcher(lines.get(i));
        if (match.find()) {
          findings.add(
              "%s:%d: \"%s\"; write: %s".formatted(name, i + 1, match.group(), rule.instead()));
        }
      }
    }
    return findings;
  }

  @Test
  void sourcesAndDocumentsUseTheFieldsTerms() throws IOException {
    List<String> findings = new ArrayList<>();
    int files = 0;
    for (Path file : files()) {
      findings.addAll(findings(name(file), Files.readAllLines(file)));
      files++;
    }
    assertThat(files).isGreaterThan(500);
    assertThat(findings).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void eachRuleFindsItsExample(Rule rule) {
    List<String> text = List.of("class A {", "  // " + rule.example());
    assertThat(findings("A.java", text))
        .anySatisfy(line -> assertThat(line).startsWith("A.java:2: \"").endsWith(rule.instead()));
  }

  @Test
  void plainTextHasNoFindings() {
    assertThat(findings("A.java", List.of("Gradients of the packed weights, color by color.")))
        .isEmpty();
  }

  private static String name(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String last = String.valueOf(folder.getFileName());
            boolean skipped =
                SKIPPED.contains(name(folder))
                    || last.equals("target")
                    || last.equals("runs")
                    || last.startsWith(".");
            return skipped && !folder.equals(ROOT)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String last = String.valueOf(file.getFileName());
            String ending = last.substring(last.lastIndexOf('.') + 1);
            if (attributes.isRegularFile()
                && (ENDINGS.contains(ending) || last.equals("tercet"))
                && !SKIPPED.contains(name(file))) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
