package com.aluminatiai.jdbc.row;

import com.aluminatiai.estimation.Accounting;
import com.aluminatiai.estimation.Assumptions;
import com.aluminatiai.estimation.CalibratedAssumptions;
import com.aluminatiai.estimation.CalibratedEstimate;
import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.Range;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;

/**
 * What of an estimate is neither filtered nor summed, in one column. A range is an array of low,
 * best and high.
 */
final class EstimateJson {
  /** What is left out, as estimates of whole accelerators were stored before there were slices. */
  private static final Range WHOLE = Range.exactly(1);

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
    return new Estimate(
        headline.kwh(),
        headline.carbonKg(),
        headline.costUsd(),
        Codes.named("calculation_method", headline.method(), Codes.METHODS),
        assumptions(object(object, "assumptions")),
        Optional.ofNullable(object.get("calibrated")).map(EstimateJson::calibrated),
        Optional.ofNullable(object.get("embodied_kg")).map(array -> range("a range", array)),
        Optional.ofNullable(object.get("water_l")).map(array -> range("a range", array)),
        headline.factorsVersion());
  }

  /** What of an estimate has columns of its own. */
  record Headline(
      double kwh, double carbonKg, double costUsd, String method, String factorsVersion) {}

  private static Assumptions assumptions(JsonNode object) {
    return new Assumptions(
        Json.text(object, "gpu"),
        Json.text(object, "gpu_id"),
        Json.number(object, "gpu_watts"),
        object.has("gpu_fraction") ? Json.number(object, "gpu_fraction") : 1,
        Json.number(object, "utilization_pct"),
        Json.number(object, "pue"),
        Json.number(object, "grid_kg_per_kwh"),
        Json.number(object, "usd_per_kwh"),
        Json.optionalText(object, "region"),
        Json.optionalText(object, "accounting")
            .map(code -> Codes.named("accounting", code, Codes.ACCOUNTINGS)));
  }

  private static CalibratedEstimate calibrated(JsonNode object) {
    JsonNode assumptions = object(object, "assumptions");
    return new CalibratedEstimate(
        range("kwh", object.get("kwh")),
        range("carbon_kg", object.get("carbon_kg")),
        range("cost_usd", object.get("cost_usd")),
        new CalibratedAssumptions(
            range("gpu_watts", assumptions.get("gpu_watts")),
            range("utilization_fraction", assumptions.get("utilization_fraction")),
            range("idle_fraction", assumptions.get("idle_fraction")),
            range("full_load_fraction", assumptions.get("full_load_fraction")),
            range("host_watts_per_gpu", assumptions.get("host_watts_per_gpu")),
            range("network_fraction", assumptions.get("network_fraction")),
            assumptions.has("power_share")
                ? range("power_share", assumptions.get("power_share"))
                : WHOLE,
            range("pue", assumptions.get("pue")),
            range("grid_kg_per_kwh", assumptions.get("grid_kg_per_kwh")),
            range("usd_per_kwh", assumptions.get("usd_per_kwh"))));
  }

  private static JsonNode object(JsonNode parent, String name) {
    JsonNode object = parent.get(name);
    if (object == null || !object.isObject()) {
      throw new IllegalArgumentException(name + " must be an object");
    }
    return object;
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
