package com.aluminatiai.jdbc;

import static com.aluminatiai.workload.port.SampleWorkloads.full;
import static com.aluminatiai.workload.port.SampleWorkloads.inProject;
import static com.aluminatiai.workload.port.SampleWorkloads.plain;
import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.jdbc.connection.OwnedSql;
import com.aluminatiai.jdbc.group.InsertStatement;
import com.aluminatiai.jdbc.group.NewWorkload;
import com.aluminatiai.jdbc.row.ListQuery;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Page;
import com.aluminatiai.workload.PageRequest;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.SampleWorkloads;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ten thousand rows of one owner among as many of others. */
final class ManyRowsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final int ROWS = 10_000;
  private static final int CHUNK = 500;

  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  private final Owner owner = Owner.user(UUID.randomUUID());
  private final DatabaseSettings settings = TestServer.emptySchema();
  private OwnedWorkloads workloads;

  @BeforeEach
  void fill() throws Exception {
    workloads = databases.ready(settings, Clock.systemUTC()).workloads().of(owner);
    try (Connection connection = TestServer.connect(settings)) {
      for (int i = 0; i < ROWS; i += CHUNK) {
        List<NewWorkload> chunk = new ArrayList<>();
        for (int j = i; j < i + CHUNK; j++) {
          Instant time = NOON.plusSeconds(j);
          chunk.add(row(owner, j % 100 == 0 ? full(time) : inProject(time, "p" + j % 7)));
          chunk.add(row(Owner.NOBODY, plain(time)));
        }
        assertThat(InsertStatement.run(connection, chunk, NOON, Duration.ofSeconds(1)))
            .hasSize(2 * CHUNK);
      }
    }
    TestServer.execute(settings, "ANALYZE");
  }

  private static NewWorkload row(Owner owner, Workload workload) {
    return new NewWorkload(owner, workload, Optional.empty(), NOON);
  }

  @Test
  void list_byCursor_seesEachRowOnceWhileOthersAreStored() throws Exception {
    List<UUID> seen = new ArrayList<>();
    Optional<UUID> after = Optional.empty();
    do {
      Page page = workloads.list(WorkloadFilter.ALL, new PageRequest(100, 0, after));
      page.workloads().forEach(workload -> seen.add(workload.id()));
      workloads.insert(plain(NOON.plusSeconds(ROWS)), Optional.empty(), NOON);
      after = page.next();
    } while (after.isPresent());

    assertThat(seen).hasSize(ROWS).doesNotHaveDuplicates();
  }

  @Test
  void list_eachFilter_readsAnIndexInItsOrder() throws Exception {
    UUID deep = SampleWorkloads.idAt(NOON.plusSeconds(ROWS / 2));
    PageRequest first = new PageRequest(10, 0, Optional.empty());
    PageRequest behind = new PageRequest(10, 0, Optional.of(deep));

    for (WorkloadFilter filter : filters().toList()) {
      for (PageRequest request : List.of(first, behind)) {
        String plan = plan(ListQuery.of(filter, request));
        // Signs of life are few here, so that a look-up of one may read their only pages.
        assertThat(plan)
            .contains("Index")
            .doesNotContain("Sort")
            .doesNotContain("Seq Scan on workloads ");
      }
    }
  }

  private static Stream<WorkloadFilter> filters() {
    Optional<Instant> middle = Optional.of(NOON.plusSeconds(ROWS / 2));
    Optional<Status> running = Optional.of(Status.RUNNING);
    Optional<WorkloadType> type = Optional.of(WorkloadType.FINE_TUNING);
    return Stream.of(
        WorkloadFilter.ALL,
        filter(running, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
        filter(
            Optional.of(Status.FAILED),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        filter(
            Optional.empty(),
            Optional.of("p3"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        filter(Optional.empty(), Optional.empty(), type, Optional.empty(), Optional.empty()),
        filter(Optional.empty(), Optional.empty(), Optional.empty(), middle, Optional.empty()),
        filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), middle));
  }

  private static WorkloadFilter filter(
      Optional<Status> status,
      Optional<String> project,
      Optional<WorkloadType> type,
      Optional<Instant> createdAfter,
      Optional<Instant> createdBefore) {
    return new WorkloadFilter(status, Optional.empty(), project, type, createdAfter, createdBefore);
  }

  private String plan(ListQuery query) throws Exception {
    try (Connection connection = TestServer.connect(settings);
        Handle handle = Jdbi.create(connection).setTemplateEngine(TemplateEngine.NOP).open()) {
      return String.join(
          "\n",
          handle
              .createQuery("EXPLAIN " + query.sql().text())
              .bindMap(query.parameters())
              .bind("owner", OwnedSql.ownerId(owner))
              .mapTo(String.class)
              .list());
    }
  }
}
