package com.aluminatiai.estimation.work;

/**
 * What measured configurations say on average: the logarithm of joules per output token, linear in
 * logarithms of size, concurrency and accelerators. Immutable and thread-safe.
 */
final class ServingFormula {
  private final double constant;
  private final double activeGb;
  private final double sparsity;
  private final double perAccelerator;
  private final double squared;
  private final double accelerators;
  private final double engine;
  private final double engineConcurrency;

  ServingFormula(ServingFactors factors) {
    constant = factors.get("formula.constant");
    activeGb = factors.get("formula.active_gb");
    sparsity = factors.get("formula.sparsity");
    perAccelerator = factors.get("formula.concurrency");
    squared = factors.get("formula.concurrency_squared");
    accelerators = factors.get("formula.accelerators");
    engine = factors.get("formula.engine2024");
    engineConcurrency = factors.get("formula.engine2024_concurrency");
  }

  double lnJoulesPerToken(Deployed deployed, double concurrency) {
    double lnConcurrency = Math.log(concurrency / deployed.count());
    double share = deployed.device().engineShare();
    return constant
        + activeGb * Math.log(deployed.activeBillions() * deployed.bytesPerParameter())
        + sparsity * Math.log(deployed.totalBillions() / deployed.activeBillions())
        + perAccelerator * lnConcurrency
        + squared * lnConcurrency * lnConcurrency
        + accelerators * Math.log(deployed.count())
        + engine * share
        + engineConcurrency * share * lnConcurrency;
  }
}
