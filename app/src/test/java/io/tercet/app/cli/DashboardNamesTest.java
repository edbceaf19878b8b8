package io.tercet.app.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class DashboardNamesTest extends CommandLineTester {
  private static final int CLASSES = 98;

  @Test
  void manyLongNamesStayInTheirPlaces() throws Exception {
    assertThat(train("runs/one", "--no-evaluation")).isZero();
    rename(folder.resolve("runs/one/embeddings/examples.json"));
    try (Chromium chromium = Chromium.start();
        Background dashboard = new Background("dashboard", folder.resolve("runs").toString())) {
      Page page = chromium.open(dashboard.link(), 1280, ColorScheme.LIGHT);
      assertThat(page.locator("#space .legend button")).hasCount(61);
      assertThat(page.locator("#space .legend button").last()).hasText("and 38 more");
      page.locator("#space .legend button").last().click();
      assertThat(page.locator("#space .legend button")).hasCount(CLASSES);

      page.locator("#space input[aria-label*=example]").first().fill("3");
      page.keyboard().press("Enter");
      assertThat(page.locator("#space .neighbors li")).hasCount(10);
      BoundingBox card = page.locator("#space").boundingBox();
      BoundingBox neighbor = page.locator("#space .neighbors button").first().boundingBox();
      assertThat(neighbor.x + neighbor.width).isLessThan(card.x + card.width);
      Object wider =
          page.evaluate(
              "document.documentElement.scrollWidth > document.documentElement.clientWidth");
      assertThat(wider).as("scrolls sideways").isEqualTo(false);
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  private static void rename(Path examples) throws IOException {
    ObjectNode described = (ObjectNode) JSON.readTree(Files.readString(examples));
    ArrayNode names = described.putArray("class_names");
    for (int i = 0; i < CLASSES; i++) {
      names.add("animals/vertebrates/mammals/carnivora/猫, a rather long name with the number " + i);
    }
    int count = described.get("count").asInt();
    ArrayNode labels = described.putArray("labels");
    for (int i = 0; i < count; i++) {
      labels.add(i % CLASSES);
    }
    Files.writeString(examples, JSON.writeValueAsString(described));
  }
}
