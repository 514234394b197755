package com.aluminatiai.app.robust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that submit all the time, each workload with a key of its own, and remember what was
 * acknowledged. What was not acknowledged is tried again with its key by {@link #sendAgain}. Any
 * answer but 201 and a proper 503 fails the test.
 */
final class WriteLoad {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long BETWEEN_REQUESTS_NANOS = Duration.ofMillis(10).toNanos();

  private final String project;
  private final Map<String, String> idsByKey = new ConcurrentHashMap<>();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private final Map<Integer, AtomicInteger> answersByStatus = new ConcurrentHashMap<>();
  private final AtomicLong longestNanos = new AtomicLong();
  private final AtomicInteger keys = new AtomicInteger();
  private final Queue<Throwable> wrongAnswers = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean isOver;

  WriteLoad(String project) {
    this.project = project;
  }

  /** Starts clients; each takes the replicas in turn. */
  void start(int clients, Api... replicas) {
    isOver = false;
    for (int i = 0; i < clients; i++) {
      Api replica = replicas[i % replicas.length];
      Thread thread = new Thread(() -> submitOn(replica), "client-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  private void submitOn(Api replica) {
    while (!isOver) {
      String key = project + "-" + keys.incrementAndGet();
      unanswered.add(key);
      try {
        sendUntilAnswered(replica, key);
        LockSupport.parkNanos(BETWEEN_REQUESTS_NANOS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException | AssertionError e) {
        // Nobody sees what a thread throws: told of when it is joined.
        wrongAnswers.add(e);
        return;
      }
    }
  }

  /** What a dead replica does not answer, one behind the same proxy may, or the same one later. */
  private void sendUntilAnswered(Api replica, String key) throws InterruptedException {
    boolean isAnswered = false;
    while (!isAnswered && !isOver) {
      try {
        send(replica, key);
        isAnswered = true;
      } catch (IOException e) {
        LockSupport.parkNanos(BETWEEN_REQUESTS_NANOS);
      }
    }
  }

  private int send(Api replica, String key) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    HttpResponse<String> answer = replica.submit(key, Api.workload(project, key));
    longestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
    int status = answer.statusCode();
    answersByStatus.computeIfAbsent(status, s -> new AtomicInteger()).incrementAndGet();
    if (status == 201) {
      idsByKey.put(key, Api.json(answer).path("id").textValue());
      unanswered.remove(key);
    } else {
      assertThat(status).as(answer.body()).isEqualTo(503);
      assertThat(Api.json(answer).path("error").textValue()).isEqualTo("unavailable");
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
    return status;
  }

  /** Waits until {@code more} answers of a status have come. */
  void await(int status, int more) throws InterruptedException {
    int wanted = count(status) + more;
    Api.await(more + " answers " + status, PATIENCE, () -> count(status) >= wanted);
  }

  int count(int status) {
    AtomicInteger count = answersByStatus.get(status);
    return count == null ? 0 : count.get();
  }

  int acknowledged() {
    return idsByKey.size();
  }

  int unanswered() {
    return unanswered.size();
  }

  /** Returns the longest time that an answer took since this was asked last. */
  Duration longest() {
    return Duration.ofNanos(longestNanos.getAndSet(0));
  }

  /** Ends the clients. */
  void stop() throws InterruptedException {
    isOver = true;
    for (Thread thread : threads) {
      thread.join(PATIENCE.toMillis());
      assertThat(thread.isAlive()).as(thread.getName() + " waits for ever").isFalse();
    }
    threads.clear();
    assertThat(wrongAnswers).isEmpty();
  }

  /** Sends again what was not acknowledged; each is now. */
  void sendAgain(Api replica) throws IOException, InterruptedException {
    for (String key : List.copyOf(unanswered)) {
      assertThat(send(replica, key)).isEqualTo(201);
    }
  }

  /** Checks that what was acknowledged is there, and nothing twice. Returns how many there are. */
  int check(Api replica) throws IOException, InterruptedException {
    List<JsonNode> found = replica.all(project);
    List<String> ids = found.stream().map(row -> row.path("id").textValue()).toList();
    List<String> notes = found.stream().map(row -> row.path("notes").textValue()).toList();
    assertThat(ids).doesNotHaveDuplicates().containsAll(idsByKey.values());
    assertThat(notes).doesNotHaveDuplicates().containsAll(idsByKey.keySet());
    return found.size();
  }
}
