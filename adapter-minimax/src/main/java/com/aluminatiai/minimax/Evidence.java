package com.aluminatiai.minimax;

import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.workload.ChosenInputs;

/**
 * A valid result of the energy tool.
 *
 * @param chosen the open inputs that the model chose
 * @param usage what they make of the workload
 * @param estimate what estimation-core computed
 */
record Evidence(ChosenInputs chosen, Usage usage, Estimate estimate) {
  /** Energy in kWh of all accelerators at their board power, with the data centre's overhead. */
  double nameplateKwh() {
    double kilowatts = usage.accelerator().tdpWatts() * usage.acceleratorCount() / 1000;
    return kilowatts * usage.durationHours() * estimate.assumptions().pue();
  }
}
