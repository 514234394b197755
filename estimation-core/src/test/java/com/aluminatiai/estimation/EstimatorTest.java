package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EstimatorTest {
  private static final Region CLOUD =
      region("aws:test-1", new Range(0.2, 0.25, 0.4), OptionalDouble.of(1.2), OptionalDouble.of(2));

  private final Estimator estimator = Estimator.standard();

  private static Region region(
      String code, Range grid, OptionalDouble pue, OptionalDouble wueLitresPerKwh) {
    return new Region(
        code,
        code,
        Region.Level.CLOUD,
        Optional.of("aws"),
        "US",
        grid,
        2024,
        Region.Level.CLOUD,
        Accounting.LIFE_CYCLE,
        Optional.empty(),
        pue,
        false,
        wueLitresPerKwh,
        OptionalDouble.empty(),
        false,
        "a test");
  }

  @ParameterizedTest
  @EnumSource(
      value = Method.class,
      names = {"CALIBRATED", "AGENT"})
  void estimate_byTheCalibratedModel_headlinesItsBestFigure(Method method) {
    Usage usage = Usage.of(Devices.H100, 8, 72);

    Estimate estimate = estimator.estimate(method, usage, Site.UNKNOWN);

    Range kwh = estimate.calibrated().orElseThrow().kwh();
    assertThat(estimate.kwh()).isEqualTo(kwh.best());
    assertThat(estimate.carbonKg()).isEqualTo(kwh.best() * 0.4);
    assertThat(estimate.assumptions().utilizationPercent()).isEqualTo(80);
    assertThat(estimate.factorsVersion()).isEqualTo(estimator.factorsVersion());
  }

  @Test
  void estimate_inARegion_takesItsFactorsAndBands() {
    CalibratedEstimate estimate =
        estimator
            .estimate(Method.FALLBACK, Usage.of(Devices.H100, 8, 72), Site.in(CLOUD))
            .calibrated()
            .orElseThrow();

    assertThat(estimate.assumptions().gridKgPerKwh()).isEqualTo(CLOUD.gridKgPerKwh());
    // 1.2 ± 5 %
    assertThat(estimate.assumptions().pue().low()).isCloseTo(1.14, within(1e-12));
    assertThat(estimate.assumptions().pue().high()).isCloseTo(1.26, within(1e-12));
    assertThat(estimate.carbonKg().high() / estimate.carbonKg().best())
        .isGreaterThan(estimate.kwh().high() / estimate.kwh().best());
  }

  @Test
  void water_countsTheEnergyOfTheMachinesNotOfTheBuilding() {
    Usage usage =
        Usage.of(Devices.H100, 1, 1000)
            .withAcceleratorWatts(600)
            .withHostWattsPerAccelerator(400)
            .withNetworkFraction(0);

    Range lukewarm = water(usage, Site.in(CLOUD).withPue(1.2));

    // (600 W + 400 W) × 1000 h = 1000 kWh × 2 litres, whatever the PUE
    assertThat(lukewarm.best()).isCloseTo(2000, within(1e-9));
    assertThat(water(usage, Site.in(CLOUD).withPue(2)).best()).isCloseTo(2000, within(1e-9));
    assertThat(estimator.estimate(Method.FALLBACK, usage, Site.UNKNOWN).waterLitres()).isEmpty();
  }

  private Range water(Usage usage, Site site) {
    return estimator.estimate(Method.FALLBACK, usage, site).waterLitres().orElseThrow();
  }

  @Test
  void embodied_isAmortisedByHoursOverTheLifetime() {
    Usage usage = Usage.of(Devices.H100, 8, 1000);

    Range kg = estimator.estimate(Method.FALLBACK, usage, Site.UNKNOWN).embodiedKg().orElseThrow();

    // (164 kg + 312.5 kg) / 35,040 h × 8 × 1000 h
    assertThat(kg.best()).isCloseTo(476.5 / 35_040 * 8000, within(1e-9));
    // Each alone at its end, logarithms in quadrature: 127.6 to 273 kg, 211 to 712.5 kg of host,
    // 52,560 to 26,280 h.
    assertThat(kg.low() / kg.best())
        .isCloseTo(quadrature(-1, 476.5 / 440.1, 476.5 / 375, 1.5), within(1e-9));
    assertThat(kg.high() / kg.best())
        .isCloseTo(quadrature(1, 585.5 / 476.5, 876.5 / 476.5, 4 / 3.0), within(1e-9));
  }

  private static double quadrature(int sign, double... ratios) {
    double sum = 0;
    for (double ratio : ratios) {
      sum += Math.log(ratio) * Math.log(ratio);
    }
    return Math.exp(sign * Math.sqrt(sum));
  }

  @Test
  void embodied_ofANodeOfFour_hasAQuarterOfIt() {
    Range kg = embodied(Usage.of(Devices.H100, 4, 1000).withAcceleratorsPerNode(4));

    assertThat(kg.best()).isCloseTo((164 + 2500 / 4.0) / 35_040 * 4000, within(1e-9));
  }

  /** Its own figure has the share of the host in it: 323 kg of chip and 260 kg of host. */
  @Test
  void embodied_ofATpu_countsTheHostOnce() {
    Accelerator tpu = estimator.accelerators().byId("GOOGLE_TPU_V6E").orElseThrow();

    assertThat(embodied(Usage.of(tpu, 4, 1000)).best())
        .isCloseTo(583 / 35_040.0 * 4000, within(1e-9));
  }

  private Range embodied(Usage usage) {
    return estimator.estimate(Method.FALLBACK, usage, Site.UNKNOWN).embodiedKg().orElseThrow();
  }

  /** A card without a source of its own: 70 kg, and 1000 kg of a server over 4 cards. */
  @Test
  void embodied_ofADeviceWithoutASource_isItsClasss() {
    Range kg = embodied(Usage.of(Devices.L4, 4, 1000).withAcceleratorsPerNode(4));

    assertThat(kg.best()).isCloseTo((70 + 1000 / 4.0) / 35_040 * 4000, within(1e-9));
    assertThat(kg.low()).isLessThan(kg.best() / 1.5);
    assertThat(kg.high()).isGreaterThan(kg.best() * 1.5);
  }

  @Test
  void embodied_ofASlice_isItsShare() {
    Usage usage = Usage.of(Devices.H100, 8, 1000);

    assertThat(embodied(usage.withAcceleratorFraction(0.25)).best())
        .isCloseTo(embodied(usage).best() / 4, within(1e-9));
  }

  @Test
  void embodied_ofADeviceThatNobodyKnows_isEmpty() {
    Usage usage = Usage.of(Accelerator.unknown("XPU-9"), 1, 10);

    assertThat(estimator.estimate(Method.FALLBACK, usage, Site.UNKNOWN).embodiedKg()).isEmpty();
  }

  @Test
  void explain_namesEachAssumptionWithItsSourceAndEffect() {
    Usage usage = Usage.of(Devices.H100, 8, 72).withUtilizationPercent(85);

    List<ExplainedAssumption> rows = estimator.explain(usage, Site.UNKNOWN);

    assertThat(rows)
        .extracting(ExplainedAssumption::name)
        .containsExactly(
            "gpu_watts",
            "utilization_fraction",
            "idle_fraction",
            "full_load_fraction",
            "host_watts_per_gpu",
            "network_fraction",
            "pue",
            "grid_kg_per_kwh",
            "usd_per_kwh");
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.source()).isNotBlank();
              assertThat(row.value()).isBetween(row.low(), row.high());
              assertThat(row.effectLowPercent()).isLessThanOrEqualTo(0);
              assertThat(row.effectHighPercent()).isGreaterThanOrEqualTo(0);
            });
    ExplainedAssumption stated = rows.get(1);
    assertThat(stated.source()).isEqualTo("stated by the caller");
    assertThat(stated.effectHighPercent()).isZero();
    // PUE from 1.3 to 1.6: +23.1 %; to 1.1: −15.4 %
    assertThat(rows.get(6).effectHighPercent()).isCloseTo(100 * (1.6 / 1.3 - 1), within(1e-9));
    assertThat(rows.get(6).effectLowPercent()).isCloseTo(100 * (1.1 / 1.3 - 1), within(1e-9));
  }

  @Test
  void effects_combinedInQuadrature_areTheRange() {
    long seed = 11;
    Random random = new Random(seed);
    List<Accelerator> devices = estimator.accelerators().all();
    for (int job = 0; job < 500; job++) {
      Accelerator device = devices.get(random.nextInt(devices.size()));
      Usage usage = Usage.of(device, 1 + random.nextInt(64), 1 + random.nextDouble() * 99);
      Usage stated =
          random.nextBoolean() ? usage : usage.withUtilizationPercent(random.nextInt(101));

      Range kwh = new CalibratedModel().energyKwh(stated, Site.UNKNOWN);
      double squares =
          estimator.explain(stated, Site.UNKNOWN).stream()
              .mapToDouble(row -> Math.log1p(row.effectHighPercent() / 100))
              .map(log -> log * log)
              .sum();

      assertThat(kwh.high() / kwh.best())
          .as("seed %d, job %d, %s", seed, job, device.id())
          .isCloseTo(Math.exp(Math.sqrt(squares)), within(1e-9));
    }
  }

  @Test
  void equivalents_areWorkedByHand() {
    List<Equivalent> rows = estimator.equivalents(445.536, 178.2144);

    assertThat(rows)
        .extracting(Equivalent::name)
        .containsExactly("km_by_car", "phone_charges", "household_days", "tree_months");
    // 178.2144 / 0.2442, 445.536 / 0.019, 445.536 / 29.6, 178.2144 / 0.5
    assertThat(rows.get(0).value()).isCloseTo(729.788697, within(1e-6));
    assertThat(rows.get(1).value()).isCloseTo(23_449.263158, within(1e-6));
    assertThat(rows.get(2).value()).isCloseTo(15.051892, within(1e-6));
    assertThat(rows.get(3).value()).isCloseTo(356.4288, within(1e-9));
    assertThatThrownBy(() -> estimator.equivalents(Double.NaN, 1))
        .hasMessageStartingWith("kwh must be within 0..")
        .hasMessageEndingWith(": NaN");
  }

  @Test
  void estimate_byAModelOfTheCallersOwn_addsEmissionsAndCost() {
    EnergyModel flat =
        new EnergyModel() {
          @Override
          public String id() {
            return "flat";
          }

          @Override
          public Range energyKwh(Usage usage, Site site) {
            return new Range(50, 100, 200).times(usage.durationHours());
          }
        };

    ModelEstimate estimate =
        estimator.estimate(
            flat,
            Usage.of(Devices.H100, 1, 2),
            Site.UNKNOWN.withGridKgPerKwh(0.5).withUsdPerKwh(0.1));

    assertThat(estimate.modelId()).isEqualTo("flat");
    assertThat(estimate.kwh()).isEqualTo(new Range(100, 200, 400));
    assertThat(estimate.carbonKg().best()).isEqualTo(100);
    assertThat(estimate.carbonKg().high()).isCloseTo(200, within(1e-9));
    assertThat(estimate.costUsd().low()).isCloseTo(10, within(1e-9));
  }
}
