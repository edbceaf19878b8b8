package io.tercet.app.run.report;

import com.samskivert.mustache.Mustache;
import io.tercet.app.run.RunConfig;
import io.tercet.app.run.RunFolder;
import io.tercet.data.ClassNames;
import io.tercet.data.TrainTestSplit;
import io.tercet.eval.BeforeAfter;
import io.tercet.io.AtomicFile;
import io.tercet.nn.Summary;
import io.tercet.train.EpochResult;
import io.tercet.train.TrainingResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The report of a run: one HTML file with all pictures in it, from the template report.html. */
public final class Report {
  private final RunConfig config;
  private final TrainTestSplit data;
  private final Map<String, Object> origin;
  private final TrainingResult result;
  private final @Nullable BeforeAfter scores;
  private final RunFolder folder;

  public Report(
      RunConfig config,
      TrainTestSplit data,
      Map<String, Object> origin,
      TrainingResult result,
      @Nullable BeforeAfter scores,
      RunFolder folder) {
    this.config = config;
    this.data = data;
    this.origin = origin;
    this.result = result;
    this.scores = scores;
    this.folder = folder;
  }

  /** A row of two cells. */
  record Setting(String name, String value) {}

  /** An epoch's figures as text. */
  record Epoch(int epoch, String loss, String active, String speed, String seconds) {}

  /** A picture as a data URL. */
  record Picture(String title, String source) {}

  public void write() throws IOException {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("recipe", config.training().recipe());
    model.put("data", data.name());
    model.put("unit", config.training().sampler().unit());
    model.put("stopped", result.stopped());
    model.put("settings", settings());
    model.put("summary", Summary.ofSiamese(result.encoder().architecture()));
    model.put("encoder", Summary.of(result.encoder().architecture()));
    model.put("epochs", result.epochs().stream().map(Report::epoch).toList());
    model.put(
        "few_steps",
        new Advice(config.training())
            .aboutSteps(result.stepsPerEpoch(), data.train().size())
            .orElse(""));
    model.put("evaluated", scores != null);
    model.put("rows", scores == null ? List.of() : ScoreTable.rows(scores));
    model.put("notes", scores == null ? List.of() : ScoreTable.notes(scores));
    model.put(
        "warning",
        scores == null
            ? ""
            : ScoreTable.warning(scores, Optional.of(new Advice(config.training()))).orElse(""));
    model.put("classes", data.test().classNames());
    model.put("classCount", data.test().classNames().size());
    model.put("overview", pictures(List.of(folder.overview())));
    model.put("pictures", pictures(epochPictures()));
    try (InputStream template =
            Objects.requireNonNull(Report.class.getResourceAsStream("report.html"));
        Reader reader = new InputStreamReader(template, StandardCharsets.UTF_8)) {
      String html = Mustache.compiler().emptyStringIsFalse(true).compile(reader).execute(model);
      byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(folder.report(), out -> out.write(bytes));
    }
  }

  private List<Setting> settings() {
    List<Setting> settings = new ArrayList<>(dataSettings());
    settings.addAll(trainingSettings());
    return settings;
  }

  private List<Setting> dataSettings() {
    List<Setting> settings = new ArrayList<>();
    settings.add(new Setting("data", data.name()));
    settings.add(
        new Setting(
            "examples",
            String.format(
                Locale.ROOT,
                "%,d for training, %,d for testing",
                data.train().size(),
                data.test().size())));
    origin.forEach((name, value) -> settings.add(new Setting(name.replace('_', ' '), text(value))));
    settings.add(new Setting("classes", ClassNames.inShort(data.train().classNames())));
    if (data.isOfUnseenClasses()) {
      settings.add(new Setting("unseen classes", ClassNames.inShort(data.test().classNames())));
    }
    return settings;
  }

  private static String text(Object value) {
    return value instanceof Integer number
        ? String.format(Locale.ROOT, "%,d", number)
        : String.valueOf(value);
  }

  private List<Setting> trainingSettings() {
    var training = config.training();
    return List.of(
        new Setting("recipe", training.recipe()),
        new Setting("loss", result.objective().description()),
        new Setting(
            "batches",
            "%s, %s steps an epoch"
                .formatted(
                    training.sampler().description(result.batchRows()), result.stepsPerEpoch())),
        new Setting("epochs", "%s of %s".formatted(result.epochs().size(), training.epochs())),
        new Setting("optimizer", training.optimizer().description()),
        new Setting("seed", String.valueOf(training.seed())));
  }

  private static Epoch epoch(EpochResult result) {
    return new Epoch(
        result.epoch(),
        String.format(Locale.ROOT, "%.4f", result.loss()),
        String.format(Locale.ROOT, "%.1f %%", 100 * result.active()),
        String.format(Locale.ROOT, "%,.0f", result.itemsPerSecond()),
        String.format(Locale.ROOT, "%.2f", result.seconds()));
  }

  private List<Path> epochPictures() {
    List<Path> paths = new ArrayList<>();
    for (int epoch = 0; epoch <= result.epochs().size(); epoch++) {
      paths.add(folder.picture(epoch));
    }
    return paths;
  }

  private static List<Picture> pictures(List<Path> paths) throws IOException {
    List<Picture> pictures = new ArrayList<>();
    for (Path path : paths) {
      if (Files.exists(path)) {
        String bytes = Base64.getEncoder().encodeToString(Files.readAllBytes(path));
        pictures.add(
            new Picture(
                path.getFileName().toString().replace(".png", ""),
                "data:image/png;base64," + bytes));
      }
    }
    return pictures;
  }
}
