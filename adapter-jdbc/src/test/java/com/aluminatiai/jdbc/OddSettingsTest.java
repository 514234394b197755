package com.aluminatiai.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.jdbc.connection.SessionDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OddSettingsTest extends StoresOnServer {
  private final DatabaseSettings settings = TestServer.emptyDatabase();

  @Override
  DatabaseSettings emptyDatabase() {
    return settings;
  }

  @ParameterizedTest
  @CsvSource({
    "default_transaction_isolation, repeatable read, read committed",
    "default_transaction_deferrable, on, off",
    "standard_conforming_strings, off, on",
    "extra_float_digits, 0, 1",
    "intervalstyle, sql_standard, postgres",
    "array_nulls, off, on",
    "transform_null_equals, on, off",
    "statement_timeout, 5min, 0",
    // An operator's protection stays.
    "default_transaction_read_only, on, on",
  })
  void session_whateverTheDatabaseSets_hasWhatOurStatementsRelyOn(
      String name, String theirs, String ours) throws SQLException {
    DatabaseSettings database = TestServer.emptyDatabase();
    TestServer.set(database, name + " = '" + theirs + "'");
    SessionDataSource sessions = new SessionDataSource();
    sessions.setUrl(database.jdbcUrl());

    try (Connection connection = sessions.getConnection();
        Statement statement = connection.createStatement();
        ResultSet setting = statement.executeQuery("SHOW " + name)) {
      setting.next();
      assertThat(setting.getString(1)).isEqualTo(ours);
    }
  }
}
