package com.aluminatiai.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard in a real browser on the built jar, used as a person would. */
@Tag("any-java")
final class DashboardIT {
  private static final String HOSTILE = "<img src=x onerror=alert(1)><b>bold</b>";

  @TempDir static Path folder;
  private static RunningJar jar;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws IOException {
    Chromium.requireInstalled();
    jar = RunningJar.serve(folder, Map.of());
    chromium = Chromium.open(jar.address());
  }

  @AfterAll
  static void stop() throws IOException {
    if (chromium != null) {
      chromium.close();
    }
    if (jar != null) {
      jar.close();
    }
  }

  @AfterEach
  void theBrowser_hasNothingToComplainOf() {
    assertThat(chromium.closePages()).isEmpty();
  }

  private static Page page(String path) {
    return chromium.page(path, Chromium.DESKTOP, ColorScheme.LIGHT);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  private static Locator heading(Page page, String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }

  /** Saves the work that the estimate page starts with, and ends on its page. */
  private static void saveFirst(Page page, String project) {
    page.getByLabel("Project").fill(project);
    button(page, "Save as workload").click();
    assertThat(heading(page, "8 × H100")).isVisible();
  }

  @Test
  void anEstimate_followsTheForm_andShowsItsFormula() {
    Page page = page("/#/estimate");

    // 700 W x 8 x 72 h x 0.85 x 1.3 = 445.536 kWh; x 0.4 = 178.2144 kg; x 0.15 = 66.8304 USD
    assertThat(page.getByText("700 W × 8 GPUs × 72 h × 85 % × PUE 1.3 ÷ 1000")).isVisible();
    assertThat(page.locator(".headline")).containsText("445.5");
    assertThat(page.locator(".headline")).containsText("178.2");
    assertThat(page.locator(".headline")).containsText("$66.83");

    page.getByLabel("Hours").fill("144");

    assertThat(page.locator(".headline")).containsText("891.1");
    assertThat(heading(page, "What the range rests on")).isVisible();
  }

  @Test
  void anEstimate_withAFieldMissing_saysWhichOne() {
    Page page = page("/#/estimate");

    page.getByLabel("Hours").fill("");

    assertThat(page.getByText("The estimate appears when the marked fields are right."))
        .isVisible();
    assertThat(page.getByLabel("Hours")).hasAttribute("aria-invalid", "true");
  }

  @Test
  void aWorkload_isSavedChangedMeasuredCitedAndDeleted() {
    Page page = page("/#/estimate");
    saveFirst(page, "by-hand");

    page.getByLabel("Status").selectOption("completed");
    assertThat(page.getByText("Status changed")).isVisible();
    page.getByLabel("Measured energy, kWh").fill("500");
    button(page, "Save").click();

    // (445.536 - 500) / 500 = -10.9 %
    assertThat(page.getByText("445.5 kWh (−11 %)")).isVisible();
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("BibTeX")).click();
    button(page, "Copy").click();
    assertThat(page.getByText("Copied", new Page.GetByTextOptions().setExact(true))).isVisible();
    String copied = (String) page.evaluate("navigator.clipboard.readText()");
    assertThat(copied)
        .startsWith("@misc{aluminatiai-")
        .contains("445.5 kWh", "fallback", "Factors:");

    button(page, "Delete workload").click();
    page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete workload"))
        .click();
    assertThat(heading(page, "Workloads")).isVisible();
  }

  @Test
  void theList_isFilteredAndExported() {
    Page page = page("/#/estimate");
    saveFirst(page, "list-filter");

    link(page, "Workloads").first().click();
    page.getByLabel("Project", new Page.GetByLabelOptions().setExact(true)).fill("list-filter");
    assertThat(page.locator("tbody tr")).hasCount(1);
    assertThat(page).hasURL(Pattern.compile(".*project=list-filter.*"));

    Download file = page.waitForDownload(() -> link(page, "CSV").click());
    assertThat(file.path()).content().contains("list-filter").hasLineCount(2);

    page.getByLabel("Status").selectOption("failed");
    assertThat(page.getByText("No workload matches these filters.")).isVisible();
    link(page, "Clear the filters").click();
    assertThat(page.getByText("list-filter").first()).isVisible();
  }

  @Test
  void theComparison_ranksAndMarksWhatDoesNotFit() {
    Page page = page("/#/compare");

    assertThat(heading(page, "Ranked")).isVisible();
    assertThat(page.locator("table.heat tbody tr")).hasCount(6);

    // 800 GB fit in 8 x 141 GB of H200 and in 8 x 180 GB of B200, but not in 8 x 80 GB of H100.
    page.getByLabel("Model weights, GB").fill("800");

    assertThat(page.getByText("Hatched: the weights do not fit")).isVisible();
  }

  @Test
  void clients_areShownPerLanguage() {
    Page page = page("/#/clients");

    assertThat(page.locator("pre")).containsText("import requests");
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("curl")).click();
    assertThat(page.locator("pre")).containsText("curl");
  }

  @Test
  void theKeyboardAlone_isEnough() {
    Page page = page("/#/estimate");

    page.keyboard().press("Tab");
    assertThat(link(page, "Skip to content")).isFocused();
    Locator gpu =
        page.getByRole(
            AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("GPU").setExact(true));
    gpu.focus();
    page.keyboard().type("l40s");
    assertThat(page.getByRole(AriaRole.OPTION).first()).containsText("L40S");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    assertThat(gpu).hasAttribute("aria-expanded", "false");
    assertThat(page.locator(".facts").first()).containsText("L40S");

    page.keyboard().press("Tab");
    assertThat(page.getByRole(AriaRole.SPINBUTTON, new Page.GetByRoleOptions().setName("GPUs")))
        .isFocused();
  }

  @Test
  void projectsBeyondTheThousandThatTheApiLists_areAmongTheOthers() throws Exception {
    store("L4", "one-of-many");
    Page page = page("about:blank");
    page.route(
        Pattern.compile(".*/api/summary\\?group_by=project.*"),
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(summaryOf1500Projects())));

    page.navigate(jar.address() + "/");

    // Six are shown: 1,500 - 6 = 1,494. Of 6 x 100 + 994 x 1 + 1,006 = 2,600 kWh these have 2,000.
    Locator row = page.locator(".shares tr", new Page.LocatorOptions().setHasText("1,494 others"));
    assertThat(row.locator(".share-part")).hasText("77 %");
  }

  /** Six projects of 100 kWh, 994 of 1 kWh, and 500 that are only summed, of 1,006 kWh. */
  private static String summaryOf1500Projects() {
    String figures =
        "\"count\": 1, \"carbon_kg\": 1, \"cost_usd\": 1, \"measured_kwh\": 0, \"kwh\": ";
    String groups =
        IntStream.range(0, 1000)
            .mapToObj(i -> "{\"key\": \"p-" + i + "\", " + figures + (i < 6 ? 100 : 1) + "}")
            .collect(Collectors.joining(","));
    return "{\"groups\": ["
        + groups
        + "], \"other\": {\"groups\": 500, "
        + figures
        + "1006}, \"total\": {"
        + figures
        + "2600}}";
  }

  @Test
  void anAgentThatIsPending_isWaitedFor() {
    AtomicInteger asked = new AtomicInteger();
    Page page = page("/#/estimate");
    page.route(
        Pattern.compile(".*/api/workloads/[0-9a-f-]{36}.*"),
        route -> answerAsAgent(route, asked.getAndIncrement() < 1));
    saveFirst(page, "agent");

    assertThat(page.getByText("Still at work.")).isVisible();
    assertThat(page.getByText("Train in Sweden."))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(15_000));
    assertThat(page.getByText("It states a confidence of 85 %.")).isVisible();
  }

  private static void answerAsAgent(Route route, boolean isPending) {
    String real = route.fetch().text();
    String agent =
        isPending
            ? "\"agent\": {\"status\": \"pending\"}"
            : """
              "agent": {"status": "answered", "model": "MiniMax-M2.1"}, "agent_insights":
              {"optimizations": ["Train in Sweden."], "confidence": 0.85, "reasoning_trace": ["Looked H100 up: 700 W."]}
              """;
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("application/json")
            .setBody(real.substring(0, real.lastIndexOf('}')) + ", " + agent + "}"));
  }

  @Test
  void anAgentThatIsNotConfigured_isSaidSo() {
    Page page = page("/#/estimate");
    Locator ask = page.getByLabel(Pattern.compile("Ask the agent.*"));
    if (ask.count() == 0) {
      // The server says itself that it has none: then nothing is offered.
      return;
    }
    assertThat(page.getByText("a third party")).isVisible();
    ask.check();
    saveFirst(page, "agent");

    assertThat(page.getByText("This server has no agent")).isVisible();
  }

  @Test
  void textsOfUsers_stayText() {
    Page page = page("/#/estimate");
    page.getByLabel("GPU", new Page.GetByLabelOptions().setExact(true)).fill(HOSTILE);
    page.getByLabel("Notes").fill(HOSTILE);
    page.getByLabel("Project").fill(HOSTILE);
    button(page, "Save as workload").click();

    assertThat(page.locator("h1")).hasText("8 × " + HOSTILE);
    assertThat(page.locator(".notes")).hasText(HOSTILE);
    for (String path : List.of("Workloads", "Overview")) {
      link(page, path).first().click();
      assertThat(page.getByText(HOSTILE).first()).isVisible();
      assertThat(page.locator("main img, main script, main b")).hasCount(0);
    }
  }

  @Test
  void anInput_isShownAsItWasStated() {
    Page page = page("/#/estimate");

    page.getByLabel("Hours").fill("1000.7");
    page.getByRole(AriaRole.SPINBUTTON, new Page.GetByRoleOptions().setName("GPUs")).fill("1");

    assertThat(page.getByText("700 W × 1 GPU × 1,000.7 h × 85 % × PUE 1.3 ÷ 1000")).isVisible();
  }

  @Test
  void aNameFullOfSigns_isCitedAsText() throws IOException, InterruptedException {
    String id = store("Q_{1} \\\\input{x} 50% & $#~^ <b>|\\\"", "signs");
    Page page = page("/#/workloads/" + id);

    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("BibTeX")).click();

    String cited = page.locator(".code pre").textContent();
    assertThat(cited)
        .startsWith("@misc{aluminatiai-" + id + ",")
        .contains("Q\\_\\textbraceleft{}1\\textbraceright{}")
        .contains("\\textbackslash{}input\\textbraceleft{}x\\textbraceright{}")
        .contains("50\\% \\& \\$\\#\\textasciitilde{}\\textasciicircum{}")
        .contains("\\textless{}b\\textgreater{}\\textbar{}''");
    assertThat(cited.chars().filter(sign -> sign == '{').count())
        .isEqualTo(cited.chars().filter(sign -> sign == '}').count());
  }

  /** Stores one hour of four of what is not in the catalogue, and returns the id. */
  private static String store(String gpu, String project) throws IOException, InterruptedException {
    String body =
        """
        {"gpu_type": "%s", "num_gpus": 4, "duration_hours": 1, "model_size_gb": 1, "project": "%s"}
        """
            .formatted(gpu, project);
    HttpRequest request =
        HttpRequest.newBuilder(jar.address().resolve("/api/workloads"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(answer.body());
    assertThat(id.find()).as(answer.body()).isTrue();
    return id.group(1);
  }

  @Test
  void onAPhone_namesWithoutSpaces_wrap() throws IOException, InterruptedException {
    String id = store("x".repeat(99), "y".repeat(99));
    for (String path : List.of("/#/workloads/" + id, "/#/workloads", "/")) {
      Page page = chromium.page(path, Chromium.PHONE, ColorScheme.LIGHT);
      assertThat(page.getByText("x".repeat(99)).first()).isVisible();

      assertThat(page.evaluate("document.documentElement.scrollWidth <= screen.width"))
          .as(path)
          .isEqualTo(true);
    }
  }

  @Test
  void aWorkload_isComparedWithElsewhere() throws IOException, InterruptedException {
    Page page = page("/#/workloads/" + store("A100 80GB", "elsewhere"));

    button(page, "Compare elsewhere").click();

    assertThat(heading(page, "Ranked")).isVisible();
    assertThat(page.getByText("4 × NVIDIA A100 SXM 80 GB").first()).isVisible();
  }

  @Test
  void anAddressThatIsNone_isSaidSo() {
    Page page = page("/#/workload");

    assertThat(heading(page, "No such page")).isVisible();
    link(page, "Go to the overview").click();
    assertThat(heading(page, "Overview")).isVisible();
  }

  @Test
  void aPageThatWasLeft_doesNotComeBack() {
    // This page asks for no document: the next one is the first that does.
    Page page = page("/");
    AtomicReference<Route> held = new AtomicReference<>();
    page.route("**/openapi.json", held::set);

    link(page, "Estimate").click();
    link(page, "Compare").click();
    assertThat(heading(page, "Ranked")).isVisible();
    held.get().resume();

    page.waitForResponse("**/api/estimates/compare", () -> page.getByLabel("Hours").fill("7"));
    assertThat(page.locator("h1")).hasText("Compare");
  }

  @Test
  void whileTheDatabaseIsAway_everyPageSaysSo_andTriesAgain() {
    Page page = page("about:blank");
    AtomicBoolean isAway = new AtomicBoolean(true);
    page.route(
        "**/api/**",
        route -> {
          if (isAway.get()) {
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(503)
                    .setContentType("application/json")
                    .setBody("{\"error\": \"unavailable\", \"message\": \"No database.\"}"));
          } else {
            route.resume();
          }
        });
    for (String path : List.of("/", "/#/estimate", "/#/compare", "/#/workloads", "/#/clients")) {
      isAway.set(true);
      page.navigate(jar.address() + path);
      page.reload();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("No database.");
      isAway.set(false);
      button(page, "Try again").click();
      assertThat(page.getByText("No database.")).hasCount(0);
    }

    assertThat(chromium.closePages())
        .allSatisfy(complaint -> assertThat(complaint).startsWith("Failed to load resource"));
  }

  @Test
  void theReference_listsTheOperations() {
    Page page = page("/docs");

    assertThat(page.locator(".opblock").first()).isVisible();
    assertThat(page.getByText("/api/workloads", new Page.GetByTextOptions().setExact(true)).first())
        .isVisible();
  }
}
