package com.aluminatiai.http.route;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.http.message.EstimateResponse;
import com.aluminatiai.http.message.WorkloadResponse;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorCode;
import com.aluminatiai.http.wire.JsonWriter;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.usecase.Workloads;
import com.aluminatiai.workload.usecase.Workloads.Deletion;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds and deletes single workloads, and deletes projects. */
public final class WorkloadRoutes {
  private static final String ALL = "/api/workloads";
  private static final String ONE = "/api/workloads/{id}";

  private final Workloads workloads;
  private final WorkloadEstimator estimator;

  public WorkloadRoutes(Workloads workloads, WorkloadEstimator estimator) {
    this.workloads = workloads;
    this.estimator = estimator;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(HandlerType.DELETE, ALL, Set.of("project"), this::deleteProject),
        Route.of(HandlerType.GET, ONE, Set.of("history", "explain"), this::find),
        Route.of(HandlerType.DELETE, ONE, Set.of(), this::delete));
  }

  private void find(Exchange exchange) throws StorageException {
    UUID id = exchange.id();
    boolean isHistoryAsked = exchange.query().flag("history");
    boolean isExplanationAsked = exchange.query().flag("explain");
    exchange.query().throwIfAny();
    Workload workload = workloads.find(exchange.owner(), id).orElseThrow(WorkloadRoutes::notFound);
    Optional<List<HistoryEntry>> history =
        isHistoryAsked ? Optional.of(workloads.history(exchange.owner(), id)) : Optional.empty();

    String tag =
        isExplanationAsked
            ? Preconditions.explainedTag(workload, estimator.library().factorsVersion())
            : Preconditions.tag(workload);
    exchange.ctx().header("ETag", tag);
    if (Preconditions.ifNoneMatch(exchange.ctx().header("If-None-Match"), tag)) {
      exchange.ctx().status(304);
      return;
    }
    exchange.json(
        200,
        json -> {
          WorkloadResponse.write(json, workload);
          history.ifPresent(entries -> WorkloadResponse.writeHistory(json, entries));
          if (isExplanationAsked) {
            explain(json, workload);
          }
        });
  }

  private void explain(JsonWriter json, Workload workload) {
    Estimator library = estimator.library();
    EstimateResponse.writeExplanation(
        json, estimator.explain(workload.spec(), workload.agent().chosen()));
    EstimateResponse.writeEquivalents(
        json, library.equivalents(workload.estimate().kwh(), workload.estimate().carbonKg()));
  }

  private void delete(Exchange exchange) throws StorageException {
    UUID id = exchange.id();
    Deletion deletion =
        workloads.delete(
            exchange.owner(), id, Preconditions.ifMatch(exchange.ctx().header("If-Match")));
    switch (deletion) {
      case DELETED -> exchange.ctx().status(204);
      case NOT_FOUND -> throw notFound();
      case PRECONDITION_FAILED -> throw preconditionFailed();
    }
  }

  private void deleteProject(Exchange exchange) throws StorageException {
    Optional<String> project = exchange.query().text("project", Labels.MOST_PROJECT_CHARACTERS);
    if (project.isEmpty()) {
      exchange.query().add("project", "is required: whose workloads to delete");
    }
    exchange.query().throwIfAny();
    long count = workloads.deleteProject(exchange.owner(), project.orElseThrow());
    exchange.json(200, json -> json.whole("deleted", count));
  }

  static ApiException notFound() {
    return ApiException.of(ErrorCode.NOT_FOUND, "There is no workload with this id.");
  }

  static ApiException preconditionFailed() {
    return ApiException.of(
        ErrorCode.PRECONDITION_FAILED,
        "The workload has changed since; fetch it again and use its new ETag.");
  }
}
