package com.aluminatiai.estimation;

import java.util.Objects;

/**
 * The inputs of the calibrated model, each with the band it was varied through; a stated input is
 * one point. It holds all that the model needs besides count and hours, so that a stored estimate
 * can be computed anew, bit for bit, by {@link CalibratedModel#estimate(CalibratedAssumptions, int,
 * double)}.
 *
 * @param gpuWatts board power in watts (or measured mean watts, where stated); a band where the
 *     rating itself is not known
 * @param utilizationFraction utilization, 0 to 1
 * @param idleFraction idle power as a fraction of board power
 * @param fullLoadFraction power at full utilization as a fraction of board power
 * @param hostWattsPerGpu watts of the rest of the node per accelerator
 * @param networkFraction energy of network and storage outside the node as a fraction of the node's
 * @param powerShare the part of the accelerator's watts, its host and the network that belongs to
 *     the job; exactly 1 for a whole accelerator
 * @param pue power usage effectiveness
 * @param gridKgPerKwh grid carbon intensity in kg CO2e per kWh
 * @param usdPerKwh electricity price in USD per kWh
 */
public record CalibratedAssumptions(
    Range gpuWatts,
    Range utilizationFraction,
    Range idleFraction,
    Range fullLoadFraction,
    Range hostWattsPerGpu,
    Range networkFraction,
    Range powerShare,
    Range pue,
    Range gridKgPerKwh,
    Range usdPerKwh) {
  /** Checks that nothing is null. */
  public CalibratedAssumptions {
    Objects.requireNonNull(gpuWatts, "gpuWatts");
    Objects.requireNonNull(utilizationFraction, "utilizationFraction");
    Objects.requireNonNull(idleFraction, "idleFraction");
    Objects.requireNonNull(fullLoadFraction, "fullLoadFraction");
    Objects.requireNonNull(hostWattsPerGpu, "hostWattsPerGpu");
    Objects.requireNonNull(networkFraction, "networkFraction");
    Objects.requireNonNull(powerShare, "powerShare");
    Objects.requireNonNull(pue, "pue");
    Objects.requireNonNull(gridKgPerKwh, "gridKgPerKwh");
    Objects.requireNonNull(usdPerKwh, "usdPerKwh");
  }
}
