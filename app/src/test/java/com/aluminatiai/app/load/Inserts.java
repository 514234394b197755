package com.aluminatiai.app.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Inserts one row and commits, again and again, by plain JDBC on a connection and a thread each: a
 * row as the service stores it, with a new id, into a table with the same indexes.
 */
record Inserts(Stage stage) implements Round {
  @Override
  public Outcome run(int connections, Duration duration) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    List<Connection> open = new ArrayList<>();
    try {
      for (int i = 0; i < connections; i++) {
        open.add(stage.connect());
      }
      long begin = System.nanoTime();
      List<Future<long[]>> running = new ArrayList<>();
      for (Connection connection : open) {
        running.add(threads.submit(() -> insertOn(connection, begin + duration.toNanos())));
      }
      LongStream all = LongStream.empty();
      for (Future<long[]> one : running) {
        all = LongStream.concat(all, Arrays.stream(one.get()));
      }
      return Outcome.of(all.sorted().toArray(), System.nanoTime() - begin);
    } finally {
      threads.shutdown();
      for (Connection connection : open) {
        connection.close();
      }
    }
  }

  private static long[] insertOn(Connection connection, long endNanos) throws SQLException {
    List<String> columns = Tables.storedColumns(connection, "workloads");
    int id = columns.indexOf("id") + 1;
    LongStream.Builder taken = LongStream.builder();
    try (PreparedStatement insert = prepare(connection, columns)) {
      long before = System.nanoTime();
      while (before - endNanos < 0) {
        insert.setObject(id, timeOrdered());
        insert.executeUpdate();
        long after = System.nanoTime();
        taken.add(after - before);
        before = after;
      }
    }
    return taken.build().toArray();
  }

  private static PreparedStatement prepare(Connection connection, List<String> columns)
      throws SQLException {
    String names = String.join(", ", columns);
    PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO limits.workloads (%s) VALUES (%s)"
                .formatted(
                    names, columns.stream().map(name -> "?").collect(Collectors.joining(", "))));
    try (Statement sample = connection.createStatement();
        ResultSet row =
            sample.executeQuery("SELECT " + names + " FROM workloads ORDER BY id LIMIT 1")) {
      row.next();
      for (int i = 1; i <= columns.size(); i++) {
        insert.setObject(i, row.getObject(i), row.getMetaData().getColumnType(i));
      }
    }
    return insert;
  }

  /** Like the service's: ids that grow are kinder to an index than random ones. */
  private static UUID timeOrdered() {
    UUID random = UUID.randomUUID();
    return new UUID(
        System.currentTimeMillis() << 16 | 0x7000 | random.getMostSignificantBits() & 0xfff,
        random.getLeastSignificantBits());
  }
}
