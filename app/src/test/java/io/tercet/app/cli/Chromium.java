package io.tercet.app.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A browser that collects the errors of its pages. Tests that need it are skipped if it is not
 * installed.
 */
final class Chromium implements AutoCloseable {
  private static final List<String> ARGUMENTS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--use-angle=swiftshader",
          "--enable-unsafe-swiftshader",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static final double PATIENCE = 60_000;

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new ArrayList<>();

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it; skips the test if this machine has none. */
  static Chromium start() {
    Optional<Path> program = find();
    assumeTrue(
        program.isPresent(),
        "no Chromium in TERCET_CHROMIUM or /usr/bin: tests of the dashboard's page are skipped");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program.orElseThrow())
                    .setArgs(ARGUMENTS));
    return new Chromium(playwright, browser);
  }

  private static Optional<Path> find() {
    String named = Objects.requireNonNullElse(System.getenv("TERCET_CHROMIUM"), "");
    return Stream.of(named, "/usr/bin/chromium", "/usr/bin/chromium-browser")
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A page of that width, in light or dark mode. */
  Page open(URI link, int width, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
    Page page = context.newPage();
    page.onConsoleMessage(this::record);
    page.onPageError(error -> complaints.add("error: " + error));
    page.onRequest(request -> check(request, link));
    page.navigate(link.toString());
    return page;
  }

  private void record(ConsoleMessage message) {
    if (message.type().equals("error")) {
      complaints.add("console: " + message.text());
    }
  }

  private void check(Request request, URI link) {
    URI asked = URI.create(request.url());
    if (!"data".equals(asked.getScheme()) && !link.getAuthority().equals(asked.getAuthority())) {
      complaints.add("asked elsewhere: " + asked);
    }
  }

  /** Errors in the console, and requests to other hosts. */
  List<String> complaints() {
    return complaints;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
