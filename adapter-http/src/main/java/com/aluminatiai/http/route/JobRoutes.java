package com.aluminatiai.http.route;

import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.exchange.RequestBody;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.http.message.ChangeRequest;
import com.aluminatiai.http.message.HeartbeatRequest;
import com.aluminatiai.http.message.RequestValidator;
import com.aluminatiai.http.message.WorkloadResponse;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorCode;
import com.aluminatiai.http.wire.JsonReader;
import com.aluminatiai.workload.Pulse.Report;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.WorkloadChange;
import com.aluminatiai.workload.usecase.ChangeOutcome;
import com.aluminatiai.workload.usecase.ChangeWorkload;
import com.aluminatiai.workload.usecase.HearJobs;
import com.aluminatiai.workload.usecase.HeartbeatOutcome;
import com.aluminatiai.workload.usecase.Workloads;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.UUID;

/**
 * Changes workloads and hears jobs, by our id or the caller's own. A report that is heard and a
 * change that ends a job count against no limit: who runs many jobs must not lose their ends.
 */
public final class JobRoutes {
  private static final String BY_ID = "/api/workloads/{id}";
  private static final String BY_EXTERNAL_ID = "/api/workloads/by-external-id/{external_id}";
  private static final String HEARTBEAT = "/heartbeat";

  private final Workloads workloads;
  private final ChangeWorkload changes;
  private final HearJobs jobs;
  private final CallersNames names;
  private final RequestValidator validator;
  private final JsonReader reader;

  /**
   * What these routes call.
   *
   * @param workloads finds workloads
   * @param changes changes them
   * @param jobs hears them
   */
  public record UseCases(Workloads workloads, ChangeWorkload changes, HearJobs jobs) {}

  public JobRoutes(
      UseCases useCases, CallersNames names, RequestValidator validator, JsonReader reader) {
    this.workloads = useCases.workloads();
    this.changes = useCases.changes();
    this.jobs = useCases.jobs();
    this.names = names;
    this.validator = validator;
    this.reader = reader;
  }

  /** Looks up which workload is meant, once everything else of the request is right. */
  private interface Meant {
    UUID id() throws StorageException;
  }

  /** What is done. */
  private interface Action {
    void run(Exchange exchange, Meant meant) throws StorageException;
  }

  public List<Route> routes() {
    return List.of(
        byExternalId(HandlerType.PATCH, BY_EXTERNAL_ID, this::change),
        byExternalId(HandlerType.POST, BY_EXTERNAL_ID + HEARTBEAT, this::hear),
        byId(HandlerType.PATCH, BY_ID, this::change),
        byId(HandlerType.POST, BY_ID + HEARTBEAT, this::hear));
  }

  private Route byExternalId(HandlerType method, String path, Action action) {
    return Route.report(
        method,
        path,
        exchange -> counted(exchange, () -> action.run(exchange, () -> byExternalId(exchange))));
  }

  private static Route byId(HandlerType method, String path, Action action) {
    return Route.report(
        method,
        path,
        exchange ->
            counted(
                exchange,
                () -> {
                  UUID id = exchange.id();
                  action.run(exchange, () -> id);
                }));
  }

  /** A step that may be refused. */
  private interface Step {
    void run() throws StorageException;
  }

  /** What is refused counts like any request. */
  private static void counted(Exchange exchange, Step step) throws StorageException {
    try {
      step.run();
    } catch (ApiException refusal) {
      exchange.count();
      throw refusal;
    }
  }

  private UUID byExternalId(Exchange exchange) throws StorageException {
    return workloads
        .findId(exchange.owner(), exchange.ctx().pathParam("external_id"))
        .orElseThrow(
            () ->
                ApiException.of(
                    ErrorCode.NOT_FOUND, "There is no workload with this external id."));
  }

  private void change(Exchange exchange, Meant meant) throws StorageException {
    CallersNames.Looked looked = names.of(exchange);
    WorkloadChange change =
        ChangeRequest.read(
                reader.read(RequestBody.read(exchange.ctx())),
                exchange.faults(),
                validator,
                looked.names())
            .toCommand();
    if (change.facts().gpuType().isPresent()) {
      looked.requireCurrent();
    }
    boolean isEnd =
        change
            .status()
            .filter(status -> status == Status.COMPLETED || status == Status.FAILED)
            .isPresent();
    if (!isEnd) {
      exchange.count();
    }
    ChangeOutcome outcome =
        changes.change(
            exchange.owner(),
            meant.id(),
            change,
            Preconditions.ifMatch(exchange.ctx().header("If-Match")));

    if (outcome instanceof ChangeOutcome.NotFound) {
      throw WorkloadRoutes.notFound();
    }
    if (outcome instanceof ChangeOutcome.Refused refused) {
      throw ApiException.invalid(refused.field(), refused.message());
    }
    if (outcome instanceof ChangeOutcome.PreconditionFailed failed) {
      exchange.ctx().header("ETag", Preconditions.tag(failed.revision()));
      throw WorkloadRoutes.preconditionFailed();
    }
    ChangeOutcome.Done done = (ChangeOutcome.Done) outcome;
    String message =
        done.isChanged() ? "Workload updated successfully" : "Workload is as wanted already";
    exchange.ctx().header("ETag", Preconditions.tag(done.workload()));
    exchange.json(200, WorkloadResponse.changed(done.workload(), message));
  }

  private void hear(Exchange exchange, Meant meant) throws StorageException {
    byte[] body = RequestBody.read(exchange.ctx());
    Report report = Report.BARE;
    if (body.length > 0) {
      report = HeartbeatRequest.read(reader.read(body), exchange.faults(), validator).toCommand();
    }
    exchange.faults().throwIfAny();
    HeartbeatOutcome outcome = jobs.hear(exchange.owner(), meant.id(), report);

    if (outcome instanceof HeartbeatOutcome.NotFound) {
      throw WorkloadRoutes.notFound();
    }
    if (outcome instanceof HeartbeatOutcome.Refused refused) {
      throw ApiException.invalid(refused.field(), refused.message());
    }
    if (outcome instanceof HeartbeatOutcome.TooSoon soon) {
      long seconds = soon.untilNext().plusSeconds(1).minusNanos(1).toSeconds();
      throw ApiException.withHeader(
          ErrorCode.RATE_LIMITED,
          "This workload has only just reported; it may once in "
              + HearJobs.LEAST_INTERVAL.toSeconds()
              + " seconds.",
          "Retry-After",
          Long.toString(seconds));
    }
    HeartbeatOutcome.Heard heard = (HeartbeatOutcome.Heard) outcome;
    exchange.json(200, WorkloadResponse.heard(heard.workload(), heard.nextBefore()));
  }
}
