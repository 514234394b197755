package com.aluminatiai.estimation;

import java.util.List;
import java.util.Objects;

/**
 * What the calibrated model says, with its range.
 *
 * <p>Estimates make it; who has stored one makes it again by {@link #builder}. It grows by
 * accessors and by methods of its builder. Immutable and thread-safe.
 */
public final class CalibratedEstimate {
  private final Range kwh;
  private final Range carbonKg;
  private final Range costUsd;
  private final CalibratedAssumptions assumptions;

  CalibratedEstimate(Range kwh, Range carbonKg, Range costUsd, CalibratedAssumptions assumptions) {
    this.kwh = Objects.requireNonNull(kwh, "kwh");
    this.carbonKg = Objects.requireNonNull(carbonKg, "carbonKg");
    this.costUsd = Objects.requireNonNull(costUsd, "costUsd");
    this.assumptions = Objects.requireNonNull(assumptions, "assumptions");
  }

  /**
   * Begins an estimate that was stored, each part by its name.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return facility energy in kWh} */
  public Range kwh() {
    return kwh;
  }

  /** {@return operational emissions in kg CO2e, location-based} */
  public Range carbonKg() {
    return carbonKg;
  }

  /** {@return cost of electricity in USD} */
  public Range costUsd() {
    return costUsd;
  }

  /** {@return the inputs that made it} */
  public CalibratedAssumptions assumptions() {
    return assumptions;
  }

  private List<Object> parts() {
    return List.of(kwh, carbonKg, costUsd, assumptions);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CalibratedEstimate calibratedEstimate
        && parts().equals(calibratedEstimate.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return kwh + " kWh, " + carbonKg + " kg CO2e, " + costUsd + " USD";
  }

  /** The parts of an estimate. Not thread-safe. */
  public static final class Builder {
    private Range kwh;
    private Range carbonKg;
    private Range costUsd;
    private CalibratedAssumptions assumptions;

    private Builder() {}

    /**
     * Sets facility energy in kWh.
     *
     * @return this
     */
    public Builder kwh(Range kwh) {
      this.kwh = Objects.requireNonNull(kwh, "kwh");
      return this;
    }

    /**
     * Sets operational emissions in kg CO2e, location-based.
     *
     * @return this
     */
    public Builder carbonKg(Range carbonKg) {
      this.carbonKg = Objects.requireNonNull(carbonKg, "carbonKg");
      return this;
    }

    /**
     * Sets cost of electricity in USD.
     *
     * @return this
     */
    public Builder costUsd(Range costUsd) {
      this.costUsd = Objects.requireNonNull(costUsd, "costUsd");
      return this;
    }

    /**
     * Sets the inputs that made it.
     *
     * @return this
     */
    public Builder assumptions(CalibratedAssumptions assumptions) {
      this.assumptions = Objects.requireNonNull(assumptions, "assumptions");
      return this;
    }

    /**
     * Makes it.
     *
     * @return what was set
     * @throws NullPointerException if a part was not set
     */
    public CalibratedEstimate build() {
      return new CalibratedEstimate(kwh, carbonKg, costUsd, assumptions);
    }
  }
}
