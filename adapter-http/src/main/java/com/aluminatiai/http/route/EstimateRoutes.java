package com.aluminatiai.http.route;

import com.aluminatiai.estimation.Accounting;
import com.aluminatiai.estimation.Comparison;
import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.exchange.RequestBody;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.http.message.CompareRequest;
import com.aluminatiai.http.message.EstimateRequest;
import com.aluminatiai.http.message.EstimateResponse;
import com.aluminatiai.http.message.RequestValidator;
import com.aluminatiai.http.wire.FieldReader;
import com.aluminatiai.http.wire.JsonReader;
import com.aluminatiai.http.wire.JsonValue;
import com.aluminatiai.http.wire.JsonWriter;
import com.aluminatiai.workload.ChosenInputs;
import com.aluminatiai.workload.Estimation;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadSpec;
import io.javalin.http.HandlerType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Estimates and compares without storing anything. */
public final class EstimateRoutes {
  private final WorkloadEstimator estimator;
  private final RequestValidator validator;
  private final JsonReader reader;
  private final CallersNames names;

  public EstimateRoutes(
      WorkloadEstimator estimator,
      CallersNames names,
      RequestValidator validator,
      JsonReader reader) {
    this.estimator = estimator;
    this.validator = validator;
    this.reader = reader;
    this.names = names;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(HandlerType.POST, "/api/estimates", Set.of("explain"), this::estimate),
        Route.of(HandlerType.POST, "/api/estimates/compare", Set.of(), this::compare));
  }

  private void estimate(Exchange exchange) {
    boolean isExplanationAsked = exchange.query().flag("explain");
    JsonValue.Fields body = reader.read(RequestBody.read(exchange.ctx()));
    FieldReader fields = new FieldReader(body, "", exchange.faults());
    CallersNames.Looked looked = names.of(exchange);
    EstimateRequest request = EstimateRequest.read(fields, validator, looked.names());
    EstimateRequest.refuseOthers(fields);
    exchange.faults().throwIfAny();

    WorkloadSpec spec = request.toCommand();
    Estimation estimation = estimator.estimate(spec);
    names.note(exchange, List.of(spec.gpuType()));
    exchange.json(
        200,
        json -> {
          json.object("estimates", inner -> EstimateResponse.write(inner, estimation.estimate()));
          EstimateResponse.writeDerived(json, estimation.estimate());
          EstimateResponse.writeWarnings(json, looked.warned(estimation.warnings()));
          if (isExplanationAsked) {
            explain(json, spec, estimation.estimate());
          }
        });
  }

  private void explain(JsonWriter json, WorkloadSpec spec, Estimate estimate) {
    Estimator library = estimator.library();
    Usage usage = estimator.usage(spec, ChosenInputs.NONE);
    Site site = estimator.site(spec, ChosenInputs.NONE);
    EstimateResponse.writeExplanation(json, library.explain(usage, site));
    EstimateResponse.writeEquivalents(
        json, library.equivalents(estimate.kwh(), estimate.carbonKg()));
  }

  private void compare(Exchange exchange) {
    CallersNames.Looked looked = names.of(exchange);
    CompareRequest request =
        CompareRequest.read(
            reader.read(RequestBody.read(exchange.ctx())),
            exchange.faults(),
            validator,
            estimator.library().accelerators(),
            looked.names());
    WorkloadSpec spec = request.workload().toCommand();
    names.note(exchange, List.of(spec.gpuType()));
    Comparison comparison =
        estimator
            .library()
            .compareNames(
                estimator.usage(spec, ChosenInputs.NONE),
                estimator.site(spec, ChosenInputs.NONE),
                spec.modelSizeGb(),
                request.accelerators(),
                request.regions(),
                request.sortBy());
    Set<String> warnings = new LinkedHashSet<>(estimator.statedWarnings(spec));
    warnings.addAll(request.remarks());
    exchange.json(
        200,
        json -> {
          json.object("baseline", inner -> write(inner, comparison.baseline()))
              .objects("alternatives", comparison.alternatives(), EstimateRoutes::write);
          EstimateResponse.writeWarnings(json, looked.warned(List.copyOf(warnings)));
        });
  }

  private static void write(JsonWriter json, Comparison.Alternative alternative) {
    Comparison.SavingPercent saving = alternative.saving();
    json.text("gpu", alternative.accelerator().name())
        .text("gpu_type", alternative.accelerator().id())
        .textOrNull("region", alternative.region().map(region -> region.code()))
        .textOrNull("accounting", alternative.accounting().map(Accounting::code))
        .whole("num_gpus", alternative.acceleratorCount());
    if (alternative.acceleratorFraction() != 1) {
      json.derived("gpu_fraction", OptionalDouble.of(alternative.acceleratorFraction()));
    }
    json.computed("duration_hours", alternative.durationHours())
        .flag("hours_scaled", alternative.hoursScaled())
        .flagOrNull("fits_in_memory", alternative.fitsInMemory())
        .range("kwh", alternative.kwh())
        .range("carbon_kg", alternative.carbonKg())
        .range("cost_usd", alternative.costUsd())
        .object(
            "saving_pct",
            inner ->
                inner
                    .computed("low", saving.low())
                    .computed("best", saving.best())
                    .computed("high", saving.high()))
        .flag("distinguishable", alternative.distinguishable());
    alternative
        .countedOtherwise()
        .ifPresent(
            other ->
                json.object(
                    "counted_otherwise",
                    inner ->
                        inner
                            .text("accounting", other.accounting().code())
                            .range("carbon_kg", other.carbonKg())));
  }
}
