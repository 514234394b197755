package com.aluminatiai.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CleanTextTest {
  @Test
  void clean_whatNobodySees_isDropped() {
    String tags = new String(Character.toChars(0xE0041)) + new String(Character.toChars(0xE007F));
    String hidden =
        "\u0000\u0007\u200B\u200D\u2060\uFEFF\u202E\u2066\u00AD\u115F\u3164\uFE0F" + tags;

    assertThat(CleanText.clean("a" + hidden + "b", 10)).isEqualTo("ab");
  }

  @Test
  void clean_linesAndTabs_becomeBlanks() {
    assertThat(CleanText.clean(" one\ntwo\tthree\u2028four\u00A0five ", 50))
        .isEqualTo("one two three four five");
  }

  @Test
  void clean_decomposedText_becomesNfc() {
    assertThat(CleanText.clean("e\u0301", 10)).isEqualTo("\u00E9");
  }

  @Test
  void clean_unpairedSurrogate_isDropped() {
    assertThat(CleanText.clean("a\uD83Db", 10)).isEqualTo("ab");
  }

  @Test
  void clean_longText_isCutBetweenCharacters() {
    String rocket = "\uD83D\uDE80";

    assertThat(CleanText.clean("ab" + rocket, 2)).isEqualTo("ab");
    assertThat(CleanText.clean("ab" + rocket, 3)).isEqualTo("ab" + rocket);
  }

  @Test
  void cut_charactersBeyondTheBasicPlane_countOnceEach() {
    String rocket = "\uD83D\uDE80";

    assertThat(CleanText.cut(rocket.repeat(5), 4)).isEqualTo(rocket.repeat(4));
    assertThat(CleanText.cut(rocket.repeat(4), 4)).isEqualTo(rocket.repeat(4));
  }
}
