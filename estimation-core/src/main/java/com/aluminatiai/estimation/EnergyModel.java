package com.aluminatiai.estimation;

import java.util.List;

/**
 * Turns usage into facility energy. Implementations are immutable and thread-safe, and hold to the
 * contract that {@code EnergyModelContract} of the test kit checks: not negative, zero hours give
 * zero, linear in count and hours, monotone in utilization and PUE, {@code low <= best <= high},
 * finite for all valid inputs, one point when everything is stated.
 */
public interface EnergyModel {
  /**
   * Returns a short name for reports, {@code calibrated} for instance.
   *
   * @return the name
   */
  String id();

  /**
   * Estimates the energy that the facility draws for a job.
   *
   * @param usage what ran
   * @param site where it ran
   * @return energy in kWh, PUE included
   */
  Range energyKwh(Usage usage, Site site);

  /**
   * Explains the energy that {@link #energyKwh} estimates: what the model assumed, and what each
   * assumption does. A model that does not say so has one row, its own range: {@code energy_kwh}.
   * {@link Estimator#explain(EnergyModel, Usage, Site)} adds grid and price.
   *
   * @param usage what ran
   * @param site where it ran
   * @return one row an assumption
   */
  default List<ExplainedAssumption> explain(Usage usage, Site site) {
    Range kwh = energyKwh(usage, site);
    ExplainedAssumption row = ExplainedAssumption.of("energy_kwh", "kWh", kwh, id());
    return List.of(
        kwh.best() == 0
            ? row
            : row.withEffectPercent(
                100 * (kwh.low() / kwh.best() - 1), 100 * (kwh.high() / kwh.best() - 1)));
  }
}
