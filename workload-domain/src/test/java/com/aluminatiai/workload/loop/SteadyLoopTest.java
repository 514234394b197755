package com.aluminatiai.workload.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop on a thread of its own, but no rest takes any time: how long it was to be is noted. */
@Timeout(60)
final class SteadyLoopTest {
  private static final Duration REST = Duration.ofMillis(100);

  private final List<Duration> rests = Collections.synchronizedList(new ArrayList<>());
  private final List<Throwable> told = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Takes steps, and stops after the last one. */
  private final class Script implements SteadyLoop.Step {
    private final Iterator<SteadyLoop.Step> steps;
    private final AtomicReference<SteadyLoop> loop = new AtomicReference<>();

    Script(SteadyLoop.Step... steps) {
      this.steps = List.of(steps).iterator();
    }

    void play(SteadyLoop.Failures failures) throws InterruptedException {
      SteadyLoop steady = loop(this, failures, Duration.ofMinutes(1));
      loop.set(steady);
      steady.start();
      ended.await();
    }

    @Override
    public Duration run() throws Exception {
      SteadyLoop.Step next = steps.next();
      if (!steps.hasNext()) {
        loop.get().stop();
      }
      return next.run();
    }

    @Override
    public void end() {
      ended.countDown();
    }
  }

  private SteadyLoop loop(SteadyLoop.Step step, SteadyLoop.Failures failures, Duration endWithin) {
    return new SteadyLoop(
        "steady",
        Duration.ZERO,
        step,
        failures,
        (stopped, nanos) -> rests.add(Duration.ofNanos(nanos)),
        endWithin);
  }

  private static SteadyLoop.Step failing(Throwable failure) {
    return () -> {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    };
  }

  @Test
  void step_thatThrows_isToldOfAndTheNextComes() throws Exception {
    RuntimeException unexpected = new IllegalStateException("nobody thought of this");
    Exception checked = new Exception("nor of this");
    Error noMemory = new OutOfMemoryError("nor of this");

    new Script(failing(unexpected), failing(checked), failing(noMemory), () -> REST, () -> REST)
        .play(told::add);

    assertThat(told).containsExactly(unexpected, checked, noMemory);
  }

  @Test
  void steps_thatThrowInARow_comeAfterRestsThatDouble_untilOneDoesNotThrow() throws Exception {
    SteadyLoop.Step bad = failing(new IllegalStateException());

    new Script(() -> REST, bad, bad, bad, bad, bad, bad, bad, () -> REST, bad, () -> REST)
        .play(told::add);

    assertThat(rests)
        .extracting(Duration::toMillis)
        .containsExactly(100L, 250L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 8_000L, 100L, 250L);
  }

  @Test
  void stepThatThrows_ofALoopThatRestsForLong_restsAsLongAsEver() throws Exception {
    Duration minute = Duration.ofMinutes(1);

    new Script(() -> minute, failing(new IllegalStateException()), () -> minute).play(told::add);

    assertThat(rests).containsExactly(minute, minute);
  }

  @Test
  void failure_thatCannotBeTold_endsNothing() throws Exception {
    new Script(failing(new IllegalStateException()), () -> REST)
        .play(
            failure -> {
              told.add(failure);
              throw new OutOfMemoryError("not even for the log");
            });

    assertThat(told).hasSize(1);
  }

  @Test
  void interrupt_fromElsewhere_endsNothing() throws Exception {
    AtomicReference<Boolean> isStillSet = new AtomicReference<>();
    new Script(
            failing(new InterruptedException("by somebody")),
            () -> {
              Thread.currentThread().interrupt();
              return REST;
            },
            () -> {
              isStillSet.set(Thread.currentThread().isInterrupted());
              return REST;
            },
            () -> REST)
        .play(told::add);

    assertThat(told).hasSize(1).first().isInstanceOf(InterruptedException.class);
    assertThat(isStillSet.get()).isFalse();
  }

  @Test
  void close_interruptsTheStep_andTellsNothingOfIt() throws Exception {
    Semaphore begun = new Semaphore(0);
    SteadyLoop loop =
        loop(
            () -> {
              begun.release();
              new CountDownLatch(1).await();
              return REST;
            },
            told::add,
            Duration.ofMinutes(1));
    loop.start();
    begun.acquire();

    loop.close();

    assertThat(loop.isOpen()).isFalse();
    assertThat(told).isEmpty();
    assertThat(begun.availablePermits()).as("further steps").isZero();
  }

  @Test
  void close_ofAStepThatHearsNoInterrupt_doesNotWaitForIt() throws Exception {
    Semaphore begun = new Semaphore(0);
    Semaphore mayEnd = new Semaphore(0);
    SteadyLoop loop =
        loop(
            () -> {
              begun.release();
              mayEnd.acquireUninterruptibly();
              return REST;
            },
            told::add,
            Duration.ofMillis(1));
    loop.start();
    begun.acquire();

    loop.close();

    assertThat(loop.isOpen()).isFalse();
    mayEnd.release();
  }

  @Test
  void closeAll_stopsAllBeforeItWaitsForAny() throws Exception {
    CountDownLatch bothInterrupted = new CountDownLatch(2);
    List<SteadyLoop> loops = new ArrayList<>();
    Semaphore begun = new Semaphore(0);
    for (int i = 0; i < 2; i++) {
      loops.add(loop(() -> untilBothAre(bothInterrupted, begun), told::add, Duration.ofMinutes(1)));
    }
    loops.forEach(SteadyLoop::start);
    begun.acquire(2);

    SteadyLoop.closeAll(loops);

    assertThat(bothInterrupted.getCount()).isZero();
  }

  private static Duration untilBothAre(CountDownLatch bothInterrupted, Semaphore begun)
      throws InterruptedException {
    begun.release();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException stop) {
      bothInterrupted.countDown();
      bothInterrupted.await();
    }
    return REST;
  }

  @Test
  void close_endsARealRestAtOnce() throws Exception {
    CountDownLatch rested = new CountDownLatch(1);
    SteadyLoop loop =
        new SteadyLoop(
            "steady",
            Duration.ZERO,
            new SteadyLoop.Step() {
              @Override
              public Duration run() {
                rested.countDown();
                return Duration.ofDays(1);
              }

              @Override
              public void end() {
                ended.countDown();
              }
            },
            told::add);
    loop.start();
    rested.await();

    loop.close();

    ended.await();
    assertThat(told).isEmpty();
  }

  @Test
  void close_beforeTheStart_isNoTrouble() {
    loop(() -> REST, told::add, Duration.ofMinutes(1)).close();

    assertThat(told).isEmpty();
  }
}
