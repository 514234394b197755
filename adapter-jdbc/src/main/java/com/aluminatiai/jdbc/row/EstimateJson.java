package com.aluminatiai.jdbc.row;

import com.aluminatiai.estimation.Accounting;
import com.aluminatiai.estimation.Assumptions;
import com.aluminatiai.estimation.CalibratedAssumptions;
import com.aluminatiai.estimation.CalibratedEstimate;
import com.aluminatiai.estimation.Derived;
import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.RentalCost;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of an estimate is neither filtered nor summed, in one column. A range is an array of low,
 * best and high.
 */
final class EstimateJson {
  /** What is left out, as estimates of whole accelerators were stored before there were slices. */
  private static final Range WHOLE = Range.exactly(1);

  /** What is left out where hours were stated, as all were before they could be derived. */
  private static final Range AS_STATED = Range.exactly(1);

  private EstimateJson() {}

  static String write(Estimate estimate) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeFieldName("assumptions");
          write(json, estimate.assumptions());
          if (estimate.calibrated().isPresent()) {
            json.writeFieldName("calibrated");
            write(json, estimate.calibrated().get());
          }
          if (estimate.embodiedKg().isPresent()) {
            write(json, "embodied_kg", estimate.embodiedKg().get());
          }
          if (estimate.waterLitres().isPresent()) {
            write(json, "water_l", estimate.waterLitres().get());
          }
          if (estimate.rental().isPresent()) {
            write(json, estimate.rental().get());
          }
          if (estimate.derived().isPresent()) {
            write(json, estimate.derived().get());
          }
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, Assumptions assumptions) throws IOException {
    json.writeStartObject();
    json.writeStringField("gpu", assumptions.gpu());
    json.writeStringField("gpu_id", assumptions.gpuId());
    json.writeNumberField("gpu_watts", assumptions.gpuWatts());
    if (assumptions.gpuFraction() != 1) {
      json.writeNumberField("gpu_fraction", assumptions.gpuFraction());
    }
    json.writeNumberField("utilization_pct", assumptions.utilizationPercent());
    json.writeNumberField("pue", assumptions.pue());
    json.writeNumberField("grid_kg_per_kwh", assumptions.gridKgPerKwh());
    json.writeNumberField("usd_per_kwh", assumptions.usdPerKwh());
    Json.writeOptional(json, "region", assumptions.region());
    Json.writeOptional(json, "accounting", assumptions.accounting().map(Accounting::code));
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, RentalCost rental) throws IOException {
    json.writeObjectFieldStart("rental");
    write(json, "usd", rental.usd());
    json.writeStringField("kind", rental.kind().code());
    json.writeStringField("source", rental.source());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Derived derived) throws IOException {
    json.writeObjectFieldStart("derived");
    Json.writeOptional(json, "model", derived.model());
    json.writeNumberField("parameters_b", derived.parametersBillions());
    json.writeNumberField("active_parameters_b", derived.activeParametersBillions());
    write(json, "duration_hours", derived.durationHours());
    if (derived.mfu().isPresent()) {
      write(json, "mfu", derived.mfu().get());
    }
    if (derived.joulesPerOutputToken().isPresent()) {
      write(json, "joules_per_output_token", derived.joulesPerOutputToken().get());
    }
    json.writeStringField("gpu_type", derived.accelerator());
    json.writeNumberField("num_gpus", derived.acceleratorCount());
    json.writeArrayFieldStart("inferred");
    for (String name : derived.inferred()) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, CalibratedEstimate calibrated) throws IOException {
    CalibratedAssumptions assumptions = calibrated.assumptions();
    json.writeStartObject();
    write(json, "kwh", calibrated.kwh());
    write(json, "carbon_kg", calibrated.carbonKg());
    write(json, "cost_usd", calibrated.costUsd());
    json.writeObjectFieldStart("assumptions");
    write(json, "gpu_watts", assumptions.gpuWatts());
    write(json, "utilization_fraction", assumptions.utilizationFraction());
    write(json, "idle_fraction", assumptions.idleFraction());
    write(json, "full_load_fraction", assumptions.fullLoadFraction());
    write(json, "host_watts_per_gpu", assumptions.hostWattsPerGpu());
    write(json, "network_fraction", assumptions.networkFraction());
    if (!assumptions.powerShare().equals(WHOLE)) {
      write(json, "power_share", assumptions.powerShare());
    }
    write(json, "pue", assumptions.pue());
    write(json, "grid_kg_per_kwh", assumptions.gridKgPerKwh());
    write(json, "usd_per_kwh", assumptions.usdPerKwh());
    if (!assumptions.hoursRatio().equals(AS_STATED)) {
      write(json, "hours_ratio", assumptions.hoursRatio());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, Range range) throws IOException {
    json.writeArrayFieldStart(name);
    json.writeNumber(range.low());
    json.writeNumber(range.best());
    json.writeNumber(range.high());
    json.writeEndArray();
  }

  /** Reads what {@link #write} wrote; what has columns of its own comes from {@code headline}. */
  static Estimate read(String text, Headline headline) {
    JsonNode object = Json.read(text);
    Estimate.Builder estimate =
        Estimate.builder()
            .kwh(headline.kwh())
            .carbonKg(headline.carbonKg())
            .costUsd(headline.costUsd())
            .method(Codes.named("calculation_method", headline.method(), Codes.METHODS))
            .assumptions(assumptions(object(object, "assumptions")))
            .factorsVersion(headline.factorsVersion());
    if (object.has("calibrated")) {
      estimate.calibrated(calibrated(object.get("calibrated")));
    }
    if (object.has("embodied_kg")) {
      estimate.embodiedKg(range("a range", object.get("embodied_kg")));
    }
    if (object.has("water_l")) {
      estimate.waterLitres(range("a range", object.get("water_l")));
    }
    if (object.has("rental")) {
      estimate.rental(rental(object(object, "rental")));
    }
    if (object.has("derived")) {
      estimate.derived(derived(object(object, "derived")));
    }
    return estimate.build();
  }

  /** What of an estimate has columns of its own. */
  record Headline(
      double kwh, double carbonKg, double costUsd, String method, String factorsVersion) {}

  private static Assumptions assumptions(JsonNode object) {
    Assumptions.Builder assumptions =
        Assumptions.builder()
            .gpu(Json.text(object, "gpu"))
            .gpuId(Json.text(object, "gpu_id"))
            .gpuWatts(Json.number(object, "gpu_watts"))
            .utilizationPercent(Json.number(object, "utilization_pct"))
            .pue(Json.number(object, "pue"))
            .gridKgPerKwh(Json.number(object, "grid_kg_per_kwh"))
            .usdPerKwh(Json.number(object, "usd_per_kwh"));
    if (object.has("gpu_fraction")) {
      assumptions.gpuFraction(Json.number(object, "gpu_fraction"));
    }
    Json.optionalText(object, "region").ifPresent(assumptions::region);
    Json.optionalText(object, "accounting")
        .map(code -> Codes.named("accounting", code, Codes.ACCOUNTINGS))
        .ifPresent(assumptions::accounting);
    return assumptions.build();
  }

  private static RentalCost rental(JsonNode object) {
    return RentalCost.of(
        figures("usd", object.get("usd")),
        Codes.named("kind", Json.text(object, "kind"), Codes.RENTALS),
        Json.text(object, "source"));
  }

  private static Derived derived(JsonNode object) {
    List<String> inferred = new ArrayList<>();
    object.path("inferred").forEach(name -> inferred.add(name.asText()));
    return new Derived(
        Json.optionalText(object, "model"),
        Json.number(object, "parameters_b"),
        Json.number(object, "active_parameters_b"),
        range("duration_hours", object.get("duration_hours")),
        optionalRange(object, "mfu"),
        optionalRange(object, "joules_per_output_token"),
        Json.text(object, "gpu_type"),
        (int) Json.number(object, "num_gpus"),
        inferred);
  }

  private static Optional<Range> optionalRange(JsonNode object, String name) {
    return object.has(name) ? Optional.of(range(name, object.get(name))) : Optional.empty();
  }

  private static CalibratedEstimate calibrated(JsonNode object) {
    return CalibratedEstimate.builder()
        .kwh(figures("kwh", object.get("kwh")))
        .carbonKg(figures("carbon_kg", object.get("carbon_kg")))
        .costUsd(figures("cost_usd", object.get("cost_usd")))
        .assumptions(calibratedAssumptions(object(object, "assumptions")))
        .build();
  }

  private static CalibratedAssumptions calibratedAssumptions(JsonNode object) {
    return CalibratedAssumptions.builder()
        .gpuWatts(range("gpu_watts", object.get("gpu_watts")))
        .utilizationFraction(range("utilization_fraction", object.get("utilization_fraction")))
        .idleFraction(range("idle_fraction", object.get("idle_fraction")))
        .fullLoadFraction(range("full_load_fraction", object.get("full_load_fraction")))
        .hostWattsPerGpu(range("host_watts_per_gpu", object.get("host_watts_per_gpu")))
        .networkFraction(range("network_fraction", object.get("network_fraction")))
        .powerShare(
            object.has("power_share") ? range("power_share", object.get("power_share")) : WHOLE)
        .pue(range("pue", object.get("pue")))
        .gridKgPerKwh(range("grid_kg_per_kwh", object.get("grid_kg_per_kwh")))
        .usdPerKwh(range("usd_per_kwh", object.get("usd_per_kwh")))
        .hoursRatio(
            object.has("hours_ratio") ? range("hours_ratio", object.get("hours_ratio")) : AS_STATED)
        .build();
  }

  private static JsonNode object(JsonNode parent, String name) {
    JsonNode object = parent.get(name);
    if (object == null || !object.isObject()) {
      throw new IllegalArgumentException(name + " must be an object");
    }
    return object;
  }

  private static Range figures(String name, JsonNode array) {
    Range figures = range(name, array);
    Json.figure(name, figures.high());
    return figures;
  }

  private static Range range(String name, JsonNode array) {
    if (array == null || !array.isArray() || array.size() != 3) {
      throw new IllegalArgumentException(name + " must be low, best and high");
    }
    return new Range(
        Json.number(name, array.get(0)),
        Json.number(name, array.get(1)),
        Json.number(name, array.get(2)));
  }
}
