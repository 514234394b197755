package com.aluminatiai.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The watch over a server that fails in ways that a real one seldom does. */
@Timeout(60)
final class WatchdogTest {
  private static final Duration AT_ONCE = Duration.ZERO;

  private final Semaphore restarts = new Semaphore(0);

  @Test
  void look_thatFailsUnexpectedly_isFollowedByOneThatStartsTheServerAgain() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    Watchdog watchdog =
        new Watchdog(
            new Dead() {
              @Override
              public boolean isAlive() {
                if (looks.incrementAndGet() == 1) {
                  throw new IllegalStateException("nobody thought of this");
                }
                return restarts.availablePermits() > 0;
              }
            },
            AT_ONCE);
    watchdog.start();

    restarts.acquire();

    watchdog.close();
    assertThat(looks.get()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void restart_thatFailsOnce_isTriedAgain() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    Watchdog watchdog =
        new Watchdog(
            new Dead() {
              @Override
              public void restart() throws EmbeddedPostgresException {
                if (tries.incrementAndGet() == 1) {
                  throw new EmbeddedPostgresException("the disk is full");
                }
                super.restart();
              }
            },
            AT_ONCE);
    watchdog.start();

    restarts.acquire();

    watchdog.close();
    assertThat(tries.get()).isGreaterThanOrEqualTo(2);
  }

  /** Recovery may take an hour: whoever stops the service does not wait for it. */
  @Test
  void close_whileTheServerIsStartedAgain_breaksThatOff() throws Exception {
    Watchdog watchdog =
        new Watchdog(
            new Dead() {
              @Override
              public void restart() {
                restarts.release();
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(
                      new InterruptedIOException("broken off, as it should be"));
                }
              }
            },
            AT_ONCE);
    watchdog.start();
    restarts.acquire();

    watchdog.close();

    assertThat(watchdog.hasBrokenOffAStart()).isTrue();
  }

  /** A start that has failed by itself leaves nothing to wait for. */
  @Test
  void close_afterAStartThatFailed_hasBrokenOffNone() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    Watchdog watchdog =
        new Watchdog(
            new Dead() {
              @Override
              public boolean isAlive() {
                restarts.release(looks.getAndIncrement());
                return looks.get() > 1;
              }

              @Override
              public void restart() throws EmbeddedPostgresException {
                throw new EmbeddedPostgresException("the disk is full");
              }
            },
            AT_ONCE);
    watchdog.start();
    restarts.acquire();

    watchdog.close();

    assertThat(watchdog.hasBrokenOffAStart()).isFalse();
  }

  /** Is dead until it is started. */
  private class Dead implements Watchdog.Server {
    @Override
    public boolean isAlive() {
      return false;
    }

    @Override
    public void tidyUp() {}

    @Override
    public void restart() throws EmbeddedPostgresException {
      restarts.release();
    }
  }
}
