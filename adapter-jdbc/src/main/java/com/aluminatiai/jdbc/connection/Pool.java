package com.aluminatiai.jdbc.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.TemplateEngine;

/** Connections that are lent for a call each. While the database is away it makes none. */
final class Pool implements AutoCloseable {
  private static final long VALIDATION_MILLIS = 500;

  /**
   * Who they are and how long they wait.
   *
   * @param name what the metrics call it
   * @param size most connections
   * @param mostWait longest wait for a connection
   */
  record Shape(String name, int size, Duration mostWait) {}

  private final HikariDataSource connections;
  private final Shape shape;
  private final Jdbi jdbi;

  Pool(DataSource dataSource, Shape shape, Patience patience) {
    this.shape = shape;
    HikariConfig config = new HikariConfig();
    config.setPoolName(shape.name());
    config.setDataSource(dataSource);
    config.setMaximumPoolSize(shape.size());
    // While the database is away, the pool does not try on its own: Availability does.
    config.setMinimumIdle(0);
    config.setConnectionTimeout(shape.mostWait().toMillis());
    config.setValidationTimeout(Math.min(VALIDATION_MILLIS, shape.mostWait().toMillis()));
    config.setConnectionInitSql(patience.sql());
    // Start without a database, and try again with every request.
    config.setInitializationFailTimeout(-1);
    connections = new HikariDataSource(config);
    jdbi = configured(Jdbi.create(connections));
  }

  static Jdbi configured(Jdbi jdbi) {
    // A failure that is logged tells nothing of what people stored.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    // The texts are complete: "<" is nothing but "less than".
    return jdbi.setTemplateEngine(TemplateEngine.NOP);
  }

  Handle open() {
    return jdbi.open();
  }

  int size() {
    return shape.size();
  }

  void measure(Object registry) {
    connections.setMetricRegistry(registry);
  }

  void isAvailable() {
    connections.setMinimumIdle(shape.size());
  }

  void isAway() {
    connections.setMinimumIdle(0);
    connections.getHikariPoolMXBean().softEvictConnections();
  }

  @Override
  public void close() {
    connections.close();
  }
}
