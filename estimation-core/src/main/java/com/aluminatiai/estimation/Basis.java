package com.aluminatiai.estimation;

/** All assumptions of one calibrated estimate, with their sources. */
record Basis(
    Assumed gpuWatts,
    Assumed utilizationFraction,
    Assumed idleFraction,
    Assumed fullLoadFraction,
    Assumed hostWattsPerGpu,
    Assumed networkFraction,
    Assumed powerShare,
    Assumed pue,
    Assumed gridKgPerKwh,
    Assumed usdPerKwh,
    Assumed durationHours) {

  CalibratedAssumptions assumptions() {
    return new CalibratedAssumptions(
        gpuWatts.band(),
        utilizationFraction.band(),
        idleFraction.band(),
        fullLoadFraction.band(),
        hostWattsPerGpu.band(),
        networkFraction.band(),
        powerShare.band(),
        pue.band(),
        gridKgPerKwh.band(),
        usdPerKwh.band(),
        ratio(durationHours.band()));
  }

  /** The hours over their best figure: what stays the same when more hours are estimated. */
  static Range ratio(Range hours) {
    return hours.low() == hours.high()
        ? Range.exactly(1)
        : new Range(hours.low() / hours.best(), 1, hours.high() / hours.best());
  }
}
