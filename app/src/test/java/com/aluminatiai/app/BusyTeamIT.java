package com.aluminatiai.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every page with the work of a busy team: accessible, light, no wider than a phone. Leaves
 * pictures of the pages in {@code target/screenshots}; {@code -Dreadme.images} puts the README's
 * two into {@code docs/images} as well.
 */
@Tag("any-java")
final class BusyTeamIT {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final Path README_IMAGES = Path.of("..", "docs", "images");
  private static final int MOST_TRANSFERRED_BYTES = 500_000;

  /** Web Vitals call up to 0.1 good. */
  private static final double MOST_LAYOUT_SHIFT = 0.02;

  private static final String SUM_OF_LAYOUT_SHIFTS =
      """
      window.layoutShift = 0;
      new PerformanceObserver(list => list.getEntries().forEach(entry => {
        window.layoutShift += entry.value;
      })).observe({ type: 'layout-shift', buffered: true });
      """;

  @TempDir static Path folder;
  private static RunningJar jar;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Chromium.requireInstalled();
    jar = RunningJar.serve(folder, Map.of());
    chromium = Chromium.open(jar.address());
    Files.createDirectories(PICTURES);
    assertThat(BusyYear.store(jar.address())).isGreaterThan(500);
  }

  @AfterAll
  static void stop() throws IOException {
    if (chromium != null) {
      chromium.close();
    }
    if (jar != null) {
      jar.close();
    }
    if (System.getProperty("readme.images") != null) {
      Files.createDirectories(README_IMAGES);
      for (String name : List.of("overview-1440-light.png", "compare-1440-dark.png")) {
        Files.copy(
            PICTURES.resolve(name),
            README_IMAGES.resolve(name),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @AfterEach
  void theBrowser_hasNothingToComplainOf() {
    assertThat(chromium.closePages()).isEmpty();
  }

  /** A page as a person comes to it, and what shows that it is there. */
  enum Place {
    OVERVIEW("/", "h2:text('About as much as')"),
    ESTIMATE("/#/estimate", "h2:text('What the range rests on')"),
    COMPARE("/#/compare", "h2:text('Ranked')"),
    WORKLOADS("/#/workloads", "table.rows"),
    WORKLOAD("/#/workloads", "table.rows"),
    CLIENTS("/#/clients", "pre"),
    REFERENCE("/docs", ".opblock");

    private final String path;
    private final String sign;

    Place(String path, String sign) {
      this.path = path;
      this.sign = sign;
    }

    Page open(Chromium chromium, int[] size, ColorScheme scheme) {
      Page page = chromium.page(path, size, scheme);
      assertThat(page.locator(sign).first()).isVisible();
      if (this == WORKLOAD) {
        page.locator("table.rows a").first().click();
        assertThat(page.locator("h2:text('Cite it')")).isVisible();
      }
      return page;
    }

    String pictureName(int[] size, ColorScheme scheme) {
      return (name() + "-" + size[0] + "-" + scheme).toLowerCase(Locale.ROOT) + ".png";
    }
  }

  @ParameterizedTest
  @EnumSource
  void inLight_axeFindsNothing(Place place) {
    check(place, Chromium.DESKTOP, ColorScheme.LIGHT);
  }

  @ParameterizedTest
  @EnumSource
  void inDark_axeFindsNothing(Place place) {
    check(place, Chromium.DESKTOP, ColorScheme.DARK);
  }

  @ParameterizedTest
  @EnumSource
  void onAPhone_axeFindsNothing_andNothingIsWiderThanTheScreen(Place place) {
    check(place, Chromium.PHONE, ColorScheme.LIGHT);
  }

  @Test
  void theOverview_transfersLittle_andStaysWhereItIs() {
    Page page = chromium.page("about:blank", Chromium.DESKTOP, ColorScheme.LIGHT);
    List<Request> requests = new ArrayList<>();
    page.onRequestFinished(requests::add);
    page.addInitScript(SUM_OF_LAYOUT_SHIFTS);

    page.navigate(jar.address() + "/");
    assertThat(page.locator("h2:text('About as much as')")).isVisible();

    long bytes =
        requests.stream()
            .map(Request::sizes)
            .mapToLong(sizes -> sizes.responseBodySize + sizes.responseHeadersSize)
            .sum();
    assertThat(requests).hasSizeGreaterThan(20);
    assertThat(bytes).isBetween(50_000L, (long) MOST_TRANSFERRED_BYTES);
    assertThat(((Number) page.evaluate("window.layoutShift")).doubleValue())
        .isLessThan(MOST_LAYOUT_SHIFT);
  }

  @Test
  void theOverview_comparesWithTheYearBefore_andFollowsTheFigure() {
    Page page = Place.OVERVIEW.open(chromium, Chromium.DESKTOP, ColorScheme.LIGHT);

    page.getByLabel("12 months").check();

    assertThat(page.getByText("from the year before").first()).isVisible();
    page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Carbon")).check();
    assertThat(page.locator("h2:text('Carbon by month')")).isVisible();
    page.getByText("Show as a table").click();
    assertThat(page.locator(".as-table tbody tr")).hasCount(12);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("vision-lab")).click();
    assertThat(page.getByLabel("Project", new Page.GetByLabelOptions().setExact(true)))
        .hasValue("vision-lab");
  }

  @Test
  void onAPhone_theRankingShowsItsFigures() {
    Page page = Place.COMPARE.open(chromium, Chromium.PHONE, ColorScheme.LIGHT);

    BoundingBox saving = page.locator(".ranked .area-cost-usd").first().boundingBox();

    assertThat(saving.x + saving.width).isLessThanOrEqualTo(Chromium.PHONE[0]);
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void theReference_opened_axeFindsNothing(ColorScheme scheme) {
    Page page = Place.REFERENCE.open(chromium, Chromium.DESKTOP, scheme);
    List<String> operations = List.of("Submit a workload", "Sum workloads", "Metrics in the text");
    for (String operation : operations) {
      page.locator(".opblock-summary-control")
          .filter(new Locator.FilterOptions().setHasText(operation))
          .click();
    }
    assertThat(page.locator(".responses-table")).hasCount(3);
    page.locator(".try-out__btn").first().click();
    page.locator(".btn.authorize").first().click();
    assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();

    assertThat(violations(page)).isEmpty();
  }

  private static void check(Place place, int[] size, ColorScheme scheme) {
    Page page = place.open(chromium, size, scheme);
    if (place == Place.OVERVIEW) {
      page.getByLabel("12 months").check();
      assertThat(page.getByText("from the year before").first()).isVisible();
      assertThat(page.locator(".overview")).hasAttribute("aria-busy", "false");
    }
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve(place.pictureName(size, scheme)))
            .setFullPage(size == Chromium.DESKTOP && place != Place.REFERENCE));
    assertThat(violations(page)).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .isEqualTo(true);
  }

  private static List<String> violations(Page page) {
    return new AxeBuilder(page)
        .analyze().getViolations().stream().map(BusyTeamIT::describe).toList();
  }

  private static String describe(Rule rule) {
    return rule.getId() + ": " + rule.getNodes().stream().map(node -> node.getHtml()).toList();
  }
}
