package com.aluminatiai.estimation;

/**
 * What a model says of one job, and how far each kind of doubt moves it: the logarithm of the ratio
 * at both ends, by the numbers of {@link Effects}.
 */
interface Outcome {
  double low(int k);

  double high(int k);

  Range kwh();

  Range carbonKg();

  Range costUsd();

  /** The calibrated model's, whose doubts are told apart. */
  record Calibrated(Effects effects, double acceleratorHours) implements Outcome {
    @Override
    public double low(int k) {
      return effects.low(k);
    }

    @Override
    public double high(int k) {
      return effects.high(k);
    }

    @Override
    public Range kwh() {
      return effects.facilityKwh(acceleratorHours);
    }

    @Override
    public Range carbonKg() {
      return effects.carbonKg(acceleratorHours);
    }

    @Override
    public Range costUsd() {
      return effects.costUsd(acceleratorHours);
    }
  }

  /** Another model's: its whole range is one doubt, about the device. */
  record Plain(Range kwh, Range gridKgPerKwh, Range usdPerKwh) implements Outcome {
    @Override
    public double low(int k) {
      Range band = band(k);
      return Effects.log(band.low(), band.best());
    }

    @Override
    public double high(int k) {
      Range band = band(k);
      return Effects.log(band.high(), band.best());
    }

    private Range band(int k) {
      return switch (k) {
        case Effects.GPU_WATTS -> kwh;
        case Effects.GRID -> gridKgPerKwh;
        case Effects.PRICE -> usdPerKwh;
        default -> Range.exactly(1);
      };
    }

    @Override
    public Range carbonKg() {
      return kwh.times(gridKgPerKwh, Range.Errors.INDEPENDENT);
    }

    @Override
    public Range costUsd() {
      return kwh.times(usdPerKwh, Range.Errors.INDEPENDENT);
    }
  }
}
