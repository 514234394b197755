package com.aluminatiai.app;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The Chromium that is on the machine, such as Debian's {@code chromium} package. Without one the
 * tests that need it are skipped and say so; where {@code CI} is {@code true} they fail.
 */
final class Chromium implements AutoCloseable {
  /** Width and height of a desktop's window. */
  static final int[] DESKTOP = {1440, 900};

  /** Width and height of a phone's screen. */
  static final int[] PHONE = {390, 844};

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;
  private final URI address;
  private final List<String> problems = new ArrayList<>();
  private final Locale localeBefore = Locale.getDefault();

  private Chromium(Path executable, URI address) {
    this.address = address;
    // Playwright makes "light" of LIGHT in the language of the machine: "lıght" in Turkish.
    Locale.setDefault(Locale.ROOT);
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    this.browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(FLAGS));
  }

  /** Starts it for the application at {@code address}, or skips or fails the test. */
  static Chromium open(URI address) {
    requireInstalled();
    return new Chromium(executable().orElseThrow(), address);
  }

  /** Skips or fails the test on a machine without Chromium. */
  static void requireInstalled() {
    if (executable().isEmpty()) {
      String message =
          "No Chromium on the PATH: the browser tests do not run (apt install chromium)";
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(message);
      }
      System.err.println(message);
      Assumptions.abort(message);
    }
  }

  private static Optional<Path> executable() {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.of(path.split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Opens a page of the application, such as {@code #/compare}, in a browser of its own. */
  Page page(String path, int[] size, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(size[0], size[1])
                .setIsMobile(size == PHONE)
                .setDeviceScaleFactor(size == PHONE ? 2 : 1)
                .setColorScheme(scheme)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin"));
    context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            problems.add(message.text() + " at " + message.location());
          }
        });
    page.onPageError(problems::add);
    page.onRequest(
        request -> {
          if (!request.url().startsWith(address.toString()) && request.url().startsWith("http")) {
            problems.add("something from elsewhere is asked for: " + request.url());
          }
        });
    page.navigate(path.equals("about:blank") ? path : address + path);
    return page;
  }

  /**
   * Closes all pages and returns what the browser complained of meanwhile: errors, warnings, and
   * addresses that are not ours.
   */
  List<String> closePages() {
    browser.contexts().forEach(BrowserContext::close);
    List<String> complaints = List.copyOf(problems);
    problems.clear();
    return complaints;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
    Locale.setDefault(localeBefore);
  }
}
