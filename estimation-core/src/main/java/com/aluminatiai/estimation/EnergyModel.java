package com.aluminatiai.estimation;

/**
 * Turns usage into facility energy. Implementations are immutable and thread-safe, and hold to the
 * contract that the test artifact's {@code EnergyModelContract} checks: not negative, zero hours
 * give zero, linear in count and hours, monotone in utilization and PUE, {@code low <= best <=
 * high}, finite for all valid inputs, one point when everything is stated.
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
}
