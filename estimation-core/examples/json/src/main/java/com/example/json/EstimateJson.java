package com.example.json;

import com.aluminatiai.estimation.Accounting;
import com.aluminatiai.estimation.Assumptions;
import com.aluminatiai.estimation.CalibratedAssumptions;
import com.aluminatiai.estimation.CalibratedEstimate;
import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.RentalCost;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * An estimate as JSON, byte for byte as the HTTP API answers it: the build of AluminatiAI compares
 * both. Results are rounded half up, two decimals from 1 upwards and four significant digits below;
 * assumptions are as they are. Copy it into your service.
 */
public final class EstimateJson {
  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_UP);
  private static final MathContext FLOATING_POINT = new MathContext(15, RoundingMode.HALF_UP);
  private static final int MOST_DECIMALS = 20;

  private EstimateJson() {}

  /**
   * Writes an estimate.
   *
   * @param estimate the estimate
   * @return one JSON object
   */
  public static String write(Estimate estimate) {
    StringJoiner json = new StringJoiner(",", "{", "}");
    json.add(field("kwh", computed(estimate.kwh())));
    json.add(field("carbon_kg", computed(estimate.carbonKg())));
    json.add(field("cost_usd", computed(estimate.costUsd())));
    json.add(field("calculation_method", quoted(estimate.method().code())));
    json.add(field("assumptions", write(estimate.assumptions())));
    estimate.calibrated().ifPresent(model -> json.add(field("calibrated", write(model))));
    estimate.embodiedKg().ifPresent(range -> json.add(field("embodied_kg", write(range))));
    estimate.waterLitres().ifPresent(range -> json.add(field("water_l", write(range))));
    json.add(field("rental_usd", estimate.rental().map(EstimateJson::write).orElse("null")));
    json.add(field("factors_version", quoted(estimate.factorsVersion())));
    return json.toString();
  }

  private static String write(Assumptions assumptions) {
    StringJoiner json = new StringJoiner(",", "{", "}");
    json.add(field("gpu", quoted(assumptions.gpu())));
    json.add(field("gpu_watts", plain(assumptions.gpuWatts())));
    if (assumptions.gpuFraction() != 1) {
      json.add(field("gpu_fraction", derived(assumptions.gpuFraction())));
    }
    json.add(field("utilization_pct", plain(assumptions.utilizationPercent())));
    json.add(field("pue", plain(assumptions.pue())));
    json.add(field("grid_kg_per_kwh", plain(assumptions.gridKgPerKwh())));
    json.add(field("usd_per_kwh", plain(assumptions.usdPerKwh())));
    json.add(field("region", assumptions.region().map(EstimateJson::quoted).orElse("null")));
    assumptions
        .accounting()
        .map(Accounting::code)
        .ifPresent(code -> json.add(field("accounting", quoted(code))));
    return json.toString();
  }

  private static String write(CalibratedEstimate estimate) {
    StringJoiner json = new StringJoiner(",", "{", "}");
    json.add(field("kwh", write(estimate.kwh())));
    json.add(field("carbon_kg", write(estimate.carbonKg())));
    json.add(field("cost_usd", write(estimate.costUsd())));
    json.add(field("assumptions", write(estimate.assumptions())));
    return json.toString();
  }

  private static String write(CalibratedAssumptions assumptions) {
    StringJoiner json = new StringJoiner(",", "{", "}");
    json.add(field("gpu_watts", plain(assumptions.gpuWatts().best())));
    double utilization = assumptions.utilizationFraction().best();
    if (utilization != 1) {
      // Else the load of a whole run holds it.
      json.add(field("utilization_pct", derived(utilization * 100)));
    }
    json.add(field("idle_fraction", derived(assumptions.idleFraction().best())));
    json.add(field("full_load_fraction", derived(assumptions.fullLoadFraction().best())));
    json.add(field("host_watts_per_gpu", derived(assumptions.hostWattsPerGpu().best())));
    json.add(field("network_fraction", derived(assumptions.networkFraction().best())));
    if (assumptions.powerShare().best() != 1) {
      json.add(field("power_share", derived(assumptions.powerShare().best())));
    }
    json.add(field("pue", plain(assumptions.pue().best())));
    json.add(field("grid_kg_per_kwh", plain(assumptions.gridKgPerKwh().best())));
    json.add(field("usd_per_kwh", plain(assumptions.usdPerKwh().best())));
    return json.toString();
  }

  private static String write(RentalCost rental) {
    StringJoiner json = new StringJoiner(",", "{", "}");
    json.add(field("low", computed(rental.usd().low())));
    json.add(field("best", computed(rental.usd().best())));
    json.add(field("high", computed(rental.usd().high())));
    json.add(field("kind", quoted(rental.kind().code())));
    json.add(field("source", quoted(rental.source())));
    return json.toString();
  }

  private static String write(Range range) {
    StringJoiner json = new StringJoiner(",", "{", "}");
    json.add(field("low", computed(range.low())));
    json.add(field("best", computed(range.best())));
    json.add(field("high", computed(range.high())));
    return json.toString();
  }

  private static String field(String name, String json) {
    return "\"" + name + "\":" + json;
  }

  private static String computed(double number) {
    BigDecimal exact = BigDecimal.valueOf(number);
    return plain(number >= 1 ? exact.setScale(2, RoundingMode.HALF_UP) : exact.round(FOUR_DIGITS));
  }

  /** Without the last digits, in which 28.999999999999996 differs from 29. */
  private static String derived(double number) {
    return plain(BigDecimal.valueOf(number).round(FLOATING_POINT));
  }

  private static String plain(double number) {
    return plain(BigDecimal.valueOf(number));
  }

  private static String plain(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    BigDecimal stripped = number.stripTrailingZeros();
    return Math.abs(stripped.scale()) <= MOST_DECIMALS
        ? stripped.toPlainString()
        : stripped.toString();
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ') {
            json.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }
}
