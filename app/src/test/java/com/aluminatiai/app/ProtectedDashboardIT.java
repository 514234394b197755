package com.aluminatiai.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard of a server that needs API keys. */
@Tag("any-java")
final class ProtectedDashboardIT {
  @Test
  void aKey_isAskedForOnce_andForgottenWithTheTab(@TempDir Path folder) throws IOException {
    Chromium.requireInstalled();
    try (RunningJar jar = RunningJar.serve(folder, Map.of("AUTH", "api-key"));
        RunningJar keys = RunningJar.start(folder, Map.of(), "keys", "create", "--name", "ada");
        Chromium chromium = Chromium.open(jar.address())) {
      assertThat(keys.awaitEnd()).isZero();
      String key = keys.results().strip();
      Page page = chromium.page("/", Chromium.DESKTOP, ColorScheme.LIGHT);
      Locator field =
          page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("API key"));

      field.fill("wrong");
      page.keyboard().press("Enter");
      assertThat(page.getByText("The key was not accepted.")).isVisible();
      field.fill(key);
      page.keyboard().press("Enter");

      assertThat(page.getByText("Nothing tracked yet")).isVisible();
      page.reload();
      assertThat(page.getByText("Nothing tracked yet")).isVisible();
      Page otherTab = chromium.page("/", Chromium.DESKTOP, ColorScheme.LIGHT);
      assertThat(otherTab.getByText("This server needs an API key")).isVisible();
      assertThat(chromium.closePages()).allMatch(problem -> problem.contains("401"));
    }
  }
}
