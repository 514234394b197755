package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MisspellingTest {
  private static final List<String> KNOWN =
      List.of("num_gpus", "gpu_type", "utilization_pct", "status", "--host", "--port", "-h", "pue");

  @ParameterizedTest
  @CsvSource({
    "NUM-GPUS, num_gpus", // nothing but signs and case
    "gpus, num_gpus", // a part
    "utilization_percent, utilization_pct", // four edits of 18 letters
    "stauts, status", // two letters swapped
    "--prot, --port",
    "--hots, --host",
    "puw, pue", // one edit of three letters
    "pu, pue",
  })
  void nearest_wordThatIsNear_isFound(String word, String meant) {
    assertThat(Misspelling.nearest(word, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "x", "-x", "xyz", "colour", "--wathever", "temperature"})
  void nearest_wordThatIsFarFromAll_isNone(String word) {
    assertThat(Misspelling.nearest(word, KNOWN)).isEmpty();
  }

  @Test
  void nearest_equallyNear_isTheFirst() {
    assertThat(Misspelling.nearest("grad", List.of("grid", "grab"))).contains("grid");
    assertThat(Misspelling.nearest("grad", List.of("grab", "grid"))).contains("grab");
  }

  @Test
  void nearest_sameButForSigns_isNearerThanAPart() {
    assertThat(Misspelling.nearest("startedat", List.of("started", "started_at")))
        .contains("started_at");
  }

  @Test
  void nearest_longWord_isNotCompared() {
    String forty = "a".repeat(40);

    assertThat(Misspelling.nearest(forty + "b", List.of(forty))).isEmpty();
    assertThat(Misspelling.nearest(forty, List.of(forty + "b"))).contains(forty + "b");
    assertThat(Misspelling.nearest(forty, List.of("b" + forty.substring(2) + "bb"))).isEmpty();
    assertThat(Misspelling.nearest(forty, List.of(forty.substring(1) + "b")))
        .contains(forty.substring(1) + "b");
  }
}
