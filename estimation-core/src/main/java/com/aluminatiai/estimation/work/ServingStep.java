package com.aluminatiai.estimation.work;

/**
 * One step of a serving engine, which makes a token for every request in the batch.
 *
 * <p>Its time is the sum of what does not overlap well in practice: overheads of launching the
 * layers, time for each request, reading weights and cache, computing. Its watts lie between idle
 * and rating, by what the time goes to. Immutable and thread-safe.
 */
final class ServingStep {
  /** How sharply watts are held below the rating: a soft limit of this power. */
  private static final double LIMIT_POWER = 6;

  private static final double BITS_OF_FP8 = 8;

  private final double overheadMillis;
  private final double overheadPerDoubling;
  private final double expertsMillis;
  private final double depthExponent;
  private final double requestMicros;
  private final double requestSizeExponent;
  private final double requestSharingExponent;
  private final double bandwidthFraction;
  private final double computeFraction;
  private final double narrowSpeedup;
  private final double cacheKb;
  private final double expertSpread;
  private final double waitingFraction;
  private final double waitingSharingExponent;
  private final double memoryFraction;
  private final double computingFraction;
  private final double oldOverhead;
  private final double oldRequest;

  /**
   * What a step takes.
   *
   * @param seconds how long it takes
   * @param watts of all accelerators
   * @param joulesPerToken of all accelerators, per output token
   */
  record Taken(double seconds, double watts, double joulesPerToken) {}

  ServingStep(ServingFactors factors) {
    overheadMillis = factors.get("step.overhead_ms");
    overheadPerDoubling = factors.get("step.overhead_per_doubling");
    expertsMillis = factors.get("step.experts_ms");
    depthExponent = factors.get("step.depth_exponent");
    requestMicros = factors.get("step.request_us");
    requestSizeExponent = factors.get("step.request_size_exponent");
    requestSharingExponent = factors.get("step.request_sharing_exponent");
    bandwidthFraction = factors.get("step.bandwidth_fraction");
    computeFraction = factors.get("step.compute_fraction");
    narrowSpeedup = factors.get("step.narrow_speedup");
    cacheKb = factors.get("step.cache_kb_per_token");
    expertSpread = factors.get("step.expert_spread");
    waitingFraction = factors.get("power.waiting_fraction");
    waitingSharingExponent = factors.get("power.waiting_sharing_exponent");
    memoryFraction = factors.get("power.memory_fraction");
    computingFraction = factors.get("power.compute_fraction");
    oldOverhead = factors.get("engine2024.overhead_ratio");
    oldRequest = factors.get("engine2024.request_ratio");
  }

  Taken at(Deployed deployed, double concurrency) {
    double waiting = overheadSeconds(deployed) + requestSeconds(deployed, concurrency);
    double memory = memorySeconds(deployed, concurrency);
    double computing = computeSeconds(deployed, concurrency);
    double seconds = waiting + memory + computing;
    double overIdle =
        (waitingFraction * Math.pow(deployed.count(), -waitingSharingExponent) * waiting
                + memoryFraction * memory
                + computingFraction * computing)
            / seconds;
    double watts = deployed.count() * watts(deployed.device(), overIdle);
    return new Taken(seconds, watts, watts * seconds / concurrency);
  }

  private static double watts(ServingDevice device, double overIdle) {
    double fraction = device.idleWatts() / device.ratedWatts() + overIdle;
    double held = fraction / Math.pow(1 + Math.pow(fraction, LIMIT_POWER), 1 / LIMIT_POWER);
    return device.ratedWatts() * held;
  }

  private double overheadSeconds(Deployed deployed) {
    double doublings = Math.log(deployed.count()) / Math.log(2);
    double millis =
        overheadMillis * (1 + overheadPerDoubling * doublings)
            + (deployed.isMixture() ? expertsMillis : 0);
    return 1e-3
        * millis
        * Math.pow(deployed.activeBillions(), depthExponent)
        * Math.pow(oldOverhead, deployed.device().engineShare());
  }

  private double requestSeconds(Deployed deployed, double concurrency) {
    return 1e-6
        * requestMicros
        * concurrency
        * Math.pow(deployed.activeBillions(), requestSizeExponent)
        * Math.pow(deployed.count(), -requestSharingExponent)
        * Math.pow(oldRequest, deployed.device().engineShare());
  }

  private double memorySeconds(Deployed deployed, double concurrency) {
    double weightsGb = touchedBillions(deployed, concurrency) * deployed.bytesPerParameter();
    double cacheGb = concurrency * cacheGbPerRequest(deployed);
    double gbPerSecond = deployed.count() * deployed.device().gbPerSecond() * bandwidthFraction;
    return (weightsGb + cacheGb) / gbPerSecond;
  }

  /** A batch reads more experts than one token does: the more tokens, the nearer to all. */
  private double touchedBillions(Deployed deployed, double concurrency) {
    double active = deployed.activeBillions();
    double others = deployed.totalBillions() - active;
    double untouched =
        Math.pow(
            1 - active / deployed.totalBillions(), expertSpread * Math.max(0, concurrency - 1));
    return active + others * (1 - untouched);
  }

  /** A request has its prompt and, on average, half of its output in the cache. */
  double cacheGbPerRequest(Deployed deployed) {
    double context = deployed.promptTokens() + deployed.outputTokens() / 2;
    return context * cacheKb * 1e-6 * Math.sqrt(deployed.activeBillions());
  }

  /** Two operations for each active parameter, for a token that is made as for one that is read. */
  private double computeSeconds(Deployed deployed, double concurrency) {
    double tokens = concurrency * (1 + deployed.promptTokens() / deployed.outputTokens());
    double operations = 2e9 * deployed.activeBillions() * tokens;
    double perSecond = 1e12 * deployed.count() * deployed.device().tflops() * computeFraction;
    return operations / (deployed.bits() <= BITS_OF_FP8 ? perSecond * narrowSpeedup : perSecond);
  }
}
