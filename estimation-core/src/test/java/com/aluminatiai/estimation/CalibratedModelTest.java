package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.testing.EnergyModelContract;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CalibratedModelTest extends EnergyModelContract {
  private final CalibratedModel model = new CalibratedModel();

  @Override
  protected EnergyModel model() {
    return model;
  }

  @Test
  void estimate_ofEightH100ForThreeDays_addsHostNetworkAndBuilding() {
    Usage usage =
        Usage.of(Devices.H100, 8, 72)
            .withUtilizationPercent(85)
            .withWorkloadType(WorkloadType.TRAINING);

    Range kwh = model.energyKwh(usage, Site.UNKNOWN);

    // GPU 700 W × (0.15 + (0.805 − 0.15) × 0.85) = 494.725 W;
    // host (0.4 × 700 W + 200 W / 8) × (0.5 + 0.5 × 0.85) = 305 W × 0.925 = 282.125 W;
    // 776.85 W × 8 × 72 h × 1.03 × 1.3 / 1000 = 599.1564384 kWh
    assertThat(kwh.best()).isCloseTo(599.1564384, within(1e-9));
  }

  @Test
  void range_combinesEffectsInQuadrature() {
    Usage usage =
        Usage.of(Devices.H100, 1, 1)
            .withAcceleratorWatts(700)
            .withHostWattsPerAccelerator(300)
            .withNetworkFraction(0);

    Range kwh = model.energyKwh(usage, Site.UNKNOWN);

    // Only PUE is left open: 1.10, 1.30, 1.60.
    assertThat(kwh.low()).isCloseTo(1.1, within(1e-12));
    assertThat(kwh.best()).isCloseTo(1.3, within(1e-12));
    assertThat(kwh.high()).isCloseTo(1.6, within(1e-12));

    // With the network open too: ln(1.3 / 1.1) = 0.16705, ln(1.03 / 1.01) = 0.01961;
    // sqrt(0.16705² + 0.01961²) = 0.16820, 1.3 × 1.03 × e^−0.16820 = 1.13170
    Usage open =
        Usage.of(Devices.H100, 1, 1).withAcceleratorWatts(700).withHostWattsPerAccelerator(300);
    assertThat(model.energyKwh(open, Site.UNKNOWN).low()).isCloseTo(1.13170, within(1e-4));
  }

  @Test
  void energy_atNoUtilization_isIdlePowerAndHost() {
    Usage idle = Usage.of(Devices.H100, 8, 1).withUtilizationPercent(0).withNetworkFraction(0);

    double kwh = model.energyKwh(idle, Site.UNKNOWN.withPue(1)).best();

    // (0.15 × 700 W + 0.5 × 305 W) × 8 = 2.06 kW
    assertThat(kwh).isCloseTo(2.06, within(1e-12));
  }

  @Test
  void powerLimit_holdsFullLoadDownAndLeavesIdlePower() {
    Usage usage =
        Usage.of(Devices.H100, 8, 1)
            .withUtilizationPercent(100)
            .withWorkloadType(WorkloadType.TRAINING)
            .withHostWattsPerAccelerator(0)
            .withNetworkFraction(0);
    Site bare = Site.UNKNOWN.withPue(1);

    // 0.85 x 700 W = 595 W would be drawn: the limit of 500 W holds it; 500 W x 8 = 4 kW
    assertThat(model.energyKwh(usage.withPowerLimitWatts(500), bare).best())
        .isCloseTo(4, within(1e-12));
    assertThat(model.energyKwh(usage.withPowerLimitWatts(500), bare).high())
        .isCloseTo(4, within(1e-12));
    // A limit at or above the rating changes nothing.
    assertThat(model.energyKwh(usage.withPowerLimitWatts(700), bare))
        .isEqualTo(model.energyKwh(usage, bare));
    // Idle is 0.15 x 700 W = 105 W whatever the limit; 105 W x 8 = 0.84 kW
    assertThat(
            model.energyKwh(usage.withPowerLimitWatts(500).withUtilizationPercent(0), bare).best())
        .isCloseTo(0.84, within(1e-12));
  }

  @Test
  void slice_hasItsShareAtBestAndAtHighPartOfWhatNobodyElseUses() {
    Usage whole =
        Usage.of(Devices.H100, 1, 1000)
            .withAcceleratorWatts(560)
            .withHostWattsPerAccelerator(240)
            .withNetworkFraction(0);
    Site bare = Site.UNKNOWN.withPue(1);

    Range kwh = model.energyKwh(whole.withAcceleratorFraction(0.25), bare);

    // 800 W in all, 0.25 of it: 200 W
    assertThat(kwh.best()).isCloseTo(200, within(1e-9));
    // 0.8 x 0.25 = 0.2: 160 W
    assertThat(kwh.low()).isCloseTo(160, within(1e-9));
    // 1.2 x 0.25 + 0.25 x 0.75 = 0.4875: 390 W
    assertThat(kwh.high()).isCloseTo(390, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.MIN_VALUE, 1e-300, 1e-12})
  void slice_ofNearlyNothing_hasAFiniteRange(double fraction) {
    Usage usage = Usage.of(Devices.H100, 8, 72).withAcceleratorFraction(fraction);

    Estimate estimate = Estimator.standard().estimate(Method.FALLBACK, usage, Site.UNKNOWN);

    assertThat(estimate.calibrated().orElseThrow().costUsd().high()).isFinite();
    assertThat(Estimator.standard().explain(usage, Site.UNKNOWN))
        .allSatisfy(row -> assertThat(row.effectHighPercent()).isFinite());
  }

  @Test
  void explanation_namesTheShareOfASliceAlone() {
    Usage usage = Usage.of(Devices.H100, 1, 10);

    assertThat(Estimator.standard().explain(usage, Site.UNKNOWN))
        .extracting(ExplainedAssumption::name)
        .doesNotContain("power_share");
    assertThat(Estimator.standard().explain(usage.withAcceleratorFraction(0.5), Site.UNKNOWN))
        .extracting(ExplainedAssumption::name)
        .contains("power_share");
  }

  @Test
  void load_ofAnOpenUtilization_isOneBandThatReachesTheRating() {
    CalibratedAssumptions open =
        model.assumptions(
            Usage.of(Devices.H100, 8, 1).withWorkloadType(WorkloadType.INFERENCE), Site.UNKNOWN);

    assertThat(open.utilizationFraction()).isEqualTo(Range.exactly(1));
    assertThat(open.fullLoadFraction()).isEqualTo(new Range(0.38, 0.71, 1));
    assertThat(Estimator.standard().explain(Usage.of(Devices.H100, 8, 1), Site.UNKNOWN))
        .noneMatch(row -> row.name().equals("utilization_fraction"));
  }

  @Test
  void kindsOfWork_haveBandsOfTheirOwn() {
    Map<WorkloadType, Double> best = new EnumMap<>(WorkloadType.class);
    for (WorkloadType type : WorkloadType.values()) {
      Usage usage = Usage.of(Devices.H100, 8, 1).withWorkloadType(type);
      best.put(type, model.assumptions(usage, Site.UNKNOWN).fullLoadFraction().best());
    }

    assertThat(best)
        .containsEntry(WorkloadType.TRAINING, 0.805)
        .containsEntry(WorkloadType.FINE_TUNING, 0.805)
        .containsEntry(WorkloadType.INFERENCE, 0.71)
        .containsEntry(WorkloadType.IMAGE_GENERATION, 0.82)
        .containsEntry(WorkloadType.VIDEO_GENERATION, 0.87)
        .containsEntry(WorkloadType.OTHER, 0.79);
  }

  @Test
  void moduleWithItsHostOnBoard_countsNeitherHostNorStorageTwice() {
    Accelerator orin = Estimator.standard().accelerators().get("NVIDIA_JETSON_AGX_ORIN_64");
    Usage usage = Usage.of(orin, 1, 1000).withWorkloadType(WorkloadType.INFERENCE);

    // 60 W × (0.77 + 0.05) × 1.01 = 49.692 W
    assertThat(model.energyKwh(usage, Site.UNKNOWN.withPue(1)).best())
        .isCloseTo(49.692, within(1e-9));
  }

  @Test
  void energy_ofMeteredTpu_isItsSystemWatts() {
    Usage usage =
        Usage.of(Devices.TPU_V4, 1, 1000)
            .withWorkloadType(WorkloadType.TRAINING)
            .withNetworkFraction(0);

    Range kwh = model.energyKwh(usage, Site.UNKNOWN.withPue(1));

    assertThat(kwh.low()).isCloseTo(326, within(1e-9));
    assertThat(kwh.best()).isCloseTo(352, within(1e-9));
    assertThat(kwh.high()).isCloseTo(380, within(1e-9));
  }

  @Test
  void range_ofAnUnknownDevice_isWide() {
    Range kwh = model.energyKwh(Usage.of(Accelerator.unknown("X1"), 1, 1), Site.UNKNOWN);

    assertThat(kwh.high() / kwh.low()).isGreaterThan(4);
  }

  @Test
  void gpuWatts_thatNoVendorPublishes_haveABand() {
    AcceleratorCatalogue catalogue = Estimator.standard().accelerators();

    for (String name : java.util.List.of("Apple M4 Max", "Trainium2", "Ascend 910C")) {
      Accelerator estimated = catalogue.get(name);
      Range watts = model.assumptions(Usage.of(estimated, 1, 1), Site.UNKNOWN).gpuWatts();
      assertThat(watts).as(name).isEqualTo(new Range(0.6, 1, 1.4).times(estimated.tdpWatts()));
    }
    assertThat(model.assumptions(Usage.of(catalogue.get("L4"), 1, 1), Site.UNKNOWN).gpuWatts())
        .isEqualTo(Range.exactly(72));
  }

  @Test
  void estimate_fromItsAssumptions_isTheSameBitForBit() {
    Random random = new Random(7);
    for (int job = 0; job < 1000; job++) {
      Usage usage =
          Usage.of(job % 2 == 0 ? Devices.L4 : Devices.H100, 1 + job, random.nextDouble() * 500);
      Usage stated = job % 3 == 0 ? usage : usage.withUtilizationPercent(random.nextDouble() * 100);
      Site site = job % 5 == 0 ? Site.UNKNOWN.withGridKgPerKwh(random.nextDouble()) : Site.UNKNOWN;

      CalibratedEstimate made = model.estimate(stated, site);

      assertThat(
              CalibratedModel.estimate(
                  made.assumptions(), stated.acceleratorCount(), stated.durationHours()))
          .as("seed 7, job %d", job)
          .isEqualTo(made);
      assertThat(model.energyKwh(stated, site)).isEqualTo(made.kwh());
    }
  }

  @Test
  void estimate_onACleanGrid_hasNoEmissions() {
    CalibratedEstimate estimate =
        model.estimate(Usage.of(Devices.H100, 8, 72), Site.UNKNOWN.withGridKgPerKwh(0));

    assertThat(estimate.carbonKg()).isEqualTo(Range.exactly(0));
    assertThat(estimate.kwh().best()).isPositive();
  }

  @Test
  void energy_ofNoWattsAtAll_isNothingAtBest() {
    Range none = Range.exactly(0);
    Range one = Range.exactly(1);
    CalibratedAssumptions assumptions =
        new CalibratedAssumptions(
            none, one, one, one, new Range(0, 0, 9), none, one, one, none, none, one);

    // Nothing but a host of at most 9 W for 1000 hours.
    assertThat(CalibratedModel.estimate(assumptions, 1, 1000).kwh()).isEqualTo(new Range(0, 0, 9));
  }
}
