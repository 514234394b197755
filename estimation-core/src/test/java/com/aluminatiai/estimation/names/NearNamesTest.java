package com.aluminatiai.estimation.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may have been meant, among rows that are their own names. */
final class NearNamesTest {
  private final NearNames<String> near =
      new NearNames<>(
          List.of(
              "Frankfurt", "Franken am Ort", "Dublin", "Dubai", "Alpha Beta", "Beta", "Omega 12"),
          row -> List.of(row));

  @ParameterizedTest
  @CsvSource({
    "Frankfort, Frankfurt",
    "Frnkfurt, Frankfurt",
    "Dublon, Dublin",
    "Beta Gamma, Alpha Beta",
    "Omega 80GB, Omega 12",
    "Omega 80 GB, Omega 12",
    "Omega 80gib, Omega 12",
    "region=Frankfort, Frankfurt",
  })
  void nearest_fewEditsOrASharedWord_comesFirst(String name, String first) {
    assertThat(near.nearest(name)).first().isEqualTo(first);
  }

  /** Two edits make another word of six letters. */
  @ParameterizedTest
  @ValueSource(strings = {"Dublim x9", "Dubois", "Bat", "am", "80 GB", "o", ""})
  void nearest_tooFarAway_isNothing(String name) {
    assertThat(near.nearest(name)).isEmpty();
  }

  @Test
  void nearest_moreSharedWords_comeFirst() {
    assertThat(near.nearest("Alpha Beta 3")).startsWith("Alpha Beta", "Beta");
  }

  @Test
  void containing_everyWord_wholeWordsFirst() {
    assertThat(near.containing("beta")).containsExactly("Alpha Beta", "Beta");
    assertThat(near.containing("dub")).containsExactly("Dublin", "Dubai");
    assertThat(near.containing("alpha beta")).containsExactly("Alpha Beta");
    assertThat(near.containing("")).hasSize(7);
    assertThat(near.containing(" ")).hasSize(7);
    assertThat(near.containing("!?")).isEmpty();
    assertThat(near.containing("gamma")).isEmpty();
  }

  @Test
  void containing_wholeWord_isBeforeAPartOfOne() {
    NearNames<String> rows = new NearNames<>(List.of("A1000", "A100"), row -> List.of(row));

    assertThat(rows.containing("A100")).containsExactly("A100", "A1000");
  }
}
