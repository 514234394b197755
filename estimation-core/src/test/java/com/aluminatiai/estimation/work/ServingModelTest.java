package com.aluminatiai.estimation.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.WorkloadType;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServingModelTest {
  private static final ServingModel MODEL = ServingModel.standard();
  private static final Accelerator H100 = CommonDeployments.accelerator("NVIDIA_H100_SXM");
  private static final LanguageModel LLAMA_70B = named("llama-3.1-70b");
  private static final LanguageModel OWN_32B = LanguageModel.ofSize(32, OptionalDouble.empty());

  private static LanguageModel named(String name) {
    return LanguageModels.standard().find(name).orElseThrow();
  }

  static Stream<Arguments> deployments() {
    List<LanguageModel> models =
        List.of(
            LLAMA_70B,
            OWN_32B,
            named("gpt-oss-120b"),
            LanguageModel.ofSize(600, OptionalDouble.of(40)),
            LanguageModel.ofSize(1, OptionalDouble.empty()));
    return models.stream()
        .flatMap(
            model ->
                Stream.of("NVIDIA_A100_SXM_80", "NVIDIA_H100_SXM", "NVIDIA_B200", "AMD_MI300X")
                    .flatMap(
                        id -> Stream.of(1, 4, 8, 12).map(count -> Arguments.of(model, id, count))));
  }

  /**
   * More requests at once take less energy each. Measured curves bend back by a little where an
   * engine was near its limits, and what is estimated beside them follows.
   */
  @ParameterizedTest
  @MethodSource("deployments")
  void moreRequestsAtOnce_takeLessEnergyAndMakeMoreTokens(
      LanguageModel model, String id, int count) {
    Accelerator accelerator = CommonDeployments.accelerator(id);
    double joules = Double.POSITIVE_INFINITY;
    double rate = 0;
    for (double concurrency = 1; concurrency <= 4096; concurrency *= 2) {
      ServingWork work = ServingWork.of(model, 1e6).withConcurrency(concurrency);
      ServingEstimate estimate = MODEL.estimate(work, accelerator, count);

      assertThat(estimate.joulesPerOutputToken().best()).isLessThan(joules * 1.1);
      assertThat(estimate.tokensPerSecond()).isGreaterThan(rate * 0.85);
      joules = estimate.joulesPerOutputToken().best();
      rate = estimate.tokensPerSecond();
    }
  }

  @ParameterizedTest
  @MethodSource("deployments")
  void watts_areBetweenIdleAndRating(LanguageModel model, String id, int count) {
    Accelerator accelerator = CommonDeployments.accelerator(id);
    ServingWork open = ServingWork.of(model, 1e6);
    for (ServingWork work :
        List.of(
            open,
            open.withConcurrency(1),
            open.withConcurrency(5000),
            open.withTokensPerSecond(0.01),
            open.withTokensPerSecond(1e7))) {
      double watts = MODEL.estimate(work, accelerator, count).wattsPerAccelerator().best();

      assertThat(watts)
          .isBetween(accelerator.idleWatts().orElse(0) - 1e-9, accelerator.tdpWatts() + 1e-9);
    }
  }

  /** The hours that are stored, times watts with the whole band, are the energy with its band. */
  @ParameterizedTest
  @MethodSource("deployments")
  void bestHoursTimesWatts_areTheEnergy(LanguageModel model, String id, int count) {
    ServingEstimate estimate =
        MODEL.estimate(ServingWork.of(model, 1e9), CommonDeployments.accelerator(id), count);
    Range energy = estimate.wattsPerAccelerator().times(estimate.busyHours().best() * count / 1000);

    assertThat(energy.low()).isCloseTo(estimate.acceleratorKwh().low(), within(1e-6));
    assertThat(energy.best()).isCloseTo(estimate.acceleratorKwh().best(), within(1e-6));
    assertThat(energy.high()).isCloseTo(estimate.acceleratorKwh().high(), within(1e-6));
  }

  @Test
  void concurrencyThatNobodyStated_widensTheRangeToTenfoldAndIsTold() {
    ServingWork work = ServingWork.of(OWN_32B, 1e6).withBits(16);

    ServingEstimate open = MODEL.estimate(work, H100, 1);
    ServingEstimate stated = MODEL.estimate(work.withConcurrency(open.concurrency()), H100, 1);

    assertThat(open.inferred()).containsExactly("concurrency");
    assertThat(stated.inferred()).isEmpty();
    assertThat(open.joulesPerOutputToken().best()).isEqualTo(stated.joulesPerOutputToken().best());
    Range joules = open.joulesPerOutputToken();
    assertThat(joules.high() / joules.low()).isGreaterThan(8);
  }

  @Test
  void tokensPerSecond_countWhereConcurrencyIsStatedToo() {
    ServingWork work = ServingWork.of(LLAMA_70B, 3.6e6).withTokensPerSecond(1000);

    ServingEstimate both = MODEL.estimate(work.withConcurrency(512), H100, 4);
    ServingEstimate rate = MODEL.estimate(work, H100, 4);

    assertThat(both.busyHours()).isEqualTo(Range.exactly(1));
    assertThat(both.joulesPerOutputToken()).isEqualTo(rate.joulesPerOutputToken());
    assertThat(both.concurrency()).isEqualTo(rate.concurrency());
  }

  /** What the model says of a concurrency, it says of the rate that follows from it. */
  @Test
  void rateOfAConcurrency_isServedAtThatConcurrency() {
    ServingWork work = ServingWork.of(OWN_32B, 1e6);
    ServingEstimate stated = MODEL.estimate(work.withConcurrency(40), H100, 2);

    ServingEstimate rate =
        MODEL.estimate(work.withTokensPerSecond(stated.tokensPerSecond()), H100, 2);

    assertThat(rate.concurrency()).isCloseTo(40, within(0.01));
    assertThat(rate.joulesPerOutputToken().best())
        .isCloseTo(stated.joulesPerOutputToken().best(), within(1e-4));
  }

  /** Half of nothing but idle watts: 1 W-second each at 70 W and one token in 70 s. */
  @Test
  void aRateBelowOneRequestAtATime_isPaidByIdleWatts() {
    ServingWork work = ServingWork.of(OWN_32B, 1000).withTokensPerSecond(1e-6);

    double watts = MODEL.estimate(work, H100, 1).wattsPerAccelerator().best();

    assertThat(watts).isCloseTo(H100.idleWatts().orElseThrow(), within(0.01));
  }

  /** 2 x 10^5 operations for 10 times as many prompt tokens: more energy, and more hours. */
  @Test
  void longPrompts_takeMoreEnergy() {
    ServingWork work = ServingWork.of(LLAMA_70B, 1e6).withRequests(2000).withConcurrency(64);

    double few = best(work.withInputTokens(2e5));
    double many = best(work.withInputTokens(2e7));

    // 20 tokens read for each one written: 20 x 2 x 70.55e9 / (989.4e12 x 0.5) s x about 600 W
    // = 3.4 J at full batches; read with the rest of the step it is of that size.
    assertThat(many - few).isBetween(1.5, 7.0);
  }

  private static double best(ServingWork work) {
    return MODEL.estimate(work, H100, 4).joulesPerOutputToken().best();
  }

  @Test
  void fewerBits_takeLessEnergy() {
    ServingWork work = ServingWork.of(OWN_32B, 1e6).withConcurrency(16);

    assertThat(best(work.withBits(4))).isLessThan(best(work.withBits(8)));
    assertThat(best(work.withBits(8))).isLessThan(best(work.withBits(16)));
  }

  /** A model that fits on one of eight is served as replicas, of one or two, of many requests. */
  @Test
  void eightAcceleratorsForASmallModel_takeNoMoreThanOneForItsShare() {
    LanguageModel small = LanguageModel.ofSize(8, OptionalDouble.empty());
    ServingWork work = ServingWork.of(small, 1e6);

    double one = MODEL.estimate(work.withConcurrency(64), H100, 1).joulesPerOutputToken().best();
    double eight = best8(work.withConcurrency(8 * 64));

    assertThat(eight).isBetween(0.8 * one, one);
  }

  private static double best8(ServingWork work) {
    return MODEL.estimate(work, H100, 8).joulesPerOutputToken().best();
  }

  /**
   * 1.2 x 2 bytes x 8.03 = 19.3 GB of one H100's 80; 1.2 x 2 x 70.55 = 169.3 of four; 1.2 x 2 x
   * 405.9 = 974 of eight H200's 1128; 1.2 x 671 = 805 of them too.
   */
  @ParameterizedTest
  @CsvSource({
    "llama-3.1-8b, NVIDIA_H100_SXM, 1",
    "llama-3.1-70b, NVIDIA_H100_SXM, 4",
    "llama-3.1-405b, NVIDIA_H200_SXM, 8",
    "deepseek-v3.1, NVIDIA_H200_SXM, 8"
  })
  void hostedModel_isOnTheSmallestDeploymentThatHoldsIt(String name, String id, int count) {
    ServingEstimate estimate = MODEL.estimate(ServingWork.of(named(name), 1e6));

    assertThat(estimate.accelerator().id()).isEqualTo(id);
    assertThat(estimate.acceleratorCount()).isEqualTo(count);
    assertThat(estimate.inferred()).containsExactly("concurrency", "bits", "gpu_type", "num_gpus");
  }

  @Test
  void hugeModel_isOnMoreNodes() {
    LanguageModel huge = LanguageModel.ofSize(1e6, OptionalDouble.empty());

    ServingEstimate estimate = MODEL.estimate(ServingWork.of(huge, 1).withBits(64));

    // 1.2 x 8 bytes x 10^6 = 9.6e6 GB, and 2 GB on each: over 178 GB they are 53,933 and a few for
    // the cache, and 65,536 is the next.
    assertThat(estimate.acceleratorCount()).isEqualTo(65_536);
  }

  /** A hosted model whose size is an estimate with a band of three has a wider range. */
  @Test
  void sizeThatIsAnEstimate_widensTheRange() {
    LanguageModel estimated = named("gpt-4o");
    ServingWork work = ServingWork.of(estimated, 1e6).withConcurrency(64).withBits(16);
    LanguageModel stated =
        LanguageModel.ofSize(
            estimated.parametersBillions().best(),
            OptionalDouble.of(estimated.activeParametersBillions().best()));

    Range asEstimated = MODEL.estimate(work, H100, 8).joulesPerOutputToken();
    Range asStated =
        MODEL
            .estimate(ServingWork.of(stated, 1e6).withConcurrency(64), H100, 8)
            .joulesPerOutputToken();

    assertThat(asEstimated.best()).isEqualTo(asStated.best());
    assertThat(asEstimated.low()).isLessThan(asStated.low());
    assertThat(asEstimated.high()).isGreaterThan(asStated.high());
  }

  /** The calibrated model adds host, network and PUE, and keeps the band. */
  @Test
  void usage_goesIntoTheCalibratedModel() {
    ServingEstimate estimate =
        MODEL.estimate(ServingWork.of(LLAMA_70B, 1e9).withConcurrency(128), H100, 4);

    Range node =
        Estimator.standard()
            .estimate(Method.CALIBRATED, estimate.usage(), Site.UNKNOWN)
            .calibrated()
            .orElseThrow()
            .kwh();

    assertThat(estimate.usage().workloadType()).contains(WorkloadType.INFERENCE);
    assertThat(node.best()).isGreaterThan(1.3 * estimate.acceleratorKwh().best());
    assertThat(node.best()).isLessThan(4 * estimate.acceleratorKwh().best());
    assertThat(node.high() / node.low()).isGreaterThan(1.9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -1, Double.POSITIVE_INFINITY, 1e300})
  void figureOutOfRange_isRefused(double bad) {
    ServingWork work = ServingWork.of(OWN_32B, 1);
    assertThatIllegalArgumentException().isThrownBy(() -> ServingWork.of(OWN_32B, bad));
    assertThatIllegalArgumentException().isThrownBy(() -> work.withInputTokens(bad));
    assertThatIllegalArgumentException().isThrownBy(() -> work.withRequests(bad));
    assertThatIllegalArgumentException().isThrownBy(() -> work.withConcurrency(bad));
    assertThatIllegalArgumentException().isThrownBy(() -> work.withTokensPerSecond(bad));
    assertThatIllegalArgumentException().isThrownBy(() -> work.withBits(bad));
  }

  /** A plan asks every kind of work alike. */
  @Test
  void work_isDerivedOnAnyAccelerator() {
    ServingWork work = ServingWork.of(LLAMA_70B, 1e9).withConcurrency(64);

    assertThat(work.obstacle(H100)).isEmpty();
    assertThat(work.on(H100, 4)).contains(MODEL.estimate(work, H100, 4).usage());
  }

  /** Twice the bits of 70.55 x 10^9 parameters are 84.66 GB more, with the buffers of a fifth. */
  @Test
  void memory_countsTheBitsThatAreServed() {
    ServingWork work = ServingWork.of(LLAMA_70B, 1e9).withConcurrency(64);

    double more =
        work.withBits(16).memory().sharedGb().best() - work.withBits(8).memory().sharedGb().best();

    assertThat(more).isCloseTo(84.66, within(1e-6));
  }

  @Test
  void moreHoursThanAUsageHas_saysWhatToRaise() {
    ServingWork work = ServingWork.of(LLAMA_70B, 1e18);
    ServingEstimate slow = MODEL.estimate(work.withTokensPerSecond(10), H100, 4);
    ServingEstimate small = MODEL.estimate(work, H100, 4);

    assertThatIllegalArgumentException()
        .isThrownBy(slow::usage)
        .withMessageContaining("tokensPerSecond must be larger");
    assertThatIllegalArgumentException()
        .isThrownBy(small::usage)
        .withMessageContaining("acceleratorCount must be larger");
  }

  @Test
  void nothing_isRefused() {
    assertThatNullPointerException().isThrownBy(() -> ServingWork.of(null, 1));
    assertThatNullPointerException().isThrownBy(() -> MODEL.estimate(null));
    ServingWork work = ServingWork.of(OWN_32B, 1);
    assertThatNullPointerException().isThrownBy(() -> MODEL.estimate(work, null, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> MODEL.estimate(work, H100, 0));
  }

  /** The ends of what may be stated give finite figures. */
  @Test
  void extremes_areFinite() {
    for (double size : new double[] {1e-9, 1e6}) {
      LanguageModel model = LanguageModel.ofSize(size, OptionalDouble.empty());
      ServingWork work =
          ServingWork.of(model, 1e-9).withInputTokens(1e18).withRequests(1e18).withBits(1);
      for (ServingWork each :
          List.of(work, work.withConcurrency(1e6), work.withConcurrency(1e-9))) {
        assertThat(MODEL.estimate(each, H100, 1_000_000).joulesPerOutputToken().best())
            .isPositive();
        assertThat(MODEL.estimate(each).joulesPerOutputToken().best()).isPositive();
      }
    }
  }
}
