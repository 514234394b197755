package com.aluminatiai.jdbc.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.workload.StorageException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ReadAheadTest {
  @Test
  void next_whileRowsAreReceived_fetchesMore() throws Exception {
    CountDownLatch isFetched = new CountDownLatch(2);
    Iterator<List<String>> rows = List.of(List.of("a", "b"), List.of("c")).iterator();
    ReadAhead.Source<String> source =
        () -> {
          isFetched.countDown();
          return rows.hasNext() ? rows.next() : List.of();
        };

    try (ReadAhead<String> ahead = new ReadAhead<>(source)) {
      assertThat(ahead.next()).containsExactly("a", "b");
      assertThat(isFetched.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(ahead.next()).containsExactly("c");
      assertThat(ahead.next()).isEmpty();
      assertThat(ahead.next()).isEmpty();
    }
  }

  @Test
  void next_sourceFails_tellsItsReceiver() throws Exception {
    AtomicInteger count = new AtomicInteger();
    ReadAhead.Source<String> source =
        () -> {
          if (count.incrementAndGet() == 2) {
            throw new StorageException("away", null);
          }
          return List.of("a");
        };

    try (ReadAhead<String> ahead = new ReadAhead<>(source)) {
      assertThat(ahead.next()).containsExactly("a");
      assertThatThrownBy(ahead::next).isInstanceOf(StorageException.class).hasMessage("away");
    }
  }

  @Test
  void close_waitsForWhatIsFetched() throws Exception {
    CountDownLatch isClosing = new CountDownLatch(1);
    AtomicBoolean isDone = new AtomicBoolean();
    ReadAhead<String> ahead =
        new ReadAhead<>(
            () -> {
              await(isClosing);
              isDone.set(true);
              return List.of();
            });
    Thread closing = new Thread(ahead::close);

    closing.start();
    while (closing.getState() != Thread.State.WAITING && closing.isAlive()) {
      Thread.onSpinWait();
    }
    assertThat(closing.isAlive()).isTrue();
    isClosing.countDown();
    closing.join(30_000);

    assertThat(isDone).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
