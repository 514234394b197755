package com.aluminatiai.app.robust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;

/**
 * Clients that submit, change, delete and import all the time, in both ways of importing. What was
 * acknowledged is remembered; what is broken off may be there or not, but not by half.
 */
final class MixedLoad {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int ROWS = 40;

  /** Totals are shown with two decimals. */
  private static final Offset<Double> HALF_A_CENT = Offset.offset(0.005_001);

  private static final Set<Integer> RIGHT = Set.of(200, 201, 204, 503);

  private final Queue<String> stored = new ConcurrentLinkedQueue<>();
  private final Set<String> kept = ConcurrentHashMap.newKeySet();
  private final Set<String> gone = ConcurrentHashMap.newKeySet();
  private final Set<String> imported = ConcurrentHashMap.newKeySet();
  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final Queue<Throwable> wrongAnswers = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean isOver;

  private interface Client {
    /** Returns whether there was something to ask for. */
    boolean once(Api api, int number) throws IOException, InterruptedException;
  }

  void start(Api api) {
    isOver = false;
    List<Client> clients =
        List.of(
            this::submit,
            this::submit,
            this::change,
            this::delete,
            (to, number) -> importAll(to, number, ""),
            (to, number) -> importAll(to, number, "?mode=atomic"),
            (to, number) -> importAll(to, number, "?mode=atomic"));
    for (Client client : clients) {
      Thread thread = new Thread(() -> run(client, api), "client");
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  private void run(Client client, Api api) {
    while (!isOver) {
      try {
        if (client.once(api, numbers.incrementAndGet())) {
          done.incrementAndGet();
        } else {
          LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
      } catch (IOException killed) {
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
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

  private boolean submit(Api api, int number) throws IOException, InterruptedException {
    HttpResponse<String> answer = api.submit("mixed-" + number, Api.workload("single", "n"));
    assertThat(answer.statusCode()).as(answer.body()).isIn(RIGHT);
    if (answer.statusCode() == 201) {
      String id = Api.json(answer).path("id").textValue();
      kept.add(id);
      stored.add(id);
    }
    return true;
  }

  private boolean change(Api api, int number) throws IOException, InterruptedException {
    String id = stored.peek();
    if (id == null) {
      return false;
    }
    String body = String.format(Locale.ROOT, "{\"measured_kwh\": %d}", number);
    HttpResponse<String> answer =
        api.send("PATCH", "/api/workloads/" + id, "application/json", body);
    // Another client may have deleted it meanwhile.
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 404, 503);
    return true;
  }

  private boolean delete(Api api, int number) throws IOException, InterruptedException {
    String id = number % 2 == 0 ? stored.poll() : null;
    if (id == null) {
      return false;
    }
    // Whatever comes of it: it may be gone from now on.
    kept.remove(id);
    HttpResponse<String> answer =
        api.send("DELETE", "/api/workloads/" + id, "application/json", "");
    assertThat(answer.statusCode()).as(answer.body()).isIn(RIGHT);
    if (answer.statusCode() == 204) {
      gone.add(id);
    }
    return true;
  }

  private boolean importAll(Api api, int number, String mode)
      throws IOException, InterruptedException {
    String project = (mode.isEmpty() ? "import-" : "atomic-") + number;
    StringBuilder file =
        new StringBuilder("model_size_gb,num_gpus,gpu_type,duration_hours,project,external_id\n");
    for (int i = 0; i < ROWS; i++) {
      file.append(String.format(Locale.ROOT, "1,1,A100,1,%s,%s-%d%n", project, project, i));
    }
    HttpResponse<String> answer =
        api.send("POST", "/api/workloads/import" + mode, "text/csv", file.toString());
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
    if (answer.statusCode() == 200) {
      imported.add(project);
    }
    return true;
  }

  /** Waits until so many more requests have been answered. */
  void await(int more) throws InterruptedException {
    int wanted = done.get() + more;
    Api.await(more + " answers", PATIENCE, () -> done.get() >= wanted);
  }

  void stop() throws InterruptedException {
    isOver = true;
    for (Thread thread : threads) {
      thread.join(PATIENCE.toMillis());
      assertThat(thread.isAlive()).as("a client waits for ever").isFalse();
    }
    threads.clear();
    assertThat(wrongAnswers).isEmpty();
  }

  /** Checks that all is there that must be, nothing by half, and that the totals are the rows'. */
  void check(Api api) throws IOException, InterruptedException {
    List<JsonNode> rows = api.exported();
    Map<String, Long> countByProject =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.path("project").textValue(), Collectors.counting()));
    for (String project : imported) {
      assertThat(countByProject).containsEntry(project, (long) ROWS);
    }
    countByProject.forEach(
        (project, count) -> {
          if (project.startsWith("atomic-")) {
            assertThat(count).as(project).isEqualTo(ROWS);
          }
        });
    checkSingles(api.all("single"));
    JsonNode total = Api.json(api.getOnceBack("/api/summary?group_by=status")).path("total");
    assertThat(total.path("count").asLong()).isEqualTo(rows.size());
    assertThat(total.path("kwh").asDouble()).isCloseTo(sum(rows, "estimated_kwh"), HALF_A_CENT);
    assertThat(total.path("measured_kwh").asDouble())
        .isCloseTo(sum(rows, "measured_kwh"), HALF_A_CENT);
  }

  private void checkSingles(Collection<JsonNode> singles) {
    List<String> ids = singles.stream().map(row -> row.path("id").textValue()).toList();
    assertThat(ids).doesNotHaveDuplicates().containsAll(kept).noneMatch(gone::contains);
  }

  private static double sum(List<JsonNode> rows, String field) {
    return rows.stream().mapToDouble(row -> row.path(field).asDouble(0)).sum();
  }
}
