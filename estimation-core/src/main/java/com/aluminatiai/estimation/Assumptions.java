package com.aluminatiai.estimation;

import com.aluminatiai.estimation.input.Require;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The inputs of a headline figure, given or assumed.
 *
 * <p>Estimates make it; who has stored one makes it again by {@link #builder}. It grows by
 * accessors and by methods of its builder. Immutable and thread-safe.
 */
public final class Assumptions {
  private final String gpu;
  private final String gpuId;
  private final double gpuWatts;
  private final double gpuFraction;
  private final double utilizationPercent;
  private final double pue;
  private final double gridKgPerKwh;
  private final double usdPerKwh;
  private final Optional<String> region;
  private final Optional<Accounting> accounting;

  Assumptions(
      String gpu,
      String gpuId,
      double gpuWatts,
      double gpuFraction,
      double utilizationPercent,
      double pue,
      double gridKgPerKwh,
      double usdPerKwh,
      Optional<String> region,
      Optional<Accounting> accounting) {
    this.gpu = Objects.requireNonNull(gpu, "gpu");
    this.gpuId = Objects.requireNonNull(gpuId, "gpuId");
    this.gpuWatts = gpuWatts;
    this.gpuFraction = gpuFraction;
    this.utilizationPercent = utilizationPercent;
    this.pue = pue;
    this.gridKgPerKwh = gridKgPerKwh;
    this.usdPerKwh = usdPerKwh;
    this.region = Objects.requireNonNull(region, "region");
    this.accounting = Objects.requireNonNull(accounting, "accounting");
  }

  /**
   * Begins the inputs of a headline that was stored, each part by its name.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the accelerator's name} */
  public String gpu() {
    return gpu;
  }

  /** {@return the accelerator's catalogue id} */
  public String gpuId() {
    return gpuId;
  }

  /** {@return watts of one whole accelerator that the method starts from} */
  public double gpuWatts() {
    return gpuWatts;
  }

  /** {@return the share of each accelerator that the job had, more than 0 to 1} */
  public double gpuFraction() {
    return gpuFraction;
  }

  /** {@return utilization, 0 to 100; 100 where measured watts have it in them} */
  public double utilizationPercent() {
    return utilizationPercent;
  }

  /** {@return power usage effectiveness} */
  public double pue() {
    return pue;
  }

  /** {@return grid carbon intensity in kg CO2e per kWh} */
  public double gridKgPerKwh() {
    return gridKgPerKwh;
  }

  /** {@return electricity price in USD per kWh} */
  public double usdPerKwh() {
    return usdPerKwh;
  }

  /** {@return the region's code} */
  public Optional<String> region() {
    return region;
  }

  /** {@return how {@code gridKgPerKwh} is counted; empty if it was stated or is the default} */
  public Optional<Accounting> accounting() {
    return accounting;
  }

  private List<Object> parts() {
    return List.of(
        gpu,
        gpuId,
        gpuWatts,
        gpuFraction,
        utilizationPercent,
        pue,
        gridKgPerKwh,
        usdPerKwh,
        region,
        accounting);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Assumptions assumptions && parts().equals(assumptions.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(gpu);
    line.append(", ").append(gpuWatts).append(" W");
    if (gpuFraction != 1) {
      line.append(" (").append(gpuFraction).append(" of each)");
    }
    line.append(", ").append(utilizationPercent).append(" % utilization, PUE ").append(pue);
    line.append(", ").append(gridKgPerKwh).append(" kg CO2e/kWh, ").append(usdPerKwh);
    return line.append(" USD/kWh").append(region.map(code -> ", " + code).orElse("")).toString();
  }

  /** The inputs of a headline: a whole accelerator where no share is set. Not thread-safe. */
  public static final class Builder {
    private String gpu;
    private String gpuId;
    private double gpuWatts = Double.NaN;
    private double gpuFraction = 1;
    private double utilizationPercent = Double.NaN;
    private double pue = Double.NaN;
    private double gridKgPerKwh = Double.NaN;
    private double usdPerKwh = Double.NaN;
    private Optional<String> region = Optional.empty();
    private Optional<Accounting> accounting = Optional.empty();

    private Builder() {}

    /**
     * Sets the accelerator's name.
     *
     * @return this
     */
    public Builder gpu(String gpu) {
      this.gpu = Objects.requireNonNull(gpu, "gpu");
      return this;
    }

    /**
     * Sets the accelerator's catalogue id.
     *
     * @return this
     */
    public Builder gpuId(String gpuId) {
      this.gpuId = Objects.requireNonNull(gpuId, "gpuId");
      return this;
    }

    /**
     * Sets watts of one whole accelerator that the method starts from.
     *
     * @return this
     */
    public Builder gpuWatts(double gpuWatts) {
      this.gpuWatts = gpuWatts;
      return this;
    }

    /**
     * Sets the share of each accelerator that the job had, more than 0 to 1.
     *
     * @return this
     */
    public Builder gpuFraction(double gpuFraction) {
      this.gpuFraction = gpuFraction;
      return this;
    }

    /**
     * Sets utilization, 0 to 100; 100 where measured watts have it in them.
     *
     * @return this
     */
    public Builder utilizationPercent(double utilizationPercent) {
      this.utilizationPercent = utilizationPercent;
      return this;
    }

    /**
     * Sets power usage effectiveness.
     *
     * @return this
     */
    public Builder pue(double pue) {
      this.pue = pue;
      return this;
    }

    /**
     * Sets grid carbon intensity in kg CO2e per kWh.
     *
     * @return this
     */
    public Builder gridKgPerKwh(double gridKgPerKwh) {
      this.gridKgPerKwh = gridKgPerKwh;
      return this;
    }

    /**
     * Sets electricity price in USD per kWh.
     *
     * @return this
     */
    public Builder usdPerKwh(double usdPerKwh) {
      this.usdPerKwh = usdPerKwh;
      return this;
    }

    /**
     * Sets the region's code.
     *
     * @return this
     */
    public Builder region(String region) {
      this.region = Optional.of(region);
      return this;
    }

    /**
     * Sets how {@code gridKgPerKwh} is counted.
     *
     * @return this
     */
    public Builder accounting(Accounting accounting) {
      this.accounting = Optional.of(accounting);
      return this;
    }

    /**
     * Makes it.
     *
     * @return what was set
     * @throws IllegalStateException if a figure was not set
     * @throws NullPointerException if anything else was not set that is no optional part of it
     */
    public Assumptions build() {
      return new Assumptions(
          gpu,
          gpuId,
          Require.given("gpuWatts", gpuWatts),
          gpuFraction,
          Require.given("utilizationPercent", utilizationPercent),
          Require.given("pue", pue),
          Require.given("gridKgPerKwh", gridKgPerKwh),
          Require.given("usdPerKwh", usdPerKwh),
          region,
          accounting);
    }
  }
}
