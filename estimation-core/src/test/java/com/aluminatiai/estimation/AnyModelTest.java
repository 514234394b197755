package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Comparing and explaining by whichever energy model. */
final class AnyModelTest {
  private static final Estimator ESTIMATOR = Estimator.standard();
  private static final Accelerator A100 = ESTIMATOR.accelerators().get("A100");
  private static final Accelerator H100 = ESTIMATOR.accelerators().get("H100");
  private static final Usage USAGE = Usage.of(A100, 8, 100);
  private static final Site POLAND = Site.in(ESTIMATOR.regions().get("Poland"));

  /** The rated watts, a tenth less to a fifth more. */
  private record Rated() implements EnergyModel {
    @Override
    public String id() {
      return "rated";
    }

    @Override
    public Range energyKwh(Usage usage, Site site) {
      double hours = usage.durationHours() * usage.acceleratorCount();
      return new Range(0.9, 1, 1.2).times(usage.accelerator().tdpWatts() * hours / 1000);
    }
  }

  private static Comparison compare(EnergyModel model, Accelerator other, Region region) {
    return ESTIMATOR.compare(
        model, USAGE, POLAND, 140, List.of(other), List.of(region), Comparison.SortBy.KWH);
  }

  @Test
  void compare_byTheCalibratedModel_isTheUsualComparison() {
    Region sweden = ESTIMATOR.regions().get("Sweden");

    assertThat(compare(ESTIMATOR.calibratedModel(), H100, sweden))
        .isEqualTo(
            ESTIMATOR.compare(
                USAGE, POLAND, 140, List.of(H100), List.of(sweden), Comparison.SortBy.KWH));
  }

  @Test
  void compare_onTheSameAccelerator_theModelsRangeCancels() {
    Comparison.Alternative same =
        compare(new Rated(), A100, ESTIMATOR.regions().get("Sweden")).alternatives().get(0);

    // 400 W × 8 × 100 h = 320 kWh, a tenth less to a fifth more
    assertThat(same.kwh().low()).isCloseTo(288, within(1e-9));
    assertThat(same.kwh().best()).isCloseTo(320, within(1e-9));
    assertThat(same.kwh().high()).isCloseTo(384, within(1e-9));
    assertThat(same.saving()).isEqualTo(new Comparison.SavingPercent(0, 0, 0));
    assertThat(same.distinguishable()).isFalse();
  }

  @Test
  void compare_onAnotherAccelerator_bothRangesCount() {
    Comparison.Alternative other =
        compare(new Rated(), H100, POLAND.region().orElseThrow()).alternatives().get(0);

    // 312 TFLOP/s against 989: 700 W / 400 W × 312 / 989 of the energy
    double energy = 700.0 / 400 * 312 / H100.bf16Tflops().orElseThrow();
    assertThat(other.saving().best()).isCloseTo(100 * (1 - energy), within(1e-9));
    // at the least √(ln² 1.2 + ln² 0.9) in the logarithm, and the doubt about the hours besides
    double doubt = Math.hypot(Math.log(1.2), Math.log(0.9));
    assertThat(other.saving().low())
        .isLessThan(100 * (1 - energy * Math.exp(doubt)))
        .isLessThan(other.saving().best());
  }

  @Test
  void compare_bySimpleFormula_isExactInEnergy() {
    Comparison.Alternative same =
        compare(new FallbackModel(), A100, POLAND.region().orElseThrow()).alternatives().get(0);

    // 400 W × 8 × 100 h × 0.8 × 1.3 = 332.8 kWh
    assertThat(same.kwh()).isEqualTo(Range.exactly(same.kwh().best()));
    assertThat(same.kwh().best()).isCloseTo(332.8, within(1e-9));
    assertThat(same.costUsd().high()).isGreaterThan(same.costUsd().best());
  }

  @Test
  void explain_byAModelThatSaysNothing_isItsRange() {
    List<ExplainedAssumption> rows =
        ESTIMATOR.explain(new Rated(), USAGE, POLAND.withUsdPerKwh(0.1));

    assertThat(rows)
        .extracting(ExplainedAssumption::name)
        .containsExactly("energy_kwh", "grid_kg_per_kwh", "usd_per_kwh");
    assertThat(rows.get(0).value()).isCloseTo(320, within(1e-9));
    assertThat(rows.get(0).source()).isEqualTo("rated");
    assertThat(rows.get(0).effectLowPercent()).isCloseTo(-10, within(1e-9));
    assertThat(rows.get(0).effectHighPercent()).isCloseTo(20, within(1e-9));
    assertThat(rows.get(2).source()).isEqualTo("stated by the caller");
    assertThat(ESTIMATOR.explain(new Rated(), Usage.of(A100, 1, 0), POLAND).get(0).value())
        .isZero();
  }

  @Test
  void explain_byAModelThatSaysMore_isItsWords() {
    EnergyModel metered =
        new EnergyModel() {
          @Override
          public String id() {
            return "metered";
          }

          @Override
          public Range energyKwh(Usage usage, Site site) {
            return Range.exactly(usage.durationHours());
          }

          @Override
          public List<ExplainedAssumption> explain(Usage usage, Site site) {
            return List.of(
                ExplainedAssumption.of("rack_watts", "W", new Range(900, 1000, 1200), "meter 7")
                    .withEffectPercent(-10, 20));
          }
        };

    ExplainedAssumption row = ESTIMATOR.explain(metered, USAGE, POLAND).get(0);

    assertThat(row).hasToString("rack_watts 1000 (900 to 1200), unit W: meter 7");
    assertThat(row.effectLowPercent()).isEqualTo(-10);
    assertThat(row.effectHighPercent()).isEqualTo(20);
  }

  @Test
  void explain_bySimpleFormula_saysWhereEachFigureIsFrom() {
    Usage usage = USAGE.withUtilizationPercent(50).withAcceleratorFraction(0.25);

    assertThat(ESTIMATOR.explain(new FallbackModel(), usage, Site.UNKNOWN))
        .extracting(ExplainedAssumption::name, ExplainedAssumption::value)
        .startsWith(
            tuple("gpu_watts", 400.0),
            tuple("utilization_fraction", 0.5),
            tuple("gpu_fraction", 0.25),
            tuple("pue", 1.3));
    assertThat(ESTIMATOR.explain(new FallbackModel(), USAGE.withAcceleratorWatts(300), POLAND))
        .extracting(ExplainedAssumption::name, ExplainedAssumption::source)
        .startsWith(
            tuple("gpu_watts", "stated by the caller"), tuple("pue", "the formula's default"));
    assertThat(ESTIMATOR.explain(new FallbackModel(), USAGE, POLAND.withPue(1.2)))
        .extracting(ExplainedAssumption::source)
        .startsWith(A100.source(), "the formula's default", "stated by the caller");
  }
}
