package com.aluminatiai.estimation.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class NameTextTest {
  private static final char NOTHING = 0;

  @Test
  void normalised_keepsLettersAndDigitsInLowerCase() {
    assertThat(NameText.normalised(" NVIDIA\u00AE A100-SXM4(TM)_80GB! ", NOTHING))
        .isEqualTo("nvidiaa100sxm480gb");
    assertThat(NameText.normalised(" NVIDIA\u00AE  A100-SXM4(r)_80GB! ", '-'))
        .isEqualTo("nvidia-a100-sxm4-80gb");
  }

  @Test
  void normalised_bracketThatIsNoMark_isASeparator() {
    assertThat(NameText.normalised("(RX) (T) (", '-')).isEqualTo("rx-t");
  }

  @Test
  void normalised_latinLetters_loseTheirAccents() {
    for (char c = 0xC0; c < 0x180; c++) {
      String plain = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKD);
      char base = plain.charAt(0);
      if (base < 0x80 && Character.isLetter(base)) {
        assertThat(NameText.normalised(String.valueOf(c), NOTHING))
            .isEqualTo(String.valueOf(base).toLowerCase(Locale.ROOT));
      }
    }
    assertThat(NameText.normalised("\u0131\u0130\u00D7\u00F7", NOTHING)).isEqualTo("ii");
  }

  @Test
  void edits_countsReplacedInsertedRemovedAndSwappedCharacters() {
    assertThat(edits("h100", "h100")).isZero();
    assertThat(edits("h100", "h1o0")).isEqualTo(1);
    assertThat(edits("a100", "a1000")).isEqualTo(1);
    assertThat(edits("", "l4")).isEqualTo(2);
    assertThat(edits("h100 sxm", "h100 smx")).isEqualTo(1);
    assertThat(edits("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void edits_moreThanTheLimit_stopsThere() {
    EditDistance distance = new EditDistance("h100", NameText.LONGEST);

    assertThat(distance.to("mi300x", 2)).isEqualTo(3);
    assertThat(distance.to("h200", 2)).isEqualTo(1);
    assertThat(distance.to("100", 0)).isEqualTo(1);
    assertThat(distance.to("h100", 0)).isZero();
  }

  private static int edits(String one, String other) {
    return new EditDistance(one, NameText.LONGEST).to(other, 10);
  }
}
