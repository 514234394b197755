package com.aluminatiai.workload;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * On what terms hardware and electricity were had. They change what renting costs, and neither
 * energy nor emissions.
 *
 * @param hosting whose hardware it is
 * @param usdPerGpuHour rent of one accelerator in USD an hour, 0 to 10,000
 * @param marketKgPerKwh carbon intensity by the contract for electricity, market-based, in kg CO2e
 *     per kWh, 0 to 5
 */
public record Terms(
    Optional<Hosting> hosting, OptionalDouble usdPerGpuHour, OptionalDouble marketKgPerKwh) {
  /** Nothing stated. */
  public static final Terms NONE =
      new Terms(Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty());

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if a figure is out of its range
   */
  public Terms {
    SpecField.USD_PER_GPU_HOUR.require(usdPerGpuHour);
    SpecField.MARKET_KG_PER_KWH.require(marketKgPerKwh);
  }

  static <E extends Exception> Terms of(SpecValues<E> values) throws E {
    return new Terms(
        values.word(SpecField.HOSTING, Hosting::find),
        values.number(SpecField.USD_PER_GPU_HOUR),
        values.number(SpecField.MARKET_KG_PER_KWH));
  }
}
