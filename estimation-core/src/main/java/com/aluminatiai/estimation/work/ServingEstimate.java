package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.estimation.WorkloadType;
import java.util.List;
import java.util.Locale;

/**
 * What serving takes: joules of the accelerators alone, and hours. Host, network and what the
 * building adds come with {@link #usage()} from the calibrated model. It grows by accessors.
 * Immutable and thread-safe.
 */
public final class ServingEstimate {
  private static final double SECONDS_PER_HOUR = 3600;

  private final ServingWork work;
  private final Accelerator accelerator;
  private final int acceleratorCount;
  private final Figures figures;
  private final Used used;

  /**
   * The figures.
   *
   * @param joulesPerToken of all accelerators
   * @param secondsPerToken of the whole deployment
   */
  record Figures(Range joulesPerToken, Range secondsPerToken) {}

  /**
   * What was used.
   *
   * @param concurrency requests at once
   * @param bits of one parameter
   * @param inferred names of what nobody stated
   * @param isMeasured whether a measured configuration says it
   */
  record Used(double concurrency, double bits, List<String> inferred, boolean isMeasured) {}

  ServingEstimate(
      ServingWork work, Accelerator accelerator, int acceleratorCount, Figures figures, Used used) {
    this.work = work;
    this.accelerator = accelerator;
    this.acceleratorCount = acceleratorCount;
    this.figures = figures;
    this.used = used;
  }

  /** {@return the work} */
  public ServingWork work() {
    return work;
  }

  /** {@return the accelerator, stated or assumed} */
  public Accelerator accelerator() {
    return accelerator;
  }

  /** {@return how many serve the model together} */
  public int acceleratorCount() {
    return acceleratorCount;
  }

  /** {@return joules of all accelerators for each output token, reading the prompts included} */
  public Range joulesPerOutputToken() {
    return figures.joulesPerToken;
  }

  /** {@return output tokens per second of the whole deployment} */
  public double tokensPerSecond() {
    return 1 / figures.secondsPerToken.best();
  }

  /**
   * {@return hours for which the deployment is busy; a point where tokens per second are stated}
   */
  public Range busyHours() {
    return figures.secondsPerToken.times(work.outputTokens() / SECONDS_PER_HOUR);
  }

  /**
   * {@return watts of one accelerator over the best of the hours} They carry the whole band of the
   * energy, that of the hours too: energy is the best hours times these watts times accelerators.
   * So the ends may lie above the rating.
   */
  public Range wattsPerAccelerator() {
    return figures.joulesPerToken.times(tokensPerSecond() / acceleratorCount);
  }

  /** {@return energy of the accelerators in kWh} */
  public Range acceleratorKwh() {
    return figures.joulesPerToken.times(work.outputTokens() / (SECONDS_PER_HOUR * 1000));
  }

  /** {@return requests that are served at once, stated or assumed or as the rate needs} */
  public double concurrency() {
    return used.concurrency;
  }

  /** {@return bits of one parameter as served} */
  public double bits() {
    return used.bits;
  }

  /**
   * {@return the names of what nobody stated, as submissions call it: {@code concurrency}, {@code
   * bits}, {@code gpu_type}, {@code num_gpus}}
   */
  public List<String> inferred() {
    return used.inferred;
  }

  /** {@return whether this very configuration was measured} */
  public boolean isMeasured() {
    return used.isMeasured;
  }

  /**
   * Returns the usage that the calibrated model takes. The band of the hours goes into its hours,
   * because host and network draw as long as the accelerators do; what of the energy's band the
   * hours do not explain goes into its watts.
   *
   * @return the usage
   * @throws IllegalArgumentException if the hours are more than 1,000,000: the message says what to
   *     raise
   */
  public Usage usage() {
    Range hours = busyHours();
    if (hours.best() > Usage.MOST) {
      throw tooLong(hours.best());
    }
    Range joules = figures.joulesPerToken;
    double watts = wattsPerAccelerator().best();
    double below = rest(joules.best() / joules.low(), hours.best() / hours.low());
    double above = rest(joules.high() / joules.best(), hours.high() / hours.best());
    return Usage.of(accelerator, acceleratorCount, hours.best())
        .withWorkloadType(WorkloadType.INFERENCE)
        .withHoursBand(hours)
        .withAcceleratorWattsBand(new Range(watts / below, watts, watts * above));
  }

  private IllegalArgumentException tooLong(double hours) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s must be larger: %s on %d x %s would take %.0f hours, more than %d",
            work.tokensPerSecond().isPresent() ? "tokensPerSecond" : "acceleratorCount",
            work,
            acceleratorCount,
            accelerator.name(),
            hours,
            Usage.MOST));
  }

  /** The ratio that makes, with another in quadrature of logarithms, the whole. */
  private static double rest(double whole, double other) {
    double lnWhole = Math.log(whole);
    double lnOther = Math.log(other);
    return Math.exp(Math.sqrt(Math.max(0, lnWhole * lnWhole - lnOther * lnOther)));
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return work
        + " on "
        + acceleratorCount
        + " x "
        + accelerator.name()
        + ": "
        + figures.joulesPerToken
        + " J per output token";
  }
}
