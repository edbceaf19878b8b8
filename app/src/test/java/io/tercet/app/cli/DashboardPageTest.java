package io.tercet.app.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The dashboard's page in a real browser, against real runs. */
class DashboardPageTest extends CommandLineTester {
  private static final int CORNER = 10;

  private Path runs() {
    return folder.resolve("runs");
  }

  private Background trainLong(String... options) {
    List<String> args = new ArrayList<>(List.of("train", data(), "--recipe", "mlp"));
    args.addAll(List.of("--epochs", "3000", "--classes", "4", "--per-class", "15"));
    args.addAll(List.of("--dashboard", "--out", runs().resolve("live").toString()));
    args.addAll(List.of(options));
    return new Background(args.toArray(String[]::new));
  }

  private static String picture(Page page) {
    page.waitForTimeout(700); // for the points to arrive
    return picture(page.locator("#space canvas"));
  }

  /** A digest of its pixels, without the round corners: scrolling alone changes these. */
  private static String picture(Locator canvas) {
    try (InputStream png = new ByteArrayInputStream(canvas.screenshot())) {
      BufferedImage image = ImageIO.read(png);
      int width = image.getWidth() - 2 * CORNER;
      int height = image.getHeight() - 2 * CORNER;
      ByteBuffer pixels = ByteBuffer.allocate(Integer.BYTES * width * height);
      pixels.asIntBuffer().put(image.getRGB(CORNER, CORNER, width, height, null, 0, width));
      return UUID.nameUUIDFromBytes(pixels.array()).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Number of the last frame, from 0. */
  private static int lastFrame(Page page) {
    return Integer.parseInt(page.locator("#space input[type=range]").getAttribute("max"));
  }

  @Test
  void followsARunFromItsFirstEpochsUntilItIsStopped() throws Exception {
    try (Chromium chromium = Chromium.start();
        Background training = trainLong()) {
      URI link = training.link();
      Page page = chromium.open(link, 1280, ColorScheme.LIGHT);
      assertThat(page.locator("#header h2")).containsText("mlp on ");
      assertThat(page.locator("#header .phase").first()).hasText("training");
      assertThat(page.locator("#connection")).hasText("live");
      assertThat(page.locator("#triplets .triplet").first()).isVisible();
      Duration moved = curvesGrowAndPointsMove(page);
      assertThat(page.locator("#distances h3").last())
          .containsText("ROC from the histogram, area ");

      page.locator("[data-action=pause]").click();
      assertThat(page.locator("#header .phase").first()).hasText("paused");
      nothingMoves(page, moved);
      classesSwitch(page);
      hoverAndClickShowExamples(page);
      theSliderReplays(page);
      movesAgainOnceResumed(page);

      page.locator("[data-action=stop]").click();
      assertThat(page.locator("#header .phase").first()).hasText("stopped");
      Background.await(() -> training.output().contains("The dashboard stays at"));
      assertThat(runs().resolve("live/model.safetensors")).isNotEmptyFile();
      assertThat(page.locator("[data-action=stop]")).hasCount(0);
      assertThat(chromium.complaints()).isEmpty();
      assertThat(training.end()).isEqualTo(130);
    }
  }

  /** By asking, since the page's policy lets no text become code. */
  private static void awaitFrames(Page page, int most) throws InterruptedException {
    String condition =
        "document.querySelectorAll('#curves .uplot').length == 5"
            + " && Number(document.querySelector('#space input[type=range]').max) >= ";
    Background.await(() -> (boolean) page.evaluate(condition + most));
  }

  /** Returns how long two more frames took. */
  private static Duration curvesGrowAndPointsMove(Page page) throws InterruptedException {
    awaitFrames(page, 1);
    String before = picture(page);
    String curvesBefore = picture(page.locator("#curves .uplot canvas").first());
    long start = System.nanoTime();
    awaitFrames(page, lastFrame(page) + 2);
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    assertThat(picture(page)).isNotEqualTo(before);
    assertThat(picture(page.locator("#curves .uplot canvas").first())).isNotEqualTo(curvesBefore);
    return taken;
  }

  /** Not in a time in which a running training moves the points more than once. */
  private static void nothingMoves(Page page, Duration moved) {
    page.waitForTimeout(2000); // for what was on its way
    int frames = lastFrame(page);
    String points = picture(page);
    String curves = picture(page.locator("#curves .uplot canvas").first());
    page.waitForTimeout(2.0 * moved.toMillis() + 1000);
    assertThat(lastFrame(page)).isEqualTo(frames);
    assertThat(picture(page)).as("points while paused").isEqualTo(points);
    assertThat(picture(page.locator("#curves .uplot canvas").first()))
        .as("curves while paused")
        .isEqualTo(curves);
  }

  /** From the last frame, where the page follows the run. */
  private static void movesAgainOnceResumed(Page page) throws InterruptedException {
    int frames = lastFrame(page);
    page.locator("#space input[type=range]").press("End");
    String paused = picture(page);
    String epoch = page.locator("#space output").innerText();
    page.locator("[data-action=resume]").click();
    assertThat(page.locator("#header .phase").first()).hasText("training");
    awaitFrames(page, frames + 2);
    assertThat(page.locator("#space output")).not().hasText(epoch);
    assertThat(picture(page)).as("points once resumed").isNotEqualTo(paused);
  }

  private static void classesSwitch(Page page) {
    String all = picture(page);
    Locator first = page.locator("#space [data-class='0']");
    first.click();
    assertThat(first).hasAttribute("aria-pressed", "false");
    assertThat(picture(page)).isNotEqualTo(all);
    first.press("Enter");
    assertThat(first).hasAttribute("aria-pressed", "true");
    assertThat(picture(page)).as("with the class again").isEqualTo(all);
  }

  /** Looks for a point along a line through the middle of the plot. */
  private static void hoverAndClickShowExamples(Page page) {
    Locator canvas = page.locator("#space canvas");
    canvas.scrollIntoViewIfNeeded();
    BoundingBox box = canvas.boundingBox();
    Locator tip = page.locator("#space .tip");
    for (int i = 1; i < 60 && !tip.isVisible(); i++) {
      page.mouse()
          .move(
              box.x + box.width * (0.2 + i / 100.0),
              box.y + box.height * (0.5 + i % 7 / 40.0),
              new Mouse.MoveOptions().setSteps(3));
      page.waitForTimeout(60);
    }
    assertThat(tip).isVisible();
    assertThat(tip.locator("img")).isVisible();
    assertThat(tip).containsText(Pattern.compile("test/\\d+"));
    page.mouse().down();
    page.mouse().up();
    assertThat(page.locator("#space .neighbors li")).hasCount(10);
    assertThat(page.locator("#space .neighbors .right, #space .neighbors .wrong")).hasCount(10);
    page.locator("#space .neighbors button").first().click();
    assertThat(page.locator("#space .neighbors li")).hasCount(10);
  }

  private static void theSliderReplays(Page page) {
    Locator slider = page.locator("#space input[type=range]");
    slider.focus();
    slider.press("Home");
    assertThat(page.locator("#space output")).hasText("before training");
    String first = picture(page);
    slider.press("End");
    assertThat(page.locator("#space output")).containsText("after epoch");
    assertThat(picture(page)).as("the last frame").isNotEqualTo(first);
    slider.press("Home");
    assertThat(page.locator("#space output")).hasText("before training");
    assertThat(picture(page)).as("the first frame again").isEqualTo(first);
    page.locator("#space .play button").click();
    assertThat(page.locator("#space output")).containsText("after epoch");
    page.locator("#space .play button").click();
    page.locator("[data-dimensions='2']").click();
    assertThat(page.locator("[data-dimensions='2']")).hasAttribute("aria-pressed", "true");
  }

  @Test
  void comesBackAfterItsServerWasGone() throws Exception {
    assertThat(train("runs/one", "--no-evaluation")).isZero();
    try (Chromium chromium = Chromium.start()) {
      Page page;
      int port;
      try (Background first = new Background("dashboard", runs().toString())) {
        port = first.link().getPort();
        page = chromium.open(first.link(), 1280, ColorScheme.LIGHT);
        assertThat(page.locator("#header .phase").first()).hasText("finished");
      }
      assertThat(page.locator("#connection")).hasText("server not reached, trying again");
      try (Background _ =
          new Background("dashboard", runs().toString(), "--port", String.valueOf(port))) {
        assertThat(page.locator("#connection")).hasText("");
        assertThat(page.locator("#header .phase").first()).hasText("finished");
      }
    }
  }

  @Test
  void eachStateOfARunIsShown() throws IOException, InterruptedException {
    Files.createDirectories(runs());
    try (Chromium chromium = Chromium.start();
        Background dashboard = new Background("dashboard", runs().toString())) {
      Page page = chromium.open(dashboard.link(), 400, ColorScheme.DARK);
      assertThat(page.locator("#empty")).isVisible();
      assertThat(train("runs/one", "--no-evaluation")).isZero();
      Locator phases = page.locator("#header .phase");
      assertThat(phases.first()).hasText("finished");
      assertThat(page.locator("#empty")).isHidden();
      assertThat(page.locator("#mistakes table")).isVisible();
      Object wider =
          page.evaluate(
              "document.documentElement.scrollWidth > document.documentElement.clientWidth");
      assertThat(wider).as("scrolls sideways at 400 pixels").isEqualTo(false);

      Path state = runs().resolve("one/state.json");
      Files.writeString(state, "{\"phase\":\"failed\",\"message\":\"the loss became NaN\"}");
      assertThat(phases.first()).hasText("failed");
      assertThat(page.locator("#header .notice")).hasText("the loss became NaN");
      Files.writeString(state, "{\"phase\":\"finished\",\"collapsed\":true,\"epochs\":3}");
      assertThat(phases.last()).hasText("collapsed");
      Files.writeString(state, "{\"phase\":\"running\",\"pid\":999999999}");
      assertThat(phases.first()).hasText("interrupted");
      assertThat(chromium.complaints()).isEmpty();
    }
  }
}
