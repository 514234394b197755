package com.aluminatiai.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer meets: an empty server, sample data, and the way back. */
@Tag("any-java")
final class FirstVisitIT {
  private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
      new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

  @Test
  void sampleData_isLoadedMarkedAndRemoved(@TempDir Path folder) throws IOException {
    Chromium.requireInstalled();
    try (RunningJar jar = RunningJar.serve(folder, Map.of());
        Chromium chromium = Chromium.open(jar.address())) {
      Page page = chromium.page("/", Chromium.DESKTOP, ColorScheme.LIGHT);
      assertThat(page.getByText("Nothing tracked yet")).isVisible();

      button(page, "Load sample data").click();

      assertThat(page.getByText("These figures contain made-up workloads")).isVisible(PATIENTLY);
      assertThat(page.locator("h2:text('Energy by day')")).isVisible();
      assertThat(page.locator("a:text('sample-data')")).isVisible();

      button(page, "Remove sample data").click();
      page.getByRole(AriaRole.DIALOG)
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove sample data"))
          .click();

      assertThat(page.getByText("48 sample workloads removed.")).isVisible();
      assertThat(page.getByText("Nothing tracked yet")).isVisible();
      page.getByText("Submit a first workload").click();
      assertThat(page.locator("h1:text('Estimate')")).isVisible();
      assertThat(chromium.closePages()).isEmpty();
    }
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }
}
