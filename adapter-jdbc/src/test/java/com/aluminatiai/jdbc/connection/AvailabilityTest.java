package com.aluminatiai.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A watch over a database that fails in ways that a real one seldom does. */
final class AvailabilityTest {
  private final CountDownLatch lookedAgain = new CountDownLatch(1);

  private final AtomicReference<Connections> watched = new AtomicReference<>();
  private final AtomicReference<Optional<String>> problem = new AtomicReference<>();

  /** Fails as nobody expects, and then as everybody does. */
  private final class Surprising extends PGSimpleDataSource {
    private static final long serialVersionUID = 1;
    private final transient AtomicInteger looks = new AtomicInteger();
    private final transient Throwable surprise;

    Surprising(Throwable surprise) {
      this.surprise = surprise;
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (looks.incrementAndGet() > 1) {
        problem.compareAndSet(null, watched.get().problem());
        lookedAgain.countDown();
        throw new SQLException("nobody listens");
      }
      if (surprise instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) surprise;
    }
  }

  private void assertLooksAgainAfter(Throwable surprise) throws Exception {
    Surprising database = new Surprising(surprise);
    try (Connections connections = new Connections(database, 1, () -> true);
        Availability availability = new Availability(database, database, connections)) {
      watched.set(connections);
      availability.start();

      assertThat(lookedAgain.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(problem.get()).contains("the watch over the database failed");
    }
  }

  @Test
  void look_thatFailsUnexpectedly_isFollowedByTheNext() throws Exception {
    assertLooksAgainAfter(new IllegalStateException("nobody thought of this"));
  }

  @Test
  void look_withoutMemory_isFollowedByTheNext() throws Exception {
    assertLooksAgainAfter(new OutOfMemoryError("for a moment"));
  }
}
