package com.aluminatiai.estimation.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A factor that is documented has an effect, and so has every measured curve. */
final class EveryServingFactorTest {
  private static final MeasuredCurves CURVES = MeasuredCurves.read();
  private static final List<Accelerator> ACCELERATORS =
      Stream.of("NVIDIA_A100_SXM_80", "NVIDIA_H100_SXM", "NVIDIA_B200", "NVIDIA_H20")
          .map(CommonDeployments::accelerator)
          .toList();
  private static final Accelerator BARE = Accelerator.builder("BARE", 300).build();
  private static final List<Object> FIGURES = figures(ServingFactors.read());

  static Stream<String> keys() {
    return ServingFactors.read().keys().stream();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyFactor_movesSomeEstimate(String key) {
    ServingFactors factors = ServingFactors.read();
    double moved = factors.get(key) == 0 ? 0.1 : factors.get(key) * 0.9;

    assertThat(figures(factors.with(key, moved))).isNotEqualTo(FIGURES);
  }

  static Stream<MeasuredCurve> curves() {
    return CURVES.all().stream();
  }

  @ParameterizedTest
  @MethodSource("curves")
  void everyCurve_isWhatItsConfigurationIsEstimatedBy(MeasuredCurve curve) {
    MeasuredCurve.Configuration there = curve.configuration();
    LanguageModel model = LanguageModels.standard().find(there.modelId()).orElseThrow();
    double concurrency = Math.sqrt(curve.concurrencyLow() * curve.concurrencyHigh());
    Optional<Accelerator> accelerator =
        Estimator.standard().accelerators().byId(there.acceleratorId());
    ServingWork work =
        ServingWork.of(model, there.outputTokens() * 10)
            .withRequests(10)
            .withBits(there.bits())
            .withConcurrency(concurrency);

    ServingEstimate estimate =
        ServingModel.standard().estimate(work, accelerator.orElseThrow(), there.count());

    assertThat(model.id()).isEqualTo(there.modelId());
    assertThat(estimate.isMeasured()).isTrue();
    assertThat(estimate.joulesPerOutputToken().best())
        .isCloseTo(
            curve.joulesPerToken(concurrency),
            org.assertj.core.data.Percentage.withPercentage(1e-6));
  }

  private static List<Object> figures(ServingFactors factors) {
    ServingModel model = new ServingModel(new ServingRules(factors, CURVES));
    List<Object> figures = new ArrayList<>();
    for (LanguageModel of : models()) {
      ServingWork open = ServingWork.of(of, 1e6);
      for (ServingWork work :
          List.of(
              open,
              open.withConcurrency(24),
              open.withTokensPerSecond(300),
              open.withInputTokens(8e6).withRequests(4000).withConcurrency(24).withBits(8))) {
        figures.add(shown(model.estimate(work)));
        ACCELERATORS.forEach(each -> figures.add(shown(model.estimate(work, each, 4))));
        figures.add(shown(model.estimate(work, BARE, 2)));
      }
    }
    return figures;
  }

  private static List<LanguageModel> models() {
    LanguageModel small = LanguageModels.standard().find("llama-3.1-8b").orElseThrow();
    return List.of(
        small,
        LanguageModel.ofSize(35, OptionalDouble.empty()),
        LanguageModel.ofSize(550, OptionalDouble.of(40)));
  }

  private static List<Range> shown(ServingEstimate estimate) {
    return List.of(estimate.joulesPerOutputToken(), estimate.busyHours());
  }
}
