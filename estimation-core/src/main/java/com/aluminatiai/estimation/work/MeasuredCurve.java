package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.input.DataRow;

/**
 * A configuration in which a model was measured, as curves over the logarithm of the concurrency.
 *
 * @param configuration which one
 * @param concurrencyLow the least that was measured
 * @param concurrencyHigh the most that was measured
 * @param joules coefficients of the logarithm of joules per output token
 * @param watts coefficients of the logarithm of watts of one accelerator
 */
record MeasuredCurve(
    Configuration configuration,
    double concurrencyLow,
    double concurrencyHigh,
    Polynomial joules,
    Polynomial watts) {

  private static final double OUTPUT_WEIGHT = 0.2;

  /** What was served, on what, with how much output for each request. */
  record Configuration(
      String modelId, String acceleratorId, int count, double bits, double outputTokens) {

    boolean isOf(String model, Deployed deployed) {
      return modelId.equals(model)
          && acceleratorId.equals(deployed.device().id())
          && count == deployed.count()
          && bits == deployed.bits();
    }

    /** How far apart: a doubling of accelerators counts 0.7, other accelerators or bits 1. */
    double distance(Deployed deployed) {
      return Math.abs(Math.log((double) count / deployed.count()))
          + (acceleratorId.equals(deployed.device().id()) ? 0 : 1)
          + (bits == deployed.bits() ? 0 : 1)
          + OUTPUT_WEIGHT * Math.abs(Math.log(outputTokens / deployed.outputTokens()));
    }
  }

  /** A polynomial of the third degree or less. */
  record Polynomial(double constant, double linear, double square, double cube) {
    double at(double x) {
      return constant + x * (linear + x * (square + x * cube));
    }
  }

  static MeasuredCurve of(DataRow row) {
    return new MeasuredCurve(
        new Configuration(
            row.required("model"),
            row.required("accelerator"),
            row.wholeNumber("count"),
            row.number("bits"),
            row.number("output_per_request")),
        row.number("concurrency_low"),
        row.number("concurrency_high"),
        new Polynomial(row.number("j0"), row.number("j1"), row.number("j2"), row.number("j3")),
        new Polynomial(row.number("w0"), row.number("w1"), row.number("w2"), 0));
  }

  double within(double concurrency) {
    return Math.min(concurrencyHigh, Math.max(concurrencyLow, concurrency));
  }

  double joulesPerToken(double concurrency) {
    return Math.exp(joules.at(Math.log(within(concurrency))));
  }

  double wattsOfAll(double concurrency) {
    return configuration.count() * Math.exp(watts.at(Math.log(within(concurrency))));
  }
}
