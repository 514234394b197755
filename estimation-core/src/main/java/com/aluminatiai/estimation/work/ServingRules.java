package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Accelerator;
import java.util.HashMap;
import java.util.Map;

/** What the laws of all deployments share. Immutable and thread-safe. */
final class ServingRules {
  private static final double MOST_PER_ACCELERATOR = 4096;

  private final ServingFactors factors;
  private final MeasuredCurves curves;
  private final Map<String, ServingDevice> devices = new HashMap<>();
  private final ServingStep step;
  private final ServingFormula formula;
  private final double promptTokens;
  private final double formulaShare;
  private final double formulaLimit;
  private final double measuredShare;
  private final double fewRequests;
  private final double usableFraction;
  private final double spreadMeasured;
  private final double spreadNear;
  private final double spreadUnmeasured;
  private final double spreadOfDataSheet;

  ServingRules(ServingFactors factors, MeasuredCurves curves) {
    this.factors = factors;
    this.curves = curves;
    for (MeasuredCurve curve : curves.all()) {
      devices.computeIfAbsent(curve.configuration().acceleratorId(), this::device);
    }
    this.step = new ServingStep(factors);
    this.formula = new ServingFormula(factors);
    this.promptTokens = factors.get("step.prompt_tokens");
    this.formulaShare = factors.get("blend.formula_share");
    this.formulaLimit = factors.get("blend.formula_limit");
    this.measuredShare = factors.get("blend.measured_share");
    this.fewRequests = factors.get("concurrency_per_accelerator.few");
    this.usableFraction = factors.get("memory.usable_fraction");
    this.spreadMeasured = factors.get("spread.measured");
    this.spreadNear = factors.get("spread.near");
    this.spreadUnmeasured = factors.get("spread.unmeasured");
    this.spreadOfDataSheet = factors.get("spread.data_sheet");
  }

  private ServingDevice device(String id) {
    return device(CommonDeployments.accelerator(id));
  }

  ServingDevice device(Accelerator accelerator) {
    return ServingDevice.of(accelerator, factors);
  }

  /** The same requests to the same model as it was measured. */
  Deployed on(MeasuredCurve curve, Deployed deployed) {
    MeasuredCurve.Configuration there = curve.configuration();
    return new Deployed(
        deployed.activeBillions(),
        deployed.totalBillions(),
        there.bits(),
        devices.get(there.acceleratorId()),
        there.count(),
        promptTokens,
        there.outputTokens());
  }

  /** Whether the weights fit, and the cache of a few requests beside them. */
  boolean holds(Deployed deployed) {
    return deployed.device().memoryGb().isPresent() && freeRequests(deployed) >= fewRequests;
  }

  /** How many requests fit beside the weights, at least one; infinite where memory is not known. */
  double mostHeld(Deployed deployed) {
    return deployed.device().memoryGb().isPresent()
        ? Math.max(1, freeRequests(deployed))
        : Double.POSITIVE_INFINITY;
  }

  private double freeRequests(Deployed deployed) {
    double memoryGb = deployed.count() * deployed.device().memoryGb().orElseThrow();
    double freeGb = usableFraction * memoryGb - deployed.weightsGb();
    return freeGb / step.cacheGbPerRequest(deployed);
  }

  double most(Deployed deployed) {
    return MOST_PER_ACCELERATOR * deployed.count();
  }

  double factor(String key) {
    return factors.get(key);
  }

  MeasuredCurves curves() {
    return curves;
  }

  ServingStep step() {
    return step;
  }

  ServingFormula formula() {
    return formula;
  }

  double promptTokens() {
    return promptTokens;
  }

  double formulaShare() {
    return formulaShare;
  }

  double formulaLimit() {
    return formulaLimit;
  }

  double measuredShare() {
    return measuredShare;
  }

  double spreadMeasured() {
    return spreadMeasured;
  }

  double spreadNear() {
    return spreadNear;
  }

  double spreadUnmeasured() {
    return spreadUnmeasured;
  }

  double spreadOfDataSheet() {
    return spreadOfDataSheet;
  }
}
