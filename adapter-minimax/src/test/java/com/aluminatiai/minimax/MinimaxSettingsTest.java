package com.aluminatiai.minimax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MinimaxSettingsTest {
  private static final MinimaxSettings SETTINGS = MinimaxSettings.withKey("sk-api-secret");

  @Test
  void withKey_defaults() {
    assertThat(SETTINGS.baseUrl()).isEqualTo(URI.create("https://api.minimax.io/v1"));
    assertThat(SETTINGS.model()).isEqualTo("MiniMax-M2.1");
    assertThat(SETTINGS.agentTimeout()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void toString_hidesTheKey() {
    assertThat(SETTINGS.toString()).contains("apiKey=***").doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two words", "line\nbreak", "sch\u00FCssel"})
  void apiKey_thatNoHeaderCanHold_isRefusedWithoutShowingIt(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MinimaxSettings.withKey(key))
        .withMessage(
            "apiKey must be visible ASCII characters without blanks; it is not shown here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://api.minimax.io/v1",
        "/v1",
        "https:///v1",
        "https://user:password@api.minimax.io/v1",
        "https://api.minimax.io/v1?GroupId=1",
        "https://api.minimax.io/v1#top",
      })
  void baseUrl_unusable_isRefused(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTINGS.baseUrl(URI.create(url)))
        .withMessageStartingWith("baseUrl must")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("password"));
  }

  @Test
  void baseUrl_trailingSlashes_areTakenOff() {
    assertThat(SETTINGS.baseUrl(URI.create("http://localhost:8000/v1//")).baseUrl())
        .isEqualTo(URI.create("http://localhost:8000/v1"));
  }

  @Test
  void agentTimeout_notMoreThanZero_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTINGS.agentTimeout(Duration.ZERO))
        .withMessage("agentTimeout must be more than 0: PT0S");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "model\n"})
  void model_noId_isRefused(String model) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new MinimaxSettings(SETTINGS.baseUrl(), model, "key", SETTINGS.agentTimeout()));
  }
}
