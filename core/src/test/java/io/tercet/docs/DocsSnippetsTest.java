package io.tercet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.EmbeddingModel;
import io.tercet.Evaluation;
import io.tercet.Training;
import io.tercet.data.Dataset;
import io.tercet.data.TrainTestSplit;
import io.tercet.data.glyph.Glyphs;
import io.tercet.distance.Distance;
import io.tercet.docs.ExtendingSnippets.LetterCounts;
import io.tercet.docs.ExtendingSnippets.Shrink;
import io.tercet.docs.ExtendingSnippets.SquaredContrastive;
import io.tercet.docs.ExtendingSnippets.Within;
import io.tercet.loss.ContrastiveLoss;
import io.tercet.loss.MinedLoss;
import io.tercet.loss.Reducer;
import io.tercet.loss.SumLoss;
import io.tercet.loss.SupervisedContrastiveLoss;
import io.tercet.parallel.Workers;
import io.tercet.tensor.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The Java in the documents is compiled: each block is literally, but for white space, what stands
 * in a class {@code *Snippets} of this package between {@code // snippet: name} and {@code // end}.
 */
class DocsSnippetsTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> PAGES =
      List.of(
          "README.md", "docs/start.md", "docs/library.md", "docs/extending.md", "docs/notebook.md");

  private static final Pattern BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
  private static final Pattern SNIPPET =
      Pattern.compile("// snippet: \\S+\\R(.*?)// end\\R", Pattern.DOTALL);

  private static String withoutSpace(String code) {
    return code.replaceAll("\\s+", "");
  }

  private static List<String> found(Pattern pattern, Path file) throws IOException {
    List<String> pieces = new ArrayList<>();
    pattern.matcher(Files.readString(file)).results().forEach(m -> pieces.add(m.group(1)));
    return pieces;
  }

  private static Set<String> snippets() throws IOException {
    Set<String> snippets = new HashSet<>();
    Path folder = Path.of("src", "test", "java", "io", "tercet", "docs");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith("Snippets.java")).toList()) {
        found(SNIPPET, file).forEach(snippet -> snippets.add(withoutSpace(snippet)));
      }
    }
    return snippets;
  }

  @Test
  void eachBlockIsASnippetAndEachSnippetIsUsed() throws IOException {
    Set<String> unused = snippets();
    Set<String> all = Set.copyOf(unused);
    assertThat(all).hasSizeGreaterThan(20);
    for (String page : PAGES) {
      for (String block : found(BLOCK, ROOT.resolve(page))) {
        assertThat(all)
            .as("%s: no snippet of core/src/test/java/io/tercet/docs is%n%s", page, block)
            .contains(withoutSpace(block));
        unused.remove(withoutSpace(block));
      }
    }
    assertThat(unused).as("snippets that no page has").isEmpty();
  }

  private static TrainTestSplit glyphs() {
    try (Workers workers = new Workers(2)) {
      return Glyphs.load(5, 500, 100, new Seed(1), workers);
    }
  }

  private static double precisionAt1(EmbeddingModel model, TrainTestSplit data) {
    return Evaluation.of(model, data).retrieval().orElseThrow().precisionAt1();
  }

  @Test
  void partsOfThePageOnExtendingTrain() {
    TrainTestSplit data = glyphs();
    EmbeddingModel model = ExtendingSnippets.train(data.train());
    assertThat(precisionAt1(model, data)).isGreaterThan(0.8);
    assertThat(model.configuration().toString())
        .contains("\"type\":\"NearestNegative\"", "\"type\":\"Momentum\"", "\"momentum\":0.9");
  }

  @Test
  void lossesAndPairMinersOfThePageTrain() {
    TrainTestSplit data = glyphs();
    Training training = Training.of(data.train()).epochs(3);
    EmbeddingModel own =
        training.loss(new SquaredContrastive(1, Distance.EUCLIDEAN, Reducer.MEAN)).fit();
    assertThat(precisionAt1(own, data)).isGreaterThan(0.8);
    ContrastiveLoss pairs = ContrastiveLoss.defaults();
    EmbeddingModel mined =
        training.loss(new MinedLoss(pairs, new Within(0.9f, pairs.distance()))).fit();
    assertThat(precisionAt1(mined, data)).isGreaterThan(0.8);
    EmbeddingModel sum =
        training.loss(new SumLoss(SupervisedContrastiveLoss.defaults(), 0.01, new Shrink(1))).fit();
    assertThat(precisionAt1(sum, data)).isGreaterThan(0.8);
  }

  @Test
  void theDatasetOfThePageTrains() {
    List<String> texts = new ArrayList<>();
    List<Integer> classes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      texts.add((i % 2 == 0 ? "aabbcc" : "xxyyzz") + "hello".charAt(i % 5));
      classes.add(i % 2);
    }
    Dataset letters = new LetterCounts(texts, List.of("first", "last"), classes);
    EmbeddingModel model = Training.of(letters).epochs(2).fit();
    assertThat(Evaluation.of(model, letters).retrieval().orElseThrow().precisionAt1()).isOne();
  }
}
