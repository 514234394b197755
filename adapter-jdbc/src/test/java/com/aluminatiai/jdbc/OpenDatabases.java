package com.aluminatiai.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Opens databases and closes them after each test. */
final class OpenDatabases implements AfterEachCallback {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<Database> open = new ArrayList<>();

  Database empty(Clock clock) {
    return ready(TestServer.emptySchema(), clock);
  }

  Database ready(DatabaseSettings settings, Clock clock) {
    Database database = open(settings, clock);
    try {
      database.awaitReady(PATIENCE);
    } catch (Exception e) {
      throw new IllegalStateException("not ready", e);
    }
    return database;
  }

  Database open(DatabaseSettings settings, Clock clock) {
    Database database = Database.open(settings, clock);
    open.add(database);
    return database;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    open.forEach(Database::close);
    open.clear();
  }
}
