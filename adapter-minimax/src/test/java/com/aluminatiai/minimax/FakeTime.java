package com.aluminatiai.minimax;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes by itself, and at once where somebody sleeps. */
final class FakeTime implements Time {
  private final AtomicLong skippedNanos = new AtomicLong();
  private final List<Duration> sleeps = new CopyOnWriteArrayList<>();

  List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }

  void skip(Duration duration) {
    skippedNanos.addAndGet(duration.toNanos());
  }

  @Override
  public Instant now() {
    return Clock.systemUTC().instant().plusNanos(skippedNanos.get());
  }

  @Override
  public long nanoTime() {
    return System.nanoTime() + skippedNanos.get();
  }

  @Override
  public void sleep(Duration pause) {
    sleeps.add(pause);
    skip(pause);
  }
}
