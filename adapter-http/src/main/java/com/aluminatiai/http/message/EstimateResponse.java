package com.aluminatiai.http.message;

import com.aluminatiai.estimation.Accounting;
import com.aluminatiai.estimation.Assumptions;
import com.aluminatiai.estimation.CalibratedAssumptions;
import com.aluminatiai.estimation.CalibratedEstimate;
import com.aluminatiai.estimation.Derived;
import com.aluminatiai.estimation.Equivalent;
import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.ExplainedAssumption;
import com.aluminatiai.estimation.RentalCost;
import com.aluminatiai.http.wire.JsonWriter;
import java.util.List;
import java.util.OptionalDouble;

/** Writes estimates and what explains them. */
public final class EstimateResponse {
  private EstimateResponse() {}

  /** Writes the fields of an estimate. */
  public static void write(JsonWriter json, Estimate estimate) {
    json.computed("kwh", estimate.kwh())
        .computed("carbon_kg", estimate.carbonKg())
        .computed("cost_usd", estimate.costUsd())
        .text("calculation_method", estimate.method().code())
        .object("assumptions", inner -> write(inner, estimate.assumptions()));
    estimate
        .calibrated()
        .ifPresent(calibrated -> json.object("calibrated", inner -> write(inner, calibrated)));
    estimate.embodiedKg().ifPresent(range -> json.range("embodied_kg", range));
    estimate.waterLitres().ifPresent(range -> json.range("water_l", range));
    json.objectOrNull("rental_usd", estimate.rental(), EstimateResponse::write);
    json.text("factors_version", estimate.factorsVersion());
  }

  /** Writes {@code derived} where hours follow from tokens. */
  public static void writeDerived(JsonWriter json, Estimate estimate) {
    estimate.derived().ifPresent(derived -> json.object("derived", in -> write(in, derived)));
  }

  private static void write(JsonWriter json, Derived derived) {
    json.textOrNull("model", derived.model())
        .derived("parameters_b", derived.parametersBillions())
        .derived("active_parameters_b", derived.activeParametersBillions())
        .range("duration_hours", derived.durationHours());
    derived.mfu().ifPresent(mfu -> json.range("mfu", mfu));
    derived.joulesPerOutputToken().ifPresent(j -> json.range("joules_per_output_token", j));
    json.text("gpu_type", derived.accelerator())
        .whole("num_gpus", derived.acceleratorCount())
        .texts("inferred", derived.inferred());
  }

  private static void write(JsonWriter json, Assumptions assumptions) {
    json.text("gpu", assumptions.gpu())
        .assumption("gpu_watts", assumptions.gpuWatts())
        .derived("gpu_fraction", part(assumptions.gpuFraction()))
        .assumption("utilization_pct", assumptions.utilizationPercent())
        .assumption("pue", assumptions.pue())
        .assumption("grid_kg_per_kwh", assumptions.gridKgPerKwh())
        .assumption("usd_per_kwh", assumptions.usdPerKwh())
        .textOrNull("region", assumptions.region())
        .text("accounting", assumptions.accounting().map(Accounting::code));
  }

  private static void write(JsonWriter json, RentalCost rental) {
    json.computed("low", rental.usd().low())
        .computed("best", rental.usd().best())
        .computed("high", rental.usd().high())
        .text("kind", rental.kind().code())
        .text("source", rental.source());
  }

  private static void write(JsonWriter json, CalibratedEstimate calibrated) {
    CalibratedAssumptions best = calibrated.assumptions();
    json.range("kwh", calibrated.kwh())
        .range("carbon_kg", calibrated.carbonKg())
        .range("cost_usd", calibrated.costUsd())
        .object(
            "assumptions",
            inner ->
                inner
                    .assumption("gpu_watts", best.gpuWatts().best())
                    .derived("utilization_pct", utilizationPercent(best))
                    .derived("idle_fraction", best.idleFraction().best())
                    .derived("full_load_fraction", best.fullLoadFraction().best())
                    .derived("host_watts_per_gpu", best.hostWattsPerGpu().best())
                    .derived("network_fraction", best.networkFraction().best())
                    .derived("power_share", part(best.powerShare().best()))
                    .assumption("pue", best.pue().best())
                    .assumption("grid_kg_per_kwh", best.gridKgPerKwh().best())
                    .assumption("usd_per_kwh", best.usdPerKwh().best()));
  }

  /** Returns the utilization; nothing where the load holds it, as the mean of a whole run. */
  private static OptionalDouble utilizationPercent(CalibratedAssumptions best) {
    double fraction = best.utilizationFraction().best();
    return fraction == 1 ? OptionalDouble.empty() : OptionalDouble.of(fraction * 100);
  }

  /** Returns a part of a whole; nothing where it is the whole. */
  private static OptionalDouble part(double fraction) {
    return fraction == 1 ? OptionalDouble.empty() : OptionalDouble.of(fraction);
  }

  /** Writes {@code explanation}. */
  public static void writeExplanation(JsonWriter json, List<ExplainedAssumption> explanation) {
    json.objects(
        "explanation",
        explanation,
        (item, row) ->
            item.text("name", row.name())
                .derived("value", row.value())
                .text("unit", row.unit())
                .text("source", row.source())
                .derived("low", row.low())
                .derived("high", row.high())
                .object(
                    "effect_pct",
                    effect ->
                        effect
                            .computed("low", row.effectLowPercent())
                            .computed("high", row.effectHighPercent())));
  }

  /** Writes {@code equivalents}. */
  public static void writeEquivalents(JsonWriter json, List<Equivalent> equivalents) {
    json.objects(
        "equivalents",
        equivalents,
        (item, row) ->
            item.text("name", row.name())
                .computed("value", row.value())
                .text("unit", row.unit())
                .text("source", row.source()));
  }

  /** Writes {@code warnings} where there are some. */
  public static void writeWarnings(JsonWriter json, List<String> warnings) {
    if (!warnings.isEmpty()) {
      json.texts("warnings", warnings);
    }
  }
}
