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
    Assumed usdPerKwh) {

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
        usdPerKwh.band());
  }
}
