package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours and watts that were derived from the work carry their band into every figure. */
final class DerivedUsageTest {
  private static final Offset<Double> EXACT = within(1e-9);
  private static final Estimator ESTIMATOR = Estimator.standard();
  private static final CalibratedModel MODEL = new CalibratedModel();
  private static final Site SITE = Site.UNKNOWN.withPue(1).withGridKgPerKwh(0.5).withUsdPerKwh(0.1);

  /** 500 W and 500 W of host: a kilowatt each, without doubt. */
  private static final Usage KILOWATTS =
      Usage.of(Devices.A100, 8, 1)
          .withAcceleratorWatts(500)
          .withHostWattsPerAccelerator(500)
          .withNetworkFraction(0);

  private static final Range HOURS = new Range(80, 100, 150);

  @Test
  void hoursBand_isTheBandOfEnergyEmissionsAndCost() {
    CalibratedEstimate estimate = MODEL.estimate(KILOWATTS.withHoursBand(HOURS), SITE);

    // 1 kW x 8 x 80, 100, 150 h; x 0.5 kg; x 0.1 USD
    assertRange(estimate.kwh(), 640, 800, 1200);
    assertRange(estimate.carbonKg(), 320, 400, 600);
    assertRange(estimate.costUsd(), 64, 80, 120);
    assertRange(estimate.assumptions().hoursRatio(), 0.8, 1, 1.5);
  }

  @Test
  void wattsBand_isCombinedWithTheHoursInQuadrature() {
    Usage usage =
        Usage.of(Devices.A100, 8, 1)
            .withHostWattsPerAccelerator(500)
            .withNetworkFraction(0)
            .withAcceleratorWattsBand(new Range(400, 500, 625))
            .withHoursBand(HOURS);

    Range kwh = MODEL.energyKwh(usage, SITE);

    // ln 0.9 and ln 0.8: -0.1053605, -0.2231436, together -0.2467669; ln 1.125 and ln 1.5:
    // 0.1177830, 0.4054651,
    // together 0.4222260
    assertThat(kwh.best()).isCloseTo(800, EXACT);
    assertThat(kwh.low()).isCloseTo(800 * Math.exp(-0.2467669), within(1e-3));
    assertThat(kwh.high()).isCloseTo(800 * Math.exp(0.4222260), within(1e-3));
  }

  @Test
  void storedAssumptions_giveTheEstimateAgainBitForBit() {
    Usage usage =
        Usage.of(Devices.H100, 512, 1)
            .withHoursBand(new Range(211.7, 333.3, 512.9))
            .withAcceleratorWattsBand(new Range(301, 433, 611));
    CalibratedEstimate made = MODEL.estimate(usage, Site.UNKNOWN);

    assertThat(CalibratedModel.estimate(made.assumptions(), 512, 333.3)).isEqualTo(made);
  }

  @Test
  void statedHours_haveARatioOfOne() {
    Usage usage = Usage.of(Devices.H100, 8, 72);

    assertThat(MODEL.assumptions(usage, SITE).hoursRatio()).isEqualTo(Range.exactly(1));
    assertThat(usage.hoursBand()).isEqualTo(Range.exactly(72));
    assertThat(usage.withHoursBand(Range.exactly(72))).isEqualTo(usage);
    assertThat(names(MODEL.explain(usage, SITE))).doesNotContain("duration_hours");
  }

  @Test
  void derivedHours_areExplainedWithWhatTheyDo() {
    ExplainedAssumption row =
        MODEL.explain(KILOWATTS.withHoursBand(HOURS), SITE).stream()
            .filter(one -> one.name().equals("duration_hours"))
            .findFirst()
            .orElseThrow();

    assertThat(row.value()).isEqualTo(100);
    assertThat(row.low()).isEqualTo(80);
    assertThat(row.high()).isEqualTo(150);
    assertThat(row.unit()).isEqualTo("h");
    assertThat(row.source()).isEqualTo("derived from the work; not stated, not measured");
    assertThat(row.effectLowPercent()).isCloseTo(-20, EXACT);
    assertThat(row.effectHighPercent()).isCloseTo(50, EXACT);
  }

  @Test
  void derivedWatts_replaceWhatIsAssumedOfTheLoad_andMeasuredWattsReplaceThem() {
    Range band = new Range(300, 400, 500);
    Usage derived = Usage.of(Devices.H100, 8, 72).withAcceleratorWattsBand(band);
    CalibratedAssumptions assumed = MODEL.assumptions(derived, SITE);

    assertThat(derived.acceleratorWattsBand()).contains(band);
    assertThat(derived.acceleratorWatts()).isEmpty();
    assertThat(assumed.gpuWatts()).isEqualTo(band);
    assertThat(assumed.utilizationFraction()).isEqualTo(Range.exactly(1));
    assertThat(assumed.idleFraction()).isEqualTo(Range.exactly(1));
    assertThat(assumed.fullLoadFraction()).isEqualTo(Range.exactly(1));
    assertThat(MODEL.assumptions(derived.withAcceleratorWatts(350), SITE).gpuWatts())
        .isEqualTo(Range.exactly(350));
    assertThat(MODEL.assumptions(derived.withPowerLimitWatts(450), SITE).gpuWatts())
        .isEqualTo(new Range(300, 400, 450));
    assertThat(MODEL.assumptions(derived.withPowerLimitWatts(350), SITE).gpuWatts())
        .isEqualTo(new Range(300, 350, 350));
  }

  @Test
  void derivedFigures_leaveTheSimpleFormulaAlone() {
    Usage stated = Usage.of(Devices.H100, 8, 100).withUtilizationPercent(85);
    Usage derived = stated.withHoursBand(HOURS).withAcceleratorWattsBand(new Range(300, 400, 500));

    Estimate simple = ESTIMATOR.estimate(Method.FALLBACK, derived, SITE);
    assertThat(simple.kwh()).isEqualTo(ESTIMATOR.estimate(Method.FALLBACK, stated, SITE).kwh());
    assertThat(simple.assumptions().utilizationPercent()).isEqualTo(85);
    Assumptions calibrated = ESTIMATOR.estimate(Method.CALIBRATED, derived, SITE).assumptions();
    assertThat(calibrated.gpuWatts()).isEqualTo(400);
    assertThat(calibrated.utilizationPercent()).isEqualTo(100);
  }

  @Test
  void embodiedCarbon_takesTheHoursBand() {
    Range stated = embodied(Usage.of(Devices.H100, 8, 100));
    Range derived = embodied(Usage.of(Devices.H100, 8, 1).withHoursBand(HOURS));

    assertThat(derived.best()).isEqualTo(stated.best());
    assertThat(Math.log(derived.high() / derived.best()))
        .isCloseTo(Math.hypot(Math.log(stated.high() / stated.best()), Math.log(1.5)), EXACT);
    assertThat(Math.log(derived.best() / derived.low()))
        .isCloseTo(Math.hypot(Math.log(stated.best() / stated.low()), Math.log(1.25)), EXACT);
  }

  /** The same work has the same doubt everywhere, so that it says nothing against a saving. */
  @Test
  void compare_sharesTheDoubtAboutHours() {
    Usage stated = Usage.of(Devices.H100, 8, 100);
    Comparison.Alternative plain = against(stated);
    Comparison.Alternative derived = against(stated.withHoursBand(HOURS));

    assertThat(derived.saving()).isEqualTo(plain.saving());
    assertThat(derived.durationHours()).isEqualTo(plain.durationHours());
    assertThat(derived.kwh().high()).isGreaterThan(plain.kwh().high());
  }

  /** Three times the hours on a third of the speed: the band stays as wide as a ratio. */
  @Test
  void hoursElsewhere_keepTheirBandAsARatio() {
    Usage there =
        Usage.of(Devices.H100, 8, 1)
            .withHoursBand(HOURS)
            .on(Devices.A100, java.util.Optional.empty(), 300);

    assertRange(there.hoursBand(), 240, 300, 450);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 1", "1000001, 1000001, 1000001"})
  void hoursOutOfRange_areRefused(double low, double best, double high) {
    assertThatThrownBy(() -> KILOWATTS.withHoursBand(new Range(low, best, high)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("durationHours");
  }

  @Test
  void wattsOutOfRange_areRefused() {
    assertThatThrownBy(() -> KILOWATTS.withAcceleratorWattsBand(new Range(1, 2, 100_001)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("acceleratorWatts");
  }

  @Test
  void line_saysWhatWasDerived() {
    assertThat(
            Usage.of(Devices.H100, 8, 1)
                .withHoursBand(HOURS)
                .withAcceleratorWattsBand(new Range(300, 400, 500)))
        .hasToString("8 x NVIDIA_H100_SXM, 100 (80 to 150) h, derived 400 (300 to 500) W");
  }

  private static Comparison.Alternative against(Usage usage) {
    return ESTIMATOR
        .compare(usage, SITE, 70, List.of(Devices.A100), List.of(), Comparison.SortBy.KWH)
        .alternatives()
        .get(0);
  }

  private static Range embodied(Usage usage) {
    return ESTIMATOR.estimate(Method.CALIBRATED, usage, SITE).embodiedKg().orElseThrow();
  }

  private static List<String> names(List<ExplainedAssumption> rows) {
    return rows.stream().map(ExplainedAssumption::name).toList();
  }

  private static void assertRange(Range range, double low, double best, double high) {
    assertThat(range.low()).isCloseTo(low, EXACT);
    assertThat(range.best()).isCloseTo(best, EXACT);
    assertThat(range.high()).isCloseTo(high, EXACT);
  }
}
