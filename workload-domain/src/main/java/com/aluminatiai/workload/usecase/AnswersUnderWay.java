package com.aluminatiai.workload.usecase;

import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.Owner;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The keyed requests whose first answer is being found in this process, so that repeats wait in
 * memory rather than ask the storage over and over. Thread-safe.
 */
final class AnswersUnderWay {
  /** A request of an owner. */
  private record Asked(Owner owner, IdempotencyKey key) {}

  private final Map<Asked, CountDownLatch> ends = new ConcurrentHashMap<>();

  void begin(Owner owner, IdempotencyKey key) {
    ends.putIfAbsent(new Asked(owner, key), new CountDownLatch(1));
  }

  /** Wakes whoever waits; does nothing where nothing was begun. */
  void end(Owner owner, IdempotencyKey key) {
    CountDownLatch end = ends.remove(new Asked(owner, key));
    if (end != null) {
      end.countDown();
    }
  }

  /**
   * Waits for the answer of this process, or where another one has the first request for a while.
   *
   * @param mostNanos the longest wait for an answer of this process
   * @param pause the wait where another process finds the answer
   */
  void await(Owner owner, IdempotencyKey key, long mostNanos, Duration pause)
      throws InterruptedException {
    CountDownLatch end = ends.get(new Asked(owner, key));
    if (end == null) {
      TimeUnit.NANOSECONDS.sleep(Math.min(mostNanos, pause.toNanos()));
    } else {
      end.await(mostNanos, TimeUnit.NANOSECONDS);
    }
  }
}
