package com.aluminatiai.estimation.work;

/**
 * A model on accelerators, which serve it together, and the requests that come.
 *
 * @param activeBillions parameters in 10^9 that work on a token
 * @param totalBillions all parameters in 10^9
 * @param bits of one parameter
 * @param device the accelerator
 * @param count how many
 * @param promptTokens of a request
 * @param outputTokens of a request, at least 1
 */
record Deployed(
    double activeBillions,
    double totalBillions,
    double bits,
    ServingDevice device,
    int count,
    double promptTokens,
    double outputTokens) {

  double bytesPerParameter() {
    return bits / 8;
  }

  boolean isMixture() {
    return activeBillions < totalBillions;
  }

  Deployed withPromptTokens(double tokens) {
    return new Deployed(activeBillions, totalBillions, bits, device, count, tokens, outputTokens);
  }

  double weightsGb() {
    return totalBillions * bytesPerParameter();
  }

  Deployed withCount(int other) {
    return new Deployed(
        activeBillions, totalBillions, bits, device, other, promptTokens, outputTokens);
  }

  Deployed withSize(double active, double total) {
    return new Deployed(active, total, bits, device, count, promptTokens, outputTokens);
  }
}
