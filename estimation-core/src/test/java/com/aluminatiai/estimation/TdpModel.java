package com.aluminatiai.estimation;

/** What most tools do: a fixed fraction of the rated watts, and no host. */
record TdpModel(double fraction) implements EnergyModel {
  @Override
  public String id() {
    return "tdp";
  }

  @Override
  public Range energyKwh(Usage usage, Site site) {
    return Range.exactly(
        FallbackModel.energyKwh(
            usage.accelerator().tdpWatts(),
            usage.acceleratorCount(),
            usage.durationHours(),
            100 * fraction,
            site.pue().orElse(FallbackModel.DEFAULT_PUE)));
  }
}
