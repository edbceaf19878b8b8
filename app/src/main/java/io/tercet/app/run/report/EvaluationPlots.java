package io.tercet.app.run.report;

import io.tercet.Evaluation;
import io.tercet.app.plot.Fonts;
import io.tercet.app.plot.PngWriter;
import io.tercet.app.plot.VerificationPlot;
import io.tercet.eval.PairDistances;
import io.tercet.eval.VerificationScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The pictures of an evaluation: ROC and distance histogram. */
public final class EvaluationPlots {
  private static final String ROC = "roc.png";
  private static final String DISTANCES = "distances.png";

  private EvaluationPlots() {}

  /** What is written to a folder. */
  public static List<Path> in(Path folder) {
    return List.of(folder.resolve(ROC), folder.resolve(DISTANCES));
  }

  /**
   * Writes them to a folder, which is made if need be; returns what was written, which is nothing
   * where there are no fonts.
   */
  public static List<Path> write(Evaluation scores, Path folder) throws IOException {
    Optional<VerificationScores> verification = scores.verification();
    Optional<PairDistances> pairs = scores.pairs();
    if (verification.isEmpty() || pairs.isEmpty() || Fonts.problem().isPresent()) {
      return List.of();
    }
    Files.createDirectories(folder);
    Path roc = folder.resolve(ROC);
    Path distances = folder.resolve(DISTANCES);
    PngWriter.write(roc, VerificationPlot.roc(verification.get()));
    PngWriter.write(distances, VerificationPlot.histogram(pairs.get(), verification.get()));
    return List.of(roc, distances);
  }
}
