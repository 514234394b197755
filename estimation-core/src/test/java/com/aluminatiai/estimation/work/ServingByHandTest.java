package com.aluminatiai.estimation.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Range;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Figures worked by hand, with round factors and a round accelerator. */
final class ServingByHandTest {
  private static final Accelerator ROUND =
      Accelerator.builder("ROUND", 1000)
          .memoryGb(80)
          .memoryGbPerSecond(2000)
          .bf16Tflops(1000)
          .idleWatts(100)
          .build();

  private static final ServingFactors FACTORS =
      round(
          Map.ofEntries(
              Map.entry("step.overhead_ms", 1.0),
              Map.entry("step.overhead_per_doubling", 0.1),
              Map.entry("step.experts_ms", 2.0),
              Map.entry("step.depth_exponent", 0.5),
              Map.entry("step.request_us", 10.0),
              Map.entry("step.request_size_exponent", 0.5),
              Map.entry("step.request_sharing_exponent", 0.0),
              Map.entry("step.bandwidth_fraction", 0.8),
              Map.entry("step.compute_fraction", 0.5),
              Map.entry("step.narrow_speedup", 2.0),
              Map.entry("step.cache_kb_per_token", 40.0),
              Map.entry("step.expert_spread", 1.0),
              Map.entry("step.prompt_tokens", 200.0),
              Map.entry("power.waiting_fraction", 0.3),
              Map.entry("power.waiting_sharing_exponent", 0.0),
              Map.entry("power.memory_fraction", 0.5),
              Map.entry("power.compute_fraction", 0.8),
              Map.entry("engine2024.overhead_ratio", 1.0),
              Map.entry("engine2024.request_ratio", 1.0),
              Map.entry("formula.constant", 0.0),
              Map.entry("formula.active_gb", 0.0),
              Map.entry("formula.sparsity", 0.0),
              Map.entry("formula.concurrency", 0.0),
              Map.entry("formula.concurrency_squared", 0.0),
              Map.entry("formula.accelerators", 0.0),
              Map.entry("formula.engine2024", 0.0),
              Map.entry("formula.engine2024_concurrency", 0.0),
              Map.entry("spread.unmeasured", 2.0),
              Map.entry("spread.watts", 1.5)));

  private static final ServingModel MODEL =
      new ServingModel(new ServingRules(FACTORS, MeasuredCurves.NONE));

  private static ServingFactors round(Map<String, Double> figures) {
    ServingFactors factors = ServingFactors.read();
    for (Map.Entry<String, Double> figure : figures.entrySet()) {
      factors = factors.with(figure.getKey(), figure.getValue());
    }
    return factors;
  }

  /**
   * 64 x 10^9 parameters of 2 bytes on 4 accelerators, 100 requests of 200 and 400 tokens.
   *
   * <pre>
   * overhead  1 ms x (1 + 0.1 x 2 doublings) x 64^0.5                    =  9.6 ms
   * requests  10 us x 100 x 64^0.5                                       =  8.0 ms
   * cache     (200 + 400 / 2) tokens x 40 kB x 64^0.5 x 100 requests     = 12.8 GB
   * memory    (128 GB + 12.8 GB) / (4 x 2000 GB/s x 0.8)                 = 22.0 ms
   * compute   2 x 64e9 x 100 x (1 + 200 / 400) / (4 x 1000e12 x 0.5)     =  9.6 ms
   * step                                                                   49.2 ms
   * power     100 / 1000 + (0.3 x 17.6 + 0.5 x 22 + 0.8 x 9.6) / 49.2    = 0.586992
   * limited   0.586992 / (1 + 0.586992^6)^(1/6)                          = 0.583083
   * joules    4 x 583.083 W x 0.0492 s / 100                             = 1.14751
   * </pre>
   */
  @Test
  void aStepOfADenseModel() {
    Deployed deployed = new Deployed(64, 64, 16, ServingDevice.of(ROUND, FACTORS), 4, 200, 400);

    ServingStep.Taken step = new ServingStep(FACTORS).at(deployed, 100);

    assertThat(step.seconds()).isCloseTo(0.0492, within(1e-9));
    assertThat(step.watts()).isCloseTo(4 * 583.083, within(0.01));
    assertThat(step.joulesPerToken()).isCloseTo(1.14751, within(1e-4));
  }

  /**
   * 16 of 64 x 10^9 parameters of 1 byte on one accelerator, 3 requests of 200 and 400 tokens.
   *
   * <pre>
   * overhead  (1 ms + 2 ms of experts) x 16^0.5                          = 12.000 ms
   * requests  10 us x 3 x 16^0.5                                         =  0.120 ms
   * weights   16 + 48 x (1 - (1 - 16 / 64)^(3 - 1)) = 16 + 48 x 0.4375   = 37     GB
   * cache     400 tokens x 40 kB x 16^0.5 x 3 requests                   =  0.192 GB
   * memory    37.192 GB / (2000 GB/s x 0.8)                              = 23.245 ms
   * compute   2 x 16e9 x 3 x 1.5 / (1000e12 x 0.5 x 2 of 8 bits)         =  0.144 ms
   * step                                                                   35.509 ms
   * power     0.1 + (0.3 x 12.12 + 0.5 x 23.245 + 0.8 x 0.144) / 35.509  = 0.532952
   * limited   0.532952 / (1 + 0.532952^6)^(1/6)                          = 0.530943
   * joules    530.943 W x 0.035509 s / 3                                 = 6.28445
   * </pre>
   */
  @Test
  void aStepOfAMixtureOfExperts() {
    Deployed deployed = new Deployed(16, 64, 8, ServingDevice.of(ROUND, FACTORS), 1, 200, 400);

    ServingStep.Taken step = new ServingStep(FACTORS).at(deployed, 3);

    assertThat(step.seconds()).isCloseTo(0.035509, within(1e-9));
    assertThat(step.watts()).isCloseTo(530.943, within(0.01));
    assertThat(step.joulesPerToken()).isCloseTo(6.28445, within(1e-4));
  }

  /**
   * The dense model again. The formula, all of zeros, says 1 J; half way to 1.14751 J is its root,
   * 1.07122 J. 3.6 million tokens take 3.6e6 x 1.07122 J = 3.85639 MJ = 1.07122 kWh; at 2332.33 W
   * that is 0.459292 h. The range is a factor of 2 either way. Two accelerators hold the model with
   * 1.2 x 128 GB no more than one does with its 80, so that there are no replicas.
   */
  @Test
  void energyHoursAndWatts_ofADenseModel() {
    LanguageModel model = LanguageModel.ofSize(64, OptionalDouble.empty());
    ServingWork work = ServingWork.of(model, 3_600_000).withRequests(9000).withConcurrency(100);

    ServingEstimate estimate = MODEL.estimate(work, ROUND, 4);

    assertRange(estimate.joulesPerOutputToken(), 0.53561, 1.07122, 2.14244);
    assertRange(estimate.acceleratorKwh(), 0.53561, 1.07122, 2.14244);
    assertRange(estimate.busyHours(), 0.459292 / 2, 0.459292, 0.459292 * 2);
    assertRange(estimate.wattsPerAccelerator(), 583.083 / 2, 583.083, 583.083 * 2);
    assertThat(estimate.inferred()).containsExactly("bits");
  }

  /**
   * At a stated rate the hours are exact: 3.6e6 / 1000 / 3600 = 1 h, and watts alone are unsure.
   */
  @Test
  void statedRate_makesTheHoursExact() {
    LanguageModel model = LanguageModel.ofSize(64, OptionalDouble.empty());
    ServingWork work = ServingWork.of(model, 3_600_000).withBits(16).withTokensPerSecond(1000);

    ServingEstimate estimate = MODEL.estimate(work, ROUND, 4);

    assertRange(estimate.busyHours(), 1, 1, 1);
    Range watts = estimate.wattsPerAccelerator();
    assertThat(watts.high() / watts.best()).isCloseTo(1.5, within(1e-9));
    assertThat(watts.best() / watts.low()).isCloseTo(1.5, within(1e-9));
    assertThat(estimate.inferred()).isEmpty();
  }

  /** EcoLogits, 70.55B: (1.16653e-6 x 0.488127 x 70.55 + 4.05293e-5) Wh x 3600 x 4 = 1.1621 J. */
  @Test
  void ecoLogits_asItsFormulaSays() {
    assertThat(EcoLogits.joulesPerToken(70.55, 70.55)).isCloseTo(1.1621, within(5e-4));
  }

  private static void assertRange(Range range, double low, double best, double high) {
    assertThat(range.low()).isCloseTo(low, within(low * 1e-4));
    assertThat(range.best()).isCloseTo(best, within(best * 1e-4));
    assertThat(range.high()).isCloseTo(high, within(high * 1e-4));
  }
}
