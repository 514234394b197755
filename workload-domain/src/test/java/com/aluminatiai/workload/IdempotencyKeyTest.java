package com.aluminatiai.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdempotencyKeyTest {
  private static final String LONGEST = "k".repeat(255);

  @ParameterizedTest
  @ValueSource(strings = {"k", "!", "~", "Zq-7_.:/"})
  void isValid_visibleAscii_isTrue(String key) {
    assertThat(IdempotencyKey.isValid(key)).isTrue();
    assertThat(new IdempotencyKey(key, "body").key()).isEqualTo(key);
  }

  /** Space, DEL and what is beyond ASCII are no visible characters of it. */
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\t", "a\u007f", "\u0000", "\u00e4", "\u0665"})
  void isValid_otherCharacters_isFalse(String key) {
    assertThat(IdempotencyKey.isValid(key)).isFalse();
    assertThatThrownBy(() -> new IdempotencyKey(key, "body"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1..255 visible ASCII");
  }

  @Test
  void isValid_length_isAtMost255() {
    assertThat(IdempotencyKey.isValid(LONGEST)).isTrue();
    assertThat(IdempotencyKey.isValid(LONGEST + "k")).isFalse();
    assertThatThrownBy(() -> new IdempotencyKey(LONGEST + "k", "body"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
