package com.aluminatiai.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** One database for all tests of a class, emptied before each: cheaper than one for each. */
final class SharedDatabase implements AutoCloseable {
  /** Settings that an operator may have given to a database, and that would change answers. */
  private static final String[] ODD_SETTINGS = {
    "default_transaction_isolation = 'serializable'",
    "default_transaction_deferrable = on",
    "standard_conforming_strings = off",
    "array_nulls = off",
    "transform_null_equals = on",
    "bytea_output = 'escape'",
    "extra_float_digits = 0",
    "datestyle = 'SQL, DMY'",
    "intervalstyle = 'sql_standard'",
    "timezone = 'Asia/Kathmandu'",
    "quote_all_identifiers = on"
  };

  private final DatabaseSettings settings;
  private final Database database;
  private volatile Clock clock = Clock.systemUTC();

  private SharedDatabase(DatabaseSettings settings) {
    this.settings = settings;
    database = Database.open(settings, new CurrentClock());
    try {
      database.awaitReady(Duration.ofSeconds(60));
    } catch (Exception e) {
      throw new IllegalStateException("not ready", e);
    }
  }

  /** Looks at the clock of the test that runs. */
  private final class CurrentClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return clock.instant();
    }
  }

  static SharedDatabase of(DatabaseSettings settings) {
    return new SharedDatabase(settings);
  }

  /** Opens a database whose sessions begin with settings that nobody expects. */
  static SharedDatabase odd(DatabaseSettings settings) {
    for (String setting : ODD_SETTINGS) {
      TestServer.set(settings, setting);
    }
    return new SharedDatabase(settings);
  }

  DatabaseSettings settings() {
    return settings;
  }

  Database emptied(Clock ofTest) {
    clock = ofTest;
    // TRUNCATE would lock the tables, and the watch lets nobody write while it sees such a lock.
    for (String table : Database.TABLES) {
      TestServer.execute(settings, "DELETE FROM " + table);
    }
    return database;
  }

  @Override
  public void close() {
    database.close();
  }
}
