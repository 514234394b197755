package com.aluminatiai.workload.usecase.limit;

import com.aluminatiai.workload.RateLimit;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.TokenBuckets;
import com.aluminatiai.workload.port.TokenBuckets.Loan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Limits the requests of each address and of each key, over all replicas together. Tokens are
 * borrowed from shared buckets in small lots and spent from memory. While the storage is away or
 * has too much to do, each replica goes on from the buckets as it last knew them: nobody waits for
 * the storage to be counted, and nobody goes uncounted. Thread-safe.
 */
public final class RateLimits {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** Some twenty megabytes; a subject that is forgotten loses what it had borrowed, no more. */
  private static final int MOST_REMEMBERED = 50_000;

  /** After a failure nobody asks the storage, and waits for it, for this long. */
  private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);

  private final TokenBuckets buckets;
  private final Optional<RateLimit> perMinute;
  private final Optional<RateLimit> perDay;
  private final Clock clock;
  private final AtomicReference<Instant> silentUntil = new AtomicReference<>(Instant.EPOCH);
  private final Map<String, BorrowedTokens> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, BorrowedTokens> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /**
   * Creates the limits.
   *
   * @param buckets the buckets of all replicas
   * @param requestsPerMinute most requests a minute and address; 0 for no limit
   * @param requestsPerDay most requests a day and key; 0 for no limit
   * @param clock the time
   */
  public RateLimits(TokenBuckets buckets, int requestsPerMinute, int requestsPerDay, Clock clock) {
    this.buckets = buckets;
    this.perMinute = limit(requestsPerMinute, MINUTE);
    this.perDay = limit(requestsPerDay, DAY);
    this.clock = clock;
  }

  private static Optional<RateLimit> limit(int requests, Duration period) {
    return requests == 0 ? Optional.empty() : Optional.of(new RateLimit(requests, period));
  }

  /**
   * Counts a request against its address.
   *
   * @param address the client's address, or the network that counts as one
   * @return what the limit says; empty if there is none
   */
  public Optional<Allowance> takeOfAddress(String address) {
    return perMinute.flatMap(limit -> take("address:" + address, limit));
  }

  /**
   * Counts a request against its key.
   *
   * @param keyId the key
   * @return what the limit says; empty if there is none
   */
  public Optional<Allowance> takeOfKey(UUID keyId) {
    return perDay.flatMap(limit -> take("key:" + keyId, limit));
  }

  private Optional<Allowance> take(String subject, RateLimit limit) {
    // What the storage can hold: a loan never begins before the time it was asked for.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return Optional.of(tokens(subject, limit).take(now));
  }

  private Loan borrow(String subject, RateLimit limit, int wanted, Instant now)
      throws StorageException {
    Instant silent = silentUntil.get();
    // A clock that was set back does not make the rest longer.
    if (silent.isAfter(now) && !silent.isAfter(now.plus(REST_AFTER_FAILURE))) {
      throw StorageException.overCapacity("it did not answer a moment ago", null);
    }
    try {
      return buckets.borrow(subject, limit, wanted, now);
    } catch (StorageException failure) {
      silentUntil.set(now.plus(REST_AFTER_FAILURE));
      throw failure;
    }
  }

  private BorrowedTokens tokens(String subject, RateLimit limit) {
    synchronized (remembered) {
      return remembered.computeIfAbsent(
          subject, name -> new BorrowedTokens(name, limit, this::borrow));
    }
  }
}
