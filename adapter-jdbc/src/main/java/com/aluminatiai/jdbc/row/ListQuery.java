package com.aluminatiai.jdbc.row;

import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.jdbc.connection.OwnedSql;
import com.aluminatiai.jdbc.connection.OwnedStatements;
import com.aluminatiai.workload.Page;
import com.aluminatiai.workload.PageRequest;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * A page of the list. Only the conditions that are asked for are in its text, so that each
 * combination has a plan, and an index, of its own. One row more than asked for is read to know
 * whether another page follows.
 */
public final class ListQuery {
  /**
   * How far the time in an id may be from the time of storing. Times are looked up by id, of which
   * there are indexes, and then compared exactly.
   */
  public static final Duration ID_TOLERANCE = Duration.ofMinutes(1);

  private final Map<String, Object> parameters = new LinkedHashMap<>();
  private final StringBuilder conditions = new StringBuilder("true");
  private final int limit;

  private ListQuery(PageRequest request) {
    limit = request.limit();
    parameters.put("rows", limit + 1);
    parameters.put("offset", request.offset());
  }

  public static ListQuery of(WorkloadFilter filter, PageRequest request) {
    ListQuery query = new ListQuery(request);
    query.add("status = :status", "status", filter.status().map(Status::code));
    query.add("gpu_key = :gpuKey", "gpuKey", filter.gpuKey());
    query.add("project = :project", "project", filter.project());
    query.add("workload_type = :type", "type", filter.workloadType().map(WorkloadType::code));
    query.add(
        "created_at >= :from AND id >= :fromId",
        Map.of(
            "from", instant -> instant.atOffset(ZoneOffset.UTC),
            "fromId", instant -> firstIdAt(instant.minus(ID_TOLERANCE))),
        filter.createdAfter());
    query.add(
        "created_at < :end AND id < :endId",
        Map.of(
            "end", instant -> instant.atOffset(ZoneOffset.UTC),
            "endId", instant -> firstIdAt(instant.plus(ID_TOLERANCE))),
        filter.createdBefore());
    query.add("external_id = :externalId", "externalId", filter.externalId());
    query.add("id < :after", "after", request.after());
    return query;
  }

  private void add(String condition, String parameter, Optional<?> argument) {
    if (argument.isPresent()) {
      conditions.append(" AND ").append(condition);
      parameters.put(parameter, argument.get());
    }
  }

  private void add(
      String condition, Map<String, Function<Instant, Object>> arguments, Optional<Instant> time) {
    if (time.isPresent()) {
      conditions.append(" AND ").append(condition);
      arguments.forEach((name, of) -> parameters.put(name, of.apply(time.get())));
    }
  }

  /** The smallest id of version 7 of a millisecond. Its first 48 bits are the time. */
  public static UUID firstIdAt(Instant time) {
    return new UUID(Math.max(0, time.toEpochMilli()) << 16, 0);
  }

  public OwnedSql sql() {
    return OwnedSql.query(
        "SELECT "
            + WorkloadReader.COLUMNS
            + " FROM mine WHERE "
            + conditions
            + " ORDER BY id DESC LIMIT :rows OFFSET :offset");
  }

  /** Returns the query of everything that the filter lets through, with its parameters. */
  public OwnedSql unlimited() {
    parameters.keySet().removeAll(Set.of("rows", "offset"));
    return OwnedSql.query(
        "SELECT "
            + WorkloadReader.EXPORTED
            + " FROM mine WHERE "
            + conditions
            + " ORDER BY id DESC");
  }

  public Map<String, Object> parameters() {
    return parameters;
  }

  /** A row of the list; without its workload where that cannot be read. */
  private record Found(UUID id, Optional<Workload> workload) {}

  /** A page is short by the rows that cannot be read; the next one begins where it would anyway. */
  public Page run(OwnedStatements statements, ReadableRows readable) throws StorageException {
    List<Found> found =
        statements.query(
            Connections.SHORT,
            sql(),
            query ->
                query
                    .bindMap(parameters)
                    .map(
                        (row, context) ->
                            new Found(
                                row.getObject("id", UUID.class),
                                readable.read(row, WorkloadReader::workload)))
                    .list());
    List<Workload> workloads =
        found.stream().limit(limit).flatMap(one -> one.workload().stream()).toList();
    return new Page(
        workloads,
        found.size() <= limit ? Optional.empty() : Optional.of(found.get(limit - 1).id()));
  }
}
