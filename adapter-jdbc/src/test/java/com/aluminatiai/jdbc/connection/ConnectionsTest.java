package com.aluminatiai.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.aluminatiai.jdbc.Servers;
import com.aluminatiai.workload.StorageException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConnectionsTest {
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final CountDownLatch taken = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final Connections connections = new Connections(Servers.emptyDatabase(), 1, () -> true);

  @BeforeEach
  void begin() {
    connections.isAvailable();
  }

  @AfterEach
  void close() {
    end.countDown();
    thread.shutdownNow();
    connections.close();
  }

  private String setting(String name) throws StorageException {
    return connections.call(
        Connections.SHORT, handle -> handle.createQuery("SHOW " + name).mapTo(String.class).one());
  }

  @Test
  void every_connection_taken_is_over_capacity_and_a_database_that_is_away_is_not()
      throws Exception {
    var unused =
        thread.submit(
            () ->
                connections.call(
                    Connections.SHORT,
                    handle -> {
                      taken.countDown();
                      return await();
                    }));
    taken.await();

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> setting("lock_timeout"))
        .matches(StorageException::isOverCapacity);
    connections.isAway("gone");
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> setting("lock_timeout"))
        .matches(failure -> !failure.isOverCapacity());
  }

  private boolean await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  @Test
  void sessions_have_limits_of_their_own_whatever_the_server_says() throws Exception {
    assertThat(setting("lock_timeout")).isEqualTo("1s");
    assertThat(setting("statement_timeout")).isEqualTo("10s");
    assertThat(setting("idle_in_transaction_session_timeout")).isEqualTo("1min");

    try (Apart apart = connections.openApart(Connections.LONG, Connections.PATIENT)) {
      assertThat(
              apart.<String>call(
                  handle ->
                      handle
                          .createQuery(
                              "SELECT concat_ws(' ', current_setting('lock_timeout'),"
                                  + " current_setting('statement_timeout'),"
                                  + " current_setting('idle_in_transaction_session_timeout'))")
                          .mapTo(String.class)
                          .one()))
          .isEqualTo("10s 2min 5min");
    }
  }

  @Test
  void a_long_call_has_its_time_and_leaves_the_session_as_it_was() throws Exception {
    assertThat(
            connections.<String>call(
                Connections.LONG,
                handle -> handle.createQuery("SHOW statement_timeout").mapTo(String.class).one()))
        .isEqualTo("2min");
    assertThat(setting("statement_timeout")).isEqualTo("10s");
  }

  @Test
  void what_does_not_wait_leaves_the_session_as_it_was() throws Exception {
    assertThat(
            connections.<String>callWithoutWaiting(
                handle -> handle.createQuery("SHOW lock_timeout").mapTo(String.class).one()))
        .isEqualTo("1ms");
    assertThat(setting("lock_timeout")).isEqualTo("1s");
  }
}
