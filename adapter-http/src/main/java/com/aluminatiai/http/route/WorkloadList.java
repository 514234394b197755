package com.aluminatiai.http.route;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.AcceleratorCatalogue;
import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.exchange.QueryParameters;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.http.message.WorkloadResponse;
import com.aluminatiai.workload.Page;
import com.aluminatiai.workload.PageRequest;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.usecase.Workloads;
import io.javalin.http.HandlerType;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists workloads, newest first. */
public final class WorkloadList {
  /** The filters, which other routes take too. */
  static final Set<String> FILTERS =
      Set.of(
          "status",
          "gpu_type",
          "project",
          "workload_type",
          "created_after",
          "created_before",
          "external_id");

  private static final Set<String> PARAMETERS =
      Stream.concat(Stream.of("limit", "offset", "cursor"), FILTERS.stream())
          .collect(Collectors.toUnmodifiableSet());
  private static final int DEFAULT_LIMIT = 10;
  private static final int ID_BYTES = 16;

  private final Workloads workloads;
  private final AcceleratorCatalogue accelerators;

  public WorkloadList(Workloads workloads, AcceleratorCatalogue accelerators) {
    this.workloads = workloads;
    this.accelerators = accelerators;
  }

  public List<Route> routes() {
    return List.of(Route.of(HandlerType.GET, "/api/workloads", PARAMETERS, this::list));
  }

  private void list(Exchange exchange) throws StorageException {
    QueryParameters query = exchange.query();
    int limit = (int) query.whole("limit", DEFAULT_LIMIT, 1, PageRequest.MOST);
    long offset = query.whole("offset", 0, 0, Long.MAX_VALUE);
    Optional<UUID> after =
        query.parsed("cursor", WorkloadList::id, "must be a next_cursor of an earlier answer");
    if (after.isPresent() && offset > 0) {
      query.add("offset", "must be 0 or left out beside a cursor");
    }
    WorkloadFilter filter = filter(query);
    query.throwIfAny();

    Page page = workloads.list(exchange.owner(), filter, new PageRequest(limit, offset, after));
    exchange.json(
        200,
        json ->
            json.objects("workloads", page.workloads(), WorkloadResponse::write)
                .whole("count", page.workloads().size())
                .whole("limit", limit)
                .whole("offset", offset)
                .textOrNull("next_cursor", page.next().map(WorkloadList::cursor)));
  }

  /** Reads the filters; their faults are the query's. */
  WorkloadFilter filter(QueryParameters query) {
    return new WorkloadFilter(
        query.choice("status", List.of(Status.values()), Status::code),
        query.text("gpu_type", WorkloadSpec.MOST_GPU_TYPE_CHARACTERS).map(this::gpuKey),
        query.text("project", Labels.MOST_PROJECT_CHARACTERS),
        query.choice("workload_type", List.of(WorkloadType.values()), WorkloadType::code),
        query.time("created_after"),
        query.time("created_before"),
        query.text("external_id", Labels.MOST_EXTERNAL_ID_CHARACTERS));
  }

  private String gpuKey(String gpuType) {
    return accelerators.find(gpuType).found().map(Accelerator::id).orElse(gpuType);
  }

  private static String cursor(UUID id) {
    ByteBuffer bytes =
        ByteBuffer.allocate(ID_BYTES)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private static Optional<UUID> id(String cursor) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      return bytes.remaining() == ID_BYTES
          ? Optional.of(new UUID(bytes.getLong(), bytes.getLong()))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
