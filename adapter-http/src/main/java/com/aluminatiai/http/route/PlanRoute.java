package com.aluminatiai.http.route;

import com.aluminatiai.estimation.Accounting;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.estimation.work.Plan;
import com.aluminatiai.estimation.work.PlanOption;
import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.exchange.RequestBody;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.http.message.EstimateResponse;
import com.aluminatiai.http.message.PlanRequest;
import com.aluminatiai.http.message.RequestValidator;
import com.aluminatiai.http.wire.JsonReader;
import com.aluminatiai.http.wire.JsonWriter;
import com.aluminatiai.workload.Plans;
import com.aluminatiai.workload.WorkloadEstimator;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;

/** Says what work would take on other accelerators, more or fewer of them, and elsewhere. */
public final class PlanRoute {
  private final WorkloadEstimator estimator;
  private final RequestValidator validator;
  private final JsonReader reader;
  private final CallersNames names;

  public PlanRoute(
      WorkloadEstimator estimator,
      CallersNames names,
      RequestValidator validator,
      JsonReader reader) {
    this.estimator = estimator;
    this.names = names;
    this.validator = validator;
    this.reader = reader;
  }

  public List<Route> routes() {
    return List.of(Route.of(HandlerType.POST, "/api/estimates/plan", Set.of(), this::plan));
  }

  private void plan(Exchange exchange) {
    CallersNames.Looked looked = names.of(exchange);
    PlanRequest request =
        PlanRequest.read(
            reader.read(RequestBody.read(exchange.ctx())),
            exchange.faults(),
            validator,
            estimator,
            looked.names());
    Plan.Builder builder =
        Plans.of(estimator, request.work(), request.spec(), request.regions())
            .accelerators(request.accelerators())
            .counts(request.counts())
            .sortBy(request.sortBy());
    request.limits().hours().ifPresent(builder::deadlineHours);
    request.limits().rentalUsd().ifPresent(builder::mostRentalUsd);
    request.limits().carbonKg().ifPresent(builder::mostCarbonKg);
    Plan plan = builder.build();
    exchange.json(
        200,
        json -> {
          json.objects("options", plan.options(), PlanRoute::write)
              .objects("left_out", plan.leftOut(), PlanRoute::write)
              .text("factors_version", estimator.library().factorsVersion());
          EstimateResponse.writeWarnings(json, looked.warned(request.remarks()));
        });
  }

  private static void write(JsonWriter json, PlanOption option) {
    json.text("gpu", option.accelerator().name())
        .text("gpu_type", option.accelerator().id())
        .whole("num_gpus", option.acceleratorCount())
        .textOrNull("region", option.region().map(Region::code))
        .textOrNull("accounting", option.accounting().map(Accounting::code))
        .range("duration_hours", option.hours())
        .range("kwh", option.kwh())
        .range("carbon_kg", option.carbonKg())
        .range("cost_usd", option.costUsd())
        .objectOrNull(
            "rental_usd",
            option.rentalUsd(),
            (inner, usd) ->
                inner
                    .computed("low", usd.low())
                    .computed("best", usd.best())
                    .computed("high", usd.high()))
        .flagOrNull("fits_in_memory", option.fitsInMemory())
        .computed("memory_needed_gb", option.memoryNeededGb().best())
        .flag("meets_deadline", option.meetsDeadline())
        .flag("within_budget", option.withinBudget())
        .flag("pareto", option.isPareto())
        .flag("distinguishable", option.isDistinguishable());
  }

  private static void write(JsonWriter json, Plan.LeftOut left) {
    json.text("gpu", left.accelerator().name())
        .text("gpu_type", left.accelerator().id())
        .text("reason", left.reason());
  }
}
