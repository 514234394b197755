package com.aluminatiai.estimation;

import java.util.List;
import java.util.Objects;

/**
 * The inputs of the calibrated model, each with the band it was varied through; a stated input is
 * one point. It holds all that the model needs besides count and hours, so that a stored estimate
 * can be computed anew, bit for bit, by {@link CalibratedModel#estimate(CalibratedAssumptions, int,
 * double)}.
 *
 * <p>Estimates make it; who has stored one makes it again by {@link #builder}. It grows by
 * accessors and by methods of its builder. Immutable and thread-safe.
 */
public final class CalibratedAssumptions {
  private final Range gpuWatts;
  private final Range utilizationFraction;
  private final Range idleFraction;
  private final Range fullLoadFraction;
  private final Range hostWattsPerGpu;
  private final Range networkFraction;
  private final Range powerShare;
  private final Range pue;
  private final Range gridKgPerKwh;
  private final Range usdPerKwh;
  private final Range hoursRatio;

  CalibratedAssumptions(
      Range gpuWatts,
      Range utilizationFraction,
      Range idleFraction,
      Range fullLoadFraction,
      Range hostWattsPerGpu,
      Range networkFraction,
      Range powerShare,
      Range pue,
      Range gridKgPerKwh,
      Range usdPerKwh,
      Range hoursRatio) {
    this.gpuWatts = Objects.requireNonNull(gpuWatts, "gpuWatts");
    this.utilizationFraction = Objects.requireNonNull(utilizationFraction, "utilizationFraction");
    this.idleFraction = Objects.requireNonNull(idleFraction, "idleFraction");
    this.fullLoadFraction = Objects.requireNonNull(fullLoadFraction, "fullLoadFraction");
    this.hostWattsPerGpu = Objects.requireNonNull(hostWattsPerGpu, "hostWattsPerGpu");
    this.networkFraction = Objects.requireNonNull(networkFraction, "networkFraction");
    this.powerShare = Objects.requireNonNull(powerShare, "powerShare");
    this.pue = Objects.requireNonNull(pue, "pue");
    this.gridKgPerKwh = Objects.requireNonNull(gridKgPerKwh, "gridKgPerKwh");
    this.usdPerKwh = Objects.requireNonNull(usdPerKwh, "usdPerKwh");
    this.hoursRatio = Objects.requireNonNull(hoursRatio, "hoursRatio");
  }

  /**
   * Begins the inputs of a calibrated estimate that was stored, each part by its name.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * {@return board power in watts (or measured mean watts, where stated); a band where the rating
   * itself is not known}
   */
  public Range gpuWatts() {
    return gpuWatts;
  }

  /** {@return utilization, 0 to 1} */
  public Range utilizationFraction() {
    return utilizationFraction;
  }

  /** {@return idle power as a fraction of board power} */
  public Range idleFraction() {
    return idleFraction;
  }

  /** {@return power at full utilization as a fraction of board power} */
  public Range fullLoadFraction() {
    return fullLoadFraction;
  }

  /** {@return watts of the rest of the node per accelerator} */
  public Range hostWattsPerGpu() {
    return hostWattsPerGpu;
  }

  /** {@return energy of network and storage outside the node as a fraction of the node's} */
  public Range networkFraction() {
    return networkFraction;
  }

  /**
   * {@return the part of the accelerator's watts, its host and the network that belongs to the job;
   * exactly 1 for a whole accelerator}
   */
  public Range powerShare() {
    return powerShare;
  }

  /** {@return power usage effectiveness} */
  public Range pue() {
    return pue;
  }

  /** {@return grid carbon intensity in kg CO2e per kWh} */
  public Range gridKgPerKwh() {
    return gridKgPerKwh;
  }

  /** {@return electricity price in USD per kWh} */
  public Range usdPerKwh() {
    return usdPerKwh;
  }

  /**
   * {@return what the hours may be over their best figure, where they were derived; exactly 1 where
   * they were stated}
   */
  public Range hoursRatio() {
    return hoursRatio;
  }

  private List<Object> parts() {
    return List.of(
        gpuWatts,
        utilizationFraction,
        idleFraction,
        fullLoadFraction,
        hostWattsPerGpu,
        networkFraction,
        powerShare,
        pue,
        gridKgPerKwh,
        usdPerKwh,
        hoursRatio);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CalibratedAssumptions calibratedAssumptions
        && parts().equals(calibratedAssumptions.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return "board "
        + gpuWatts
        + " W, utilization "
        + utilizationFraction
        + ", idle "
        + idleFraction
        + ", full load "
        + fullLoadFraction
        + ", host "
        + hostWattsPerGpu
        + " W, network "
        + networkFraction
        + ", share "
        + powerShare
        + ", PUE "
        + pue
        + ", "
        + gridKgPerKwh
        + " kg CO2e/kWh, "
        + usdPerKwh
        + " USD/kWh, hours times "
        + hoursRatio;
  }

  /**
   * The inputs of the model: a whole accelerator and stated hours where nothing else is set. Not
   * thread-safe.
   */
  public static final class Builder {
    private Range gpuWatts;
    private Range utilizationFraction;
    private Range idleFraction;
    private Range fullLoadFraction;
    private Range hostWattsPerGpu;
    private Range networkFraction;
    private Range powerShare = Range.exactly(1);
    private Range pue;
    private Range gridKgPerKwh;
    private Range usdPerKwh;
    private Range hoursRatio = Range.exactly(1);

    private Builder() {}

    /**
     * Sets board power in watts (or measured mean watts, where stated); a band where the rating
     * itself is not known.
     *
     * @return this
     */
    public Builder gpuWatts(Range gpuWatts) {
      this.gpuWatts = Objects.requireNonNull(gpuWatts, "gpuWatts");
      return this;
    }

    /**
     * Sets utilization, 0 to 1.
     *
     * @return this
     */
    public Builder utilizationFraction(Range utilizationFraction) {
      this.utilizationFraction = Objects.requireNonNull(utilizationFraction, "utilizationFraction");
      return this;
    }

    /**
     * Sets idle power as a fraction of board power.
     *
     * @return this
     */
    public Builder idleFraction(Range idleFraction) {
      this.idleFraction = Objects.requireNonNull(idleFraction, "idleFraction");
      return this;
    }

    /**
     * Sets power at full utilization as a fraction of board power.
     *
     * @return this
     */
    public Builder fullLoadFraction(Range fullLoadFraction) {
      this.fullLoadFraction = Objects.requireNonNull(fullLoadFraction, "fullLoadFraction");
      return this;
    }

    /**
     * Sets watts of the rest of the node per accelerator.
     *
     * @return this
     */
    public Builder hostWattsPerGpu(Range hostWattsPerGpu) {
      this.hostWattsPerGpu = Objects.requireNonNull(hostWattsPerGpu, "hostWattsPerGpu");
      return this;
    }

    /**
     * Sets energy of network and storage outside the node as a fraction of the node's.
     *
     * @return this
     */
    public Builder networkFraction(Range networkFraction) {
      this.networkFraction = Objects.requireNonNull(networkFraction, "networkFraction");
      return this;
    }

    /**
     * Sets the part of the accelerator's watts, its host and the network that belongs to the job;
     * exactly 1 for a whole accelerator.
     *
     * @return this
     */
    public Builder powerShare(Range powerShare) {
      this.powerShare = Objects.requireNonNull(powerShare, "powerShare");
      return this;
    }

    /**
     * Sets power usage effectiveness.
     *
     * @return this
     */
    public Builder pue(Range pue) {
      this.pue = Objects.requireNonNull(pue, "pue");
      return this;
    }

    /**
     * Sets grid carbon intensity in kg CO2e per kWh.
     *
     * @return this
     */
    public Builder gridKgPerKwh(Range gridKgPerKwh) {
      this.gridKgPerKwh = Objects.requireNonNull(gridKgPerKwh, "gridKgPerKwh");
      return this;
    }

    /**
     * Sets electricity price in USD per kWh.
     *
     * @return this
     */
    public Builder usdPerKwh(Range usdPerKwh) {
      this.usdPerKwh = Objects.requireNonNull(usdPerKwh, "usdPerKwh");
      return this;
    }

    /**
     * Sets what the hours may be over their best figure, where they were derived; exactly 1 where
     * they were stated.
     *
     * @return this
     */
    public Builder hoursRatio(Range hoursRatio) {
      this.hoursRatio = Objects.requireNonNull(hoursRatio, "hoursRatio");
      return this;
    }

    /**
     * Makes it.
     *
     * @return what was set
     * @throws NullPointerException if a part was not set that has no default
     */
    public CalibratedAssumptions build() {
      return new CalibratedAssumptions(
          gpuWatts,
          utilizationFraction,
          idleFraction,
          fullLoadFraction,
          hostWattsPerGpu,
          networkFraction,
          powerShare,
          pue,
          gridKgPerKwh,
          usdPerKwh,
          hoursRatio);
    }
  }
}
