package com.aluminatiai.estimation;

import com.aluminatiai.estimation.input.Require;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a job costs: a headline by one method, the calibrated range beside it, and figures outside
 * the operational boundary.
 *
 * <p>Estimates make it; who has stored one makes it again by {@link #builder}. It grows by
 * accessors and by methods of its builder. Immutable and thread-safe.
 */
public final class Estimate {
  private final double kwh;
  private final double carbonKg;
  private final double costUsd;
  private final Method method;
  private final Assumptions assumptions;
  private final Optional<CalibratedEstimate> calibrated;
  private final Optional<Range> embodiedKg;
  private final Optional<Range> waterLitres;
  private final Optional<RentalCost> rental;
  private final Optional<Derived> derived;
  private final String factorsVersion;

  Estimate(
      double kwh,
      double carbonKg,
      double costUsd,
      Method method,
      Assumptions assumptions,
      Optional<CalibratedEstimate> calibrated,
      Optional<Range> embodiedKg,
      Optional<Range> waterLitres,
      Optional<RentalCost> rental,
      Optional<Derived> derived,
      String factorsVersion) {
    this.kwh = kwh;
    this.carbonKg = carbonKg;
    this.costUsd = costUsd;
    this.method = Objects.requireNonNull(method, "method");
    this.assumptions = Objects.requireNonNull(assumptions, "assumptions");
    this.calibrated = Objects.requireNonNull(calibrated, "calibrated");
    this.embodiedKg = Objects.requireNonNull(embodiedKg, "embodiedKg");
    this.waterLitres = Objects.requireNonNull(waterLitres, "waterLitres");
    this.rental = Objects.requireNonNull(rental, "rental");
    this.derived = Objects.requireNonNull(derived, "derived");
    this.factorsVersion = Objects.requireNonNull(factorsVersion, "factorsVersion");
  }

  /**
   * Begins an estimate that was stored, each part by its name.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return headline energy in kWh} */
  public double kwh() {
    return kwh;
  }

  /** {@return headline operational emissions in kg CO2e} */
  public double carbonKg() {
    return carbonKg;
  }

  /** {@return headline cost of electricity in USD} */
  public double costUsd() {
    return costUsd;
  }

  /** {@return the method of the headline} */
  public Method method() {
    return method;
  }

  /** {@return the inputs of the headline} */
  public Assumptions assumptions() {
    return assumptions;
  }

  /** {@return the calibrated model's answer} */
  public Optional<CalibratedEstimate> calibrated() {
    return calibrated;
  }

  /**
   * {@return embodied emissions in kg CO2e, amortised by hours; by the device's class where no
   * source knows it; empty for a device that the catalogue does not know}
   */
  public Optional<Range> embodiedKg() {
    return embodiedKg;
  }

  /** {@return water consumed on site in litres; empty where no source gives a factor} */
  public Optional<Range> waterLitres() {
    return waterLitres;
  }

  /**
   * {@return what renting the accelerators costs; empty on hardware of one's own and where no price
   * is known}
   */
  public Optional<RentalCost> rental() {
    return rental;
  }

  /** {@return what was derived from tokens; empty where hours were stated} */
  public Optional<Derived> derived() {
    return derived;
  }

  /**
   * Returns this estimate with what its usage was derived from.
   *
   * @param derived what was derived from tokens
   * @return a copy
   */
  public Estimate withDerived(Derived derived) {
    return new Estimate(
        kwh,
        carbonKg,
        costUsd,
        method,
        assumptions,
        calibrated,
        embodiedKg,
        waterLitres,
        rental,
        Optional.of(derived),
        factorsVersion);
  }

  /** {@return the version of the factors that made it} */
  public String factorsVersion() {
    return factorsVersion;
  }

  private List<Object> parts() {
    return List.of(
        kwh,
        carbonKg,
        costUsd,
        method,
        assumptions,
        calibrated,
        embodiedKg,
        waterLitres,
        rental,
        derived,
        factorsVersion);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Estimate estimate && parts().equals(estimate.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    line.append(Shown.figure(kwh))
        .append(" kWh, ")
        .append(Shown.figure(carbonKg))
        .append(" kg CO2e, ");
    line.append(Shown.figure(costUsd)).append(" USD by ").append(method.code());
    calibrated.ifPresent(range -> line.append("; calibrated ").append(range));
    return line.append("; factors ").append(factorsVersion).toString();
  }

  /** The parts of an estimate. Not thread-safe. */
  public static final class Builder {
    private double kwh = Double.NaN;
    private double carbonKg = Double.NaN;
    private double costUsd = Double.NaN;
    private Method method;
    private Assumptions assumptions;
    private Optional<CalibratedEstimate> calibrated = Optional.empty();
    private Optional<Range> embodiedKg = Optional.empty();
    private Optional<Range> waterLitres = Optional.empty();
    private Optional<RentalCost> rental = Optional.empty();
    private Optional<Derived> derived = Optional.empty();
    private String factorsVersion;

    private Builder() {}

    /**
     * Sets headline energy in kWh.
     *
     * @return this
     */
    public Builder kwh(double kwh) {
      this.kwh = kwh;
      return this;
    }

    /**
     * Sets headline operational emissions in kg CO2e.
     *
     * @return this
     */
    public Builder carbonKg(double carbonKg) {
      this.carbonKg = carbonKg;
      return this;
    }

    /**
     * Sets headline cost of electricity in USD.
     *
     * @return this
     */
    public Builder costUsd(double costUsd) {
      this.costUsd = costUsd;
      return this;
    }

    /**
     * Sets the method of the headline.
     *
     * @return this
     */
    public Builder method(Method method) {
      this.method = Objects.requireNonNull(method, "method");
      return this;
    }

    /**
     * Sets the inputs of the headline.
     *
     * @return this
     */
    public Builder assumptions(Assumptions assumptions) {
      this.assumptions = Objects.requireNonNull(assumptions, "assumptions");
      return this;
    }

    /**
     * Sets the calibrated model's answer.
     *
     * @return this
     */
    public Builder calibrated(CalibratedEstimate calibrated) {
      this.calibrated = Optional.of(calibrated);
      return this;
    }

    /**
     * Sets embodied emissions in kg CO2e, amortised by hours; by the device's class where no source
     * knows it.
     *
     * @return this
     */
    public Builder embodiedKg(Range embodiedKg) {
      this.embodiedKg = Optional.of(embodiedKg);
      return this;
    }

    /**
     * Sets water consumed on site in litres.
     *
     * @return this
     */
    public Builder waterLitres(Range waterLitres) {
      this.waterLitres = Optional.of(waterLitres);
      return this;
    }

    /**
     * Sets what renting the accelerators costs.
     *
     * @return this
     */
    public Builder rental(RentalCost rental) {
      this.rental = Optional.of(rental);
      return this;
    }

    /**
     * Sets what was derived from tokens.
     *
     * @return this
     */
    public Builder derived(Derived derived) {
      this.derived = Optional.of(derived);
      return this;
    }

    /**
     * Sets the version of the factors that made it.
     *
     * @return this
     */
    public Builder factorsVersion(String factorsVersion) {
      this.factorsVersion = Objects.requireNonNull(factorsVersion, "factorsVersion");
      return this;
    }

    /**
     * Makes it.
     *
     * @return what was set
     * @throws IllegalStateException if a figure was not set
     * @throws NullPointerException if anything else was not set that is no optional part of it
     */
    public Estimate build() {
      return new Estimate(
          Require.given("kwh", kwh),
          Require.given("carbonKg", carbonKg),
          Require.given("costUsd", costUsd),
          method,
          assumptions,
          calibrated,
          embodiedKg,
          waterLitres,
          rental,
          derived,
          factorsVersion);
    }
  }
}
