package com.aluminatiai.estimation.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RecentNamesTest {
  private final RecentNames<String> names = new RecentNames<>();

  @Test
  void find_rememberedName_givesItsAnswer() {
    assertThat(names.find("A1000")).isNull();
    assertThat(names.remember("A1000", "an answer")).isEqualTo("an answer");

    assertThat(names.find("A1000")).isEqualTo("an answer");
  }

  @Test
  void find_nameOfTheSameHash_isNotMixedUp() {
    // "Aa" and "BB" have the same hash code.
    names.remember("Aa", "first");
    assertThat(names.find("BB")).isNull();

    names.remember("BB", "second");
    assertThat(names.find("BB")).isEqualTo("second");
    assertThat(names.find("Aa")).isNull();
  }

  @Test
  void remember_moreNamesThanSlots_keepsNoMoreThanThose() {
    IntStream.range(0, 100_000).forEach(i -> names.remember("name " + i, "answer " + i));

    assertThat(IntStream.range(0, 100_000).filter(i -> names.find("name " + i) != null).count())
        .isLessThanOrEqualTo(RecentNames.SLOTS);
  }

  @Test
  void remember_veryLongName_isNotKept() {
    String name = "x".repeat(NameText.LONGEST + 1);
    names.remember(name, "an answer");

    assertThat(names.find(name)).isNull();
  }
}
