package com.aluminatiai.estimation;

/**
 * The energy of one accelerator in one hour, and what each assumption does to it: the logarithm of
 * the ratio by which it moves when that assumption alone goes to an end of its band.
 *
 * <p>Effects are combined in quadrature: all assumptions at their worst at once would overstate the
 * range. {@link StrictMath} makes the same bits on every machine, so that a stored estimate can be
 * computed anew.
 */
final class Effects {
  static final int GPU_WATTS = 0;
  static final int UTILIZATION = 1;
  static final int IDLE = 2;
  static final int FULL_LOAD = 3;
  static final int HOST = 4;
  static final int NETWORK = 5;
  static final int SHARE = 6;
  static final int PUE = 7;
  static final int GRID = 8;
  static final int PRICE = 9;
  static final int HOURS = 10;
  static final int COUNT = 11;

  /** Keeps the logarithm finite where a band reaches down to zero, or starts next to it. */
  private static final double LEAST_RATIO = 1e-9;

  private static final double MOST_RATIO = 1 / LEAST_RATIO;

  private static final int IT = (1 << PUE) - 1 | 1 << HOURS;
  private static final int FACILITY = IT | 1 << PUE;

  private final CalibratedAssumptions assumptions;
  private final double itKwh;
  private final double[] low = new double[COUNT];
  private final double[] high = new double[COUNT];

  private Effects(CalibratedAssumptions assumptions) {
    this.assumptions = assumptions;
    double watts = watts(assumptions, -1, false);
    itKwh =
        CalibratedModel.energyKwh(watts, assumptions.networkFraction().best(), 1, 1)
            * assumptions.powerShare().best();
    for (int k = GPU_WATTS; k <= HOST; k++) {
      low[k] = log(watts(assumptions, k, false), watts);
      high[k] = log(watts(assumptions, k, true), watts);
    }
    Range network = assumptions.networkFraction();
    low[NETWORK] = log(1 + network.low(), 1 + network.best());
    high[NETWORK] = log(1 + network.high(), 1 + network.best());
    ratio(SHARE, assumptions.powerShare());
    ratio(PUE, assumptions.pue());
    ratio(GRID, assumptions.gridKgPerKwh());
    ratio(PRICE, assumptions.usdPerKwh());
    ratio(HOURS, assumptions.hoursRatio());
  }

  static Effects of(CalibratedAssumptions assumptions) {
    return new Effects(assumptions);
  }

  /** Returns the logarithm of the ratio when assumption {@code k} goes to its lower end. */
  double low(int k) {
    return low[k];
  }

  /** Returns the logarithm of the ratio when assumption {@code k} goes to its upper end. */
  double high(int k) {
    return high[k];
  }

  Range itKwh(double acceleratorHours) {
    return range(itKwh, acceleratorHours, IT, 1);
  }

  Range facilityKwh(double acceleratorHours) {
    return range(itKwh * assumptions.pue().best(), acceleratorHours, FACILITY, 1);
  }

  Range carbonKg(double acceleratorHours) {
    return product(acceleratorHours, GRID, assumptions.gridKgPerKwh());
  }

  Range costUsd(double acceleratorHours) {
    return product(acceleratorHours, PRICE, assumptions.usdPerKwh());
  }

  /** Returns a range multiplied by a factor with a band of its own. */
  static Range product(Range range, Range factor) {
    double best = range.best() * factor.best();
    if (best == 0) {
      return new Range(0, 0, range.high() * factor.high());
    }
    double low = StrictMath.hypot(log(range.low(), range.best()), log(factor.low(), factor.best()));
    double high =
        StrictMath.hypot(log(range.high(), range.best()), log(factor.high(), factor.best()));
    return new Range(best * StrictMath.exp(-low), best, best * StrictMath.exp(high));
  }

  private Range product(double acceleratorHours, int k, Range factor) {
    double kwh = itKwh * assumptions.pue().best();
    return range(kwh * factor.best(), acceleratorHours, FACILITY | 1 << k, factor.high());
  }

  private Range range(double best, double acceleratorHours, int mask, double factorHigh) {
    double scaled = best * acceleratorHours;
    if (best == 0) {
      // A ratio to nothing says nothing: the upper end is what all upper ends give together.
      return new Range(0, 0, cornerKwh() * factorHigh * acceleratorHours);
    }
    double lowSquares = 0;
    double highSquares = 0;
    for (int k = 0; k < COUNT; k++) {
      if ((mask & 1 << k) != 0) {
        lowSquares += low[k] * low[k];
        highSquares += high[k] * high[k];
      }
    }
    return new Range(
        scaled * StrictMath.exp(-Math.sqrt(lowSquares)),
        scaled,
        scaled * StrictMath.exp(Math.sqrt(highSquares)));
  }

  private double cornerKwh() {
    double watts =
        CalibratedModel.nodeWattsPerGpu(
            assumptions.gpuWatts().high(),
            assumptions.utilizationFraction().high(),
            assumptions.idleFraction().high(),
            assumptions.fullLoadFraction().high(),
            assumptions.hostWattsPerGpu().high());
    return CalibratedModel.energyKwh(
            watts, assumptions.networkFraction().high(), assumptions.pue().high(), 1)
        * assumptions.powerShare().high()
        * assumptions.hoursRatio().high();
  }

  private void ratio(int k, Range band) {
    low[k] = log(band.low(), band.best());
    high[k] = log(band.high(), band.best());
  }

  /** Returns the logarithm of a ratio, or 0 where there is nothing to compare with. */
  static double log(double at, double best) {
    return best == 0 || at == best
        ? 0
        : StrictMath.log(Math.min(Math.max(at / best, LEAST_RATIO), MOST_RATIO));
  }

  private static double watts(CalibratedAssumptions a, int varied, boolean up) {
    return CalibratedModel.nodeWattsPerGpu(
        end(a.gpuWatts(), varied == GPU_WATTS, up),
        end(a.utilizationFraction(), varied == UTILIZATION, up),
        end(a.idleFraction(), varied == IDLE, up),
        end(a.fullLoadFraction(), varied == FULL_LOAD, up),
        end(a.hostWattsPerGpu(), varied == HOST, up));
  }

  private static double end(Range band, boolean varied, boolean up) {
    if (!varied) {
      return band.best();
    }
    return up ? band.high() : band.low();
  }
}
