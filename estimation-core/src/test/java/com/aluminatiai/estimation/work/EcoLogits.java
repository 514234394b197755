package com.aluminatiai.estimation.work;

/**
 * What EcoLogits 0.11.3 says of the accelerators' energy, written down from its documentation of
 * the formula: watt-hours per token of one accelerator are 1.16653e-6 x e^(-0.0112059 x 64) x
 * active parameters in 10^9 + 4.05293e-5, always with a batch of 64; accelerators have 80 GB, hold
 * 1.2 x 16 bits for each parameter, and their number is rounded up to a power of two.
 */
final class EcoLogits {
  private static final double JOULES_PER_WATT_HOUR = 3600;
  private static final double BATCH = 64;

  private EcoLogits() {}

  static double joulesPerToken(double activeBillions, double totalBillions) {
    double wattHours =
        1.1665273170451914e-6 * Math.exp(-0.011205921025579175 * BATCH) * activeBillions
            + 4.052928146734005e-5;
    double needed = Math.ceil(1.2 * totalBillions * 16 / 8 / 80);
    double accelerators = Math.pow(2, Math.ceil(Math.log(needed) / Math.log(2)));
    return wattHours * JOULES_PER_WATT_HOUR * accelerators;
  }
}
