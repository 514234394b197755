package com.aluminatiai.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseSettingsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "jdbc:mysql://h/secret", "postgresql://u:secret@h/db"})
  void addressOfAnotherForm_isRefusedWithoutRepeatingIt(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatabaseSettings(url, "", "", 1))
        .withMessage("the database's address must begin with jdbc:postgresql:");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1001})
  void poolSizeOutOfRange_isRefused(int poolSize) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatabaseSettings("jdbc:postgresql://h/db", "", "", poolSize))
        .withMessage("poolSize must be within 1..1000: " + poolSize);
  }

  @Test
  void toString_showsNoSecret() {
    assertThat(new DatabaseSettings("jdbc:postgresql://h/db?password=secret", "alice", "secret", 3))
        .hasToString("DatabaseSettings[user=alice, poolSize=3]");
  }
}
