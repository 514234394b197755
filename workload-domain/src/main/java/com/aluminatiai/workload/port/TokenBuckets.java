package com.aluminatiai.workload.port;

import com.aluminatiai.workload.RateLimit;
import com.aluminatiai.workload.StorageException;
import java.time.Instant;

/**
 * The token buckets of all replicas. Implementations are thread-safe.
 *
 * <p>A bucket is one instant: when it will be full if nobody takes anything. Each token that is
 * taken moves it on by the limit's interval; a bucket nobody knows is full. What is lent is
 * therefore a span of time, and no two loans from one bucket overlap: whoever spends a token of his
 * loan only while the interval that it stands for has not passed can never, together with all
 * others, let more through than the limit says. Nothing has to be given back: a token that is not
 * spent is void at the moment at which the bucket has it again.
 */
public interface TokenBuckets {
  /**
   * Borrows tokens: as many as are wanted, but at most a tenth of those that are there, so that
   * others find some too, and at least one if there is one.
   *
   * @param subject whose bucket it is, up to 100 characters
   * @param limit the bucket's limit
   * @param wanted how many tokens, 1 or more
   * @param now the time
   * @return the loan; empty if the bucket is
   * @throws StorageException if the storage cannot be reached
   */
  Loan borrow(String subject, RateLimit limit, int wanted, Instant now) throws StorageException;

  /**
   * Tokens that belong to the borrower: as many as intervals of the limit fit in.
   *
   * @param from when the first interval begins: not before the time of borrowing, in whole
   *     microseconds
   * @param until when the last one ends, and the bucket is full again; {@code from} if nothing was
   *     lent
   */
  record Loan(Instant from, Instant until) {
    /**
     * Returns whether nothing was lent.
     *
     * @return true if the bucket had no token
     */
    public boolean isEmpty() {
      return !until.isAfter(from);
    }
  }
}
