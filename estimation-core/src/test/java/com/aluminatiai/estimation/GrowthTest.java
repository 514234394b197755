package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.estimation.work.LanguageModel;
import com.aluminatiai.estimation.work.LanguageModels;
import com.aluminatiai.estimation.work.MemoryNeed;
import com.aluminatiai.estimation.work.Plan;
import com.aluminatiai.estimation.work.PlanOption;
import com.aluminatiai.estimation.work.TrainingHours;
import com.aluminatiai.estimation.work.TrainingWork;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The library can tell and take more than today without breaking anybody who is built with it. */
final class GrowthTest {
  private static final Estimator ESTIMATOR = Estimator.standard();
  private static final Usage USAGE =
      Usage.of(ESTIMATOR.accelerators().get("H100"), 8, 72)
          .withUtilizationPercent(85)
          .withAcceleratorFraction(0.5);
  private static final Site SITE = Site.in(ESTIMATOR.regions().get("gcp:europe-west9"));

  static Stream<Class<?>> grown() {
    return Stream.of(
        Accelerator.class,
        Assumptions.class,
        CalibratedAssumptions.class,
        CalibratedEstimate.class,
        Comparison.class,
        Comparison.Alternative.class,
        Comparison.CountedOtherwise.class,
        Comparison.SavingPercent.class,
        Equivalent.class,
        Estimate.class,
        Estimator.class,
        ExplainedAssumption.class,
        MachineType.class,
        Match.class,
        ModelEstimate.class,
        Rating.class,
        Region.class,
        RentalCost.class,
        RentalPrice.class,
        Site.class,
        Slice.class,
        Usage.class,
        LanguageModel.class,
        LanguageModels.class,
        MemoryNeed.class,
        Plan.class,
        Plan.Builder.class,
        Plan.LeftOut.class,
        PlanOption.class,
        TrainingHours.class,
        TrainingWork.class);
  }

  @ParameterizedTest
  @MethodSource("grown")
  void whatMayGrow_hasNoPublicConstructorAndNoSubclass(Class<?> type) {
    assertThat(type.getConstructors()).isEmpty();
    assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
    assertThat(type.isRecord()).isFalse();
  }

  @Test
  void anEstimate_isMadeAgainFromItsParts() {
    Estimate made = ESTIMATOR.estimate(Method.FALLBACK, USAGE, SITE);
    CalibratedEstimate range = made.calibrated().orElseThrow();

    Estimate again =
        Estimate.builder()
            .kwh(made.kwh())
            .carbonKg(made.carbonKg())
            .costUsd(made.costUsd())
            .method(made.method())
            .assumptions(copy(made.assumptions()))
            .calibrated(
                CalibratedEstimate.builder()
                    .kwh(range.kwh())
                    .carbonKg(range.carbonKg())
                    .costUsd(range.costUsd())
                    .assumptions(copy(range.assumptions()))
                    .build())
            .embodiedKg(made.embodiedKg().orElseThrow())
            .waterLitres(made.waterLitres().orElseThrow())
            .rental(made.rental().orElseThrow())
            .factorsVersion(made.factorsVersion())
            .build();

    assertThat(again).isEqualTo(made).hasSameHashCodeAs(made);
    assertThat(CalibratedModel.estimate(again.calibrated().orElseThrow().assumptions(), 8, 72))
        .isEqualTo(range);
  }

  private static Assumptions copy(Assumptions made) {
    return Assumptions.builder()
        .gpu(made.gpu())
        .gpuId(made.gpuId())
        .gpuWatts(made.gpuWatts())
        .gpuFraction(made.gpuFraction())
        .utilizationPercent(made.utilizationPercent())
        .pue(made.pue())
        .gridKgPerKwh(made.gridKgPerKwh())
        .usdPerKwh(made.usdPerKwh())
        .region(made.region().orElseThrow())
        .accounting(made.accounting().orElseThrow())
        .build();
  }

  private static CalibratedAssumptions copy(CalibratedAssumptions made) {
    return CalibratedAssumptions.builder()
        .gpuWatts(made.gpuWatts())
        .utilizationFraction(made.utilizationFraction())
        .idleFraction(made.idleFraction())
        .fullLoadFraction(made.fullLoadFraction())
        .hostWattsPerGpu(made.hostWattsPerGpu())
        .networkFraction(made.networkFraction())
        .powerShare(made.powerShare())
        .pue(made.pue())
        .gridKgPerKwh(made.gridKgPerKwh())
        .usdPerKwh(made.usdPerKwh())
        .hoursRatio(made.hoursRatio())
        .build();
  }

  @Test
  void aBuilder_namesWhatIsMissing() {
    assertThatThrownBy(() -> Estimate.builder().kwh(1).carbonKg(1).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("costUsd was not set");
    assertThatThrownBy(() -> CalibratedEstimate.builder().kwh(Range.exactly(1)).build())
        .isInstanceOf(NullPointerException.class)
        .hasMessage("carbonKg");
  }

  @Test
  void lines_areReadable() {
    Usage usage = Usage.of(ESTIMATOR.accelerators().get("H100"), 8, 72).withUtilizationPercent(85);

    // 700 W × 8 × 72 h × 0.85 × 1.3 = 445.536 kWh; × 0.4 = 178.2144 kg; × 0.15 = 66.8304 USD
    assertThat(ESTIMATOR.estimate(Method.FALLBACK, usage, Site.UNKNOWN).toString())
        .startsWith("445.54 kWh, 178.21 kg CO2e, 66.83 USD by fallback; calibrated ")
        .endsWith("; factors " + ESTIMATOR.factorsVersion());
    assertThat(usage).hasToString("8 x NVIDIA H100 SXM, 72.0 h, 85.0 % utilization");
    assertThat(Site.in(ESTIMATOR.regions().get("France")).withPue(1.12))
        .hasToString("FR, PUE 1.12");
    assertThat(usage.accelerator()).hasToString("NVIDIA H100 SXM (NVIDIA_H100_SXM), 700.0 W");
    assertThat(new Range(0.00123456, 0.2, 1234.567)).hasToString("0.2 (0.001235 to 1234.57)");
    assertThat(Range.exactly(0)).hasToString("0");
    assertThat(List.of(Range.exactly(1e300), Range.exactly(1e-12)))
        .hasToString("[1.0E300, 1.0E-12]");
  }
}
