package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.testing.EnergyModelContract;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FallbackModelTest extends EnergyModelContract {
  private final FallbackModel model = new FallbackModel();

  @Override
  protected EnergyModel model() {
    return model;
  }

  @Override
  protected boolean knowsIdlePower() {
    return false;
  }

  @Test
  void estimate_ofTheSeedsExample_isTheSeedsAnswer() {
    Usage usage = Usage.of(Devices.H100, 8, 72).withUtilizationPercent(85);

    Estimate estimate = Estimator.standard().estimate(Method.FALLBACK, usage, Site.UNKNOWN);

    // 700 W × 8 × 72 h × 0.85 × 1.3 / 1000
    assertThat(estimate.kwh()).isCloseTo(445.536, within(1e-9));
    // × 0.4 kg/kWh and × 0.15 USD/kWh
    assertThat(estimate.carbonKg()).isCloseTo(178.2144, within(1e-9));
    assertThat(estimate.costUsd()).isCloseTo(66.8304, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    // seed watts × 8 × 72 h × 0.85 × 1.3 / 1000
    "H100, 445.536",
    "A100, 254.592",
    "H200, 445.536",
    "L40S, 190.944",
    "RTX 4090, 286.416"
  })
  void estimate_ofTheSeedsAccelerators_isTheSeedsAnswer(String name, double kwh) {
    Estimator estimator = Estimator.standard();
    Accelerator device = estimator.accelerators().find(name).found().orElseThrow();
    Usage usage = Usage.of(device, 8, 72).withUtilizationPercent(85);

    Estimate estimate = estimator.estimate(Method.FALLBACK, usage, Site.UNKNOWN);

    assertThat(estimate.kwh()).isCloseTo(kwh, within(1e-9));
    assertThat(estimate.carbonKg()).isCloseTo(kwh * 0.4, within(1e-9));
    assertThat(estimate.costUsd()).isCloseTo(kwh * 0.15, within(1e-9));
  }

  @Test
  void estimate_ofAnUnknownAccelerator_takes500Watts() {
    Usage usage = Usage.of(Accelerator.unknown("XPU-9"), 8, 72).withUtilizationPercent(85);

    // 500 W × 8 × 72 h × 0.85 × 1.3 / 1000
    assertThat(model.energyKwh(usage, Site.UNKNOWN).best()).isCloseTo(318.24, within(1e-9));
  }

  @Test
  void l40s_hasTheSeedsWattsInTheFallbackAndItsRatingInTheCalibratedModel() {
    Accelerator l40s = Estimator.standard().accelerators().find("L40S").found().orElseThrow();

    assertThat(l40s.fallbackWatts()).isEqualTo(300);
    assertThat(new CalibratedModel().assumptions(Usage.of(l40s, 1, 1), Site.UNKNOWN).gpuWatts())
        .isEqualTo(Range.exactly(350));
  }

  @ParameterizedTest
  @CsvSource({
    // watts × 1 × 10 h × 0.8 × 1.3 / 1000
    "400, 4.16",
    "700, 7.28",
    "300, 3.12",
    "450, 4.68",
    "500, 5.20"
  })
  void energy_isTheSeedsProduct(double watts, double kwh) {
    Accelerator device =
        Devices.device("D", "", watts, FormFactor.UNKNOWN, OptionalDouble.empty(), 0);

    assertThat(model.energyKwh(Usage.of(device, 1, 10), Site.UNKNOWN))
        .isEqualTo(Range.exactly(FallbackModel.energyKwh(watts, 1, 10, 80, 1.3)));
    assertThat(FallbackModel.energyKwh(watts, 1, 10, 80, 1.3)).isCloseTo(kwh, within(1e-12));
  }

  @Test
  void slice_isItsShareOfTheWholeDevice() {
    Usage usage =
        Usage.of(Devices.H100, 8, 72).withUtilizationPercent(85).withAcceleratorFraction(0.25);

    Range kwh = model.energyKwh(usage, Site.UNKNOWN);

    // 700 W x 0.25 x 8 x 72 h x 0.85 x 1.3
    assertThat(kwh.best()).isCloseTo(111.384, within(1e-9));
  }

  @Test
  void measuredWatts_haveTheUtilizationInThem() {
    Usage usage =
        Usage.of(Devices.H100, 8, 72)
            .withUtilizationPercent(85)
            .withAcceleratorWatts(400)
            .withAcceleratorFraction(0.5);

    Range kwh = model.energyKwh(usage, Site.UNKNOWN.withPue(1.1));

    // 400 W x 0.5 x 8 x 72 h x 1.1
    assertThat(kwh.best()).isCloseTo(126.72, within(1e-9));
  }

  @Test
  void powerLimit_countsWhereItIsLessThanTheRating() {
    Usage usage = Usage.of(Devices.H100, 8, 72).withUtilizationPercent(85);

    // 500 W x 8 x 72 h x 0.85 x 1.3
    assertThat(model.energyKwh(usage.withPowerLimitWatts(500), Site.UNKNOWN).best())
        .isCloseTo(318.24, within(1e-9));
    // 700 W x 8 x 72 h x 0.85 x 1.3
    assertThat(model.energyKwh(usage.withPowerLimitWatts(900), Site.UNKNOWN).best())
        .isCloseTo(445.536, within(1e-9));
  }

  @Test
  void powerLimit_belowMeasuredWatts_isNotBelieved() {
    Usage usage = Usage.of(Devices.H100, 1, 10).withAcceleratorWatts(400).withPowerLimitWatts(300);

    // 400 W x 1 x 10 h x 1.3
    assertThat(model.energyKwh(usage, Site.UNKNOWN).best()).isCloseTo(5.2, within(1e-9));
  }
}
