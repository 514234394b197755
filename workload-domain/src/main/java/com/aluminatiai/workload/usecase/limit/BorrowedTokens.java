package com.aluminatiai.workload.usecase.limit;

import com.aluminatiai.workload.RateLimit;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.TokenBuckets;
import com.aluminatiai.workload.port.TokenBuckets.Loan;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The tokens of one subject that this replica has borrowed. Thread-safe: while one request borrows,
 * the subject's others wait for what comes back, instead of borrowing as well.
 *
 * <p>The bucket is asked only when nothing is left of the last loan, spent or void, and not before
 * it can have a token again. Who borrows often borrows twice as much each time, until a loan lasts
 * for a tenth of the time that the bucket takes to fill; who did not borrow for as long begins with
 * one again. So a client that comes often, be it far below its limit, seldom costs a question, and
 * one that comes seldom leaves nothing idle here that other replicas could have granted.
 *
 * <p>While the storage is silent, this replica goes on by itself from what it knows of the bucket.
 */
final class BorrowedTokens {
  private final String subject;
  private final RateLimit limit;
  private final Duration interval;
  private final Duration span;
  private final TokenBuckets buckets;
  // Not synchronized: a virtual thread that borrows would pin its carrier meanwhile.
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicReference<Held> held =
      new AtomicReference<>(
          new Held(Instant.EPOCH, Instant.EPOCH, 0, Instant.EPOCH, Instant.EPOCH));

  /**
   * What is left of a loan.
   *
   * @param next when the next token's interval begins
   * @param until when the last one's ends
   * @param asked how many were asked for
   * @param askedAt when
   * @param emptyUntil until when the bucket is known to have none
   */
  private record Held(
      Instant next, Instant until, int asked, Instant askedAt, Instant emptyUntil) {}

  BorrowedTokens(String subject, RateLimit limit, TokenBuckets buckets) {
    this.subject = subject;
    this.limit = limit;
    this.interval = limit.interval();
    this.span = limit.span();
    this.buckets = buckets;
  }

  Allowance take(Instant now) {
    lock.lock();
    try {
      Held mine = held.get();
      if (!canSpend(mine, now) && !isKnownEmpty(mine, now)) {
        mine = borrow(mine, now);
      }
      boolean isGranted = canSpend(mine, now);
      Held after = isGranted ? spend(mine, now) : mine;
      held.set(after);
      return allowance(isGranted, after, now);
    } finally {
      lock.unlock();
    }
  }

  /** A clock that was set back leaves tokens of a future that is not to be waited for. */
  private boolean canSpend(Held mine, Instant now) {
    return !later(mine.next(), now).plus(interval).isAfter(mine.until())
        && !mine.next().isAfter(now.plus(span));
  }

  private boolean isKnownEmpty(Held mine, Instant now) {
    return mine.emptyUntil().isAfter(now) && !mine.emptyUntil().isAfter(now.plus(interval));
  }

  private Held borrow(Held mine, Instant now) {
    boolean isOften = !now.isAfter(mine.askedAt().plus(span.dividedBy(10)));
    int asked = isOften ? (int) Math.min(2L * mine.asked(), limit.requests()) : 1;
    Loan loan = loan(mine, asked, now);
    Instant emptyUntil = loan.isEmpty() ? loan.until().minus(span).plus(interval) : Instant.EPOCH;
    return new Held(loan.from(), loan.until(), asked, now, emptyUntil);
  }

  private Loan loan(Held mine, int asked, Instant now) {
    try {
      return buckets.borrow(subject, limit, asked, now);
    } catch (StorageException silent) {
      return ofWhatIsKnown(mine, now);
    }
  }

  /** One token of the bucket as it was last seen here; one that was never seen is full. */
  private Loan ofWhatIsKnown(Held mine, Instant now) {
    Instant latest = now.plus(span);
    Instant fullAt = later(mine.until(), now);
    Instant from = fullAt.isAfter(latest) ? latest : fullAt;
    Instant until = from.plus(interval);
    return until.isAfter(latest) ? new Loan(from, from) : new Loan(from, until);
  }

  private Held spend(Held mine, Instant now) {
    Instant next = later(mine.next(), now).plus(interval);
    return new Held(next, mine.until(), mine.asked(), mine.askedAt(), mine.emptyUntil());
  }

  private Allowance allowance(boolean isGranted, Held mine, Instant now) {
    Duration untilFull = Duration.between(now, later(mine.next(), now));
    long remaining = isGranted ? span.minus(untilFull).dividedBy(interval) : 0;
    Duration untilNext = isGranted ? Duration.ZERO : Duration.between(now, mine.emptyUntil());
    return new Allowance(
        isGranted, limit.requests(), (int) Math.max(0, remaining), untilFull, untilNext);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
