package com.aluminatiai.workload.port;

import com.aluminatiai.workload.RateLimit;
import com.aluminatiai.workload.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Token buckets in memory, for tests, which may go away. Keeps {@link TokenBucketsContract}. */
public final class InMemoryTokenBuckets implements TokenBuckets {
  private final Map<String, Instant> fullAt = new HashMap<>();
  private int borrowings;
  private boolean isAway;

  /** Creates buckets that are all full. */
  public InMemoryTokenBuckets() {}

  @Override
  public synchronized Loan borrow(String subject, RateLimit limit, int wanted, Instant now)
      throws StorageException {
    borrowings++;
    if (isAway) {
      throw new StorageException("away", null);
    }
    Instant time = now.truncatedTo(ChronoUnit.MICROS);
    Instant mostFull = time.plus(limit.span());
    Instant known = fullAt.getOrDefault(subject, time);
    Instant from = known.isBefore(time) ? time : known.isAfter(mostFull) ? mostFull : known;
    long available = Duration.between(from, mostFull).dividedBy(limit.interval());
    long lent = Math.min(wanted, Math.max(Math.min(available, 1), available / 10));
    Instant until = from.plus(limit.interval().multipliedBy(lent));
    fullAt.put(subject, until);
    return new Loan(from, until);
  }

  /**
   * Returns how often something was borrowed, or would have been.
   *
   * @return the calls so far
   */
  public synchronized int borrowings() {
    return borrowings;
  }

  /**
   * Lets the storage go away or come back.
   *
   * @param away whether it is away
   */
  public synchronized void beAway(boolean away) {
    isAway = away;
  }
}
