package com.aluminatiai.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.RateLimit;
import com.aluminatiai.workload.port.MutableClock;
import com.aluminatiai.workload.port.TokenBuckets;
import com.aluminatiai.workload.port.TokenBuckets.Loan;
import com.aluminatiai.workload.port.TokenBucketsContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcTokenBucketsTest extends TokenBucketsContract {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final int THREADS = 8;

  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  private final DatabaseSettings settings = TestServer.emptySchema();
  private final MutableClock clock = new MutableClock(NOON);

  @Override
  protected TokenBuckets fullBuckets() {
    return databases.ready(settings, clock).tokenBuckets();
  }

  private static List<Loan> borrowAll(TokenBuckets buckets, RateLimit limit) throws Exception {
    List<Loan> loans = new ArrayList<>();
    Loan loan = buckets.borrow("somebody", limit, 7, NOON);
    while (!loan.isEmpty()) {
      loans.add(loan);
      loan = buckets.borrow("somebody", limit, 7, NOON);
    }
    return loans;
  }

  @Test
  void borrow_threadsOfTwoReplicasRacing_getLoansThatMeetButDoNotOverlap() throws Exception {
    RateLimit limit = new RateLimit(500, Duration.ofMinutes(1));
    List<TokenBuckets> replicas = List.of(fullBuckets(), fullBuckets());
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Callable<List<Loan>>> racers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      TokenBuckets replica = replicas.get(i % 2);
      racers.add(() -> borrowAll(replica, limit));
    }

    List<Loan> loans = new ArrayList<>();
    for (Future<List<Loan>> racer : threads.invokeAll(racers)) {
      loans.addAll(racer.get());
    }
    threads.shutdownNow();

    loans.sort(Comparator.comparing(Loan::from));
    Instant end = NOON;
    for (Loan loan : loans) {
      assertThat(loan.from()).isEqualTo(end);
      end = loan.until();
    }
    // 500 tokens of 60 s / 500 = 120 ms.
    assertThat(end).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void purge_forgetsBucketsThatAreFullAgainAndNoOthers() throws Exception {
    Database database = databases.ready(settings, clock);
    RateLimit hundred = new RateLimit(100, Duration.ofMinutes(1));
    database.tokenBuckets().borrow("one", hundred, 1, NOON);
    database.tokenBuckets().borrow("ten", hundred, 10, NOON);

    clock.advance(Duration.ofMillis(600));
    database.purge();

    assertThat(TestServer.number(settings, "SELECT count(*) FROM token_buckets")).isEqualTo(1);
    assertThat(
            TestServer.number(settings, "SELECT count(*) FROM token_buckets WHERE subject = 'ten'"))
        .isEqualTo(1);
  }
}
