package com.aluminatiai.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseSettingsTest {
  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "postgres", "POSTGRES"})
  void fromUrl_usersForm_takesItApart(String scheme) {
    DatabaseSettings settings =
        DatabaseSettings.fromUrl(
            scheme + "://al%40ice:p%2Fw+1@db.example:6543/work?sslmode=require", 7);

    assertThat(settings)
        .isEqualTo(
            new DatabaseSettings(
                "jdbc:postgresql://db.example:6543/work?sslmode=require", "al@ice", "p/w+1", 7));
  }

  @Test
  void fromUrl_shortest_leavesTheRestToTheDriver() {
    assertThat(DatabaseSettings.fromUrl("postgresql://localhost", 1))
        .isEqualTo(new DatabaseSettings("jdbc:postgresql://localhost/", "", "", 1));
    assertThat(DatabaseSettings.fromUrl("postgresql://bob@[::1]/db", 1))
        .isEqualTo(new DatabaseSettings("jdbc:postgresql://[::1]/db", "bob", "", 1));
  }

  @Test
  void fromUrl_driversForm_isTakenAsItIs() {
    String url = "jdbc:postgresql://h/db?user=u&password=p";

    assertThat(DatabaseSettings.fromUrl(url, 1)).isEqualTo(new DatabaseSettings(url, "", "", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mysql://u:secret@h/db",
        "postgresql:///db",
        "postgresql://u:sec ret@h/db",
        "h:5432/secret"
      })
  void fromUrl_anythingElse_isRefusedWithoutRepeatingIt(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatabaseSettings.fromUrl(url, 1))
        .withMessageNotContaining("secret")
        .withMessageNotContaining("sec ret")
        .withNoCause();
  }

  @Test
  void toString_showsNoSecret() {
    assertThat(DatabaseSettings.fromUrl("postgresql://alice:secret@h/db", 3).toString())
        .isEqualTo("DatabaseSettings[user=alice, poolSize=3]");
    assertThat(DatabaseSettings.fromUrl("jdbc:postgresql://h/db?password=secret", 3).toString())
        .doesNotContain("secret");
  }
}
