package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Accelerator;
import java.util.OptionalDouble;

/**
 * What serving needs to know of an accelerator.
 *
 * @param id the catalogue's id
 * @param gbPerSecond memory bandwidth
 * @param tflops dense BF16 peak
 * @param ratedWatts board power
 * @param idleWatts watts at rest
 * @param memoryGb memory; empty where it is not known
 * @param engineShare how far the serving engine is one of 2024, 0 to 1
 * @param isKnown whether bandwidth and peak are the data sheet's
 */
record ServingDevice(
    String id,
    double gbPerSecond,
    double tflops,
    double ratedWatts,
    double idleWatts,
    OptionalDouble memoryGb,
    double engineShare,
    boolean isKnown) {

  static ServingDevice of(Accelerator accelerator, ServingFactors factors) {
    double watts = accelerator.tdpWatts();
    double tflops =
        accelerator.bf16Tflops().orElse(watts * factors.get("data_sheet.tflops_per_watt"));
    double bandwidth =
        accelerator
            .memoryGbPerSecond()
            .orElse(tflops * factors.get("data_sheet.gb_per_s_per_tflops"));
    double idle = accelerator.idleWatts().orElse(watts * factors.get("power.idle_fraction"));
    return new ServingDevice(
        accelerator.id(),
        bandwidth,
        tflops,
        watts,
        Math.min(idle, watts),
        accelerator.memoryGb(),
        factors.get(engineKey(accelerator)),
        accelerator.bf16Tflops().isPresent() && accelerator.memoryGbPerSecond().isPresent());
  }

  /** Nobody states the engine: its age goes with the accelerator's, as in the measurements. */
  private static String engineKey(Accelerator accelerator) {
    int year = accelerator.releaseYear().orElse(2023);
    if (year <= 2021) {
      return "engine2024.share_to_2021";
    }
    return year <= 2023 ? "engine2024.share_to_2023" : "engine2024.share_later";
  }
}
