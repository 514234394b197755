package com.aluminatiai.estimation.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.estimation.WorkloadType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingWorkTest {
  private static final Offset<Double> EXACT = within(1e-9);
  private static final Estimator ESTIMATOR = Estimator.standard();
  private static final LanguageModel DENSE = LanguageModel.ofSize(10, OptionalDouble.empty());

  /** A peak of 1,000 TFLOP/s of an architecture without a level of its own. */
  private static final Accelerator DEVICE =
      Accelerator.builder("OWN", 700).bf16Tflops(1000).build();

  /** Round levels and no effects but those that a test sets. */
  private static WorkFactors plain() {
    return with(
            with(
                WorkFactors.training(),
                Map.of(
                    "size_exponent.sustained", 0.0,
                    "size_exponent.large", 0.0,
                    "count_loss_exponent.full", 0.0,
                    "count_loss_exponent.lora", 0.0,
                    "mixture_ratio.sustained", 1.0)),
            Map.of("tokens_billions.short", 10.0, "tokens_billions.sustained", 1000.0))
        .with("mfu_sustained.other", new Range(0.2, 0.25, 0.5))
        .with("mfu_short.other", new Range(0.8, 1, 1))
        .with("mfu_lora.other", new Range(0.4, 0.5, 0.625));
  }

  private static WorkFactors with(WorkFactors factors, Map<String, Double> figures) {
    WorkFactors other = factors;
    for (Map.Entry<String, Double> figure : figures.entrySet()) {
      other = other.with(figure.getKey(), Range.exactly(figure.getValue()));
    }
    return other;
  }

  @Test
  void hours_areFlopsOverWhatIsReached() {
    // 6 x 10^10 x 9 x 10^12 = 5.4 x 10^23; over 0.25 x 10^15 x 3600 x 100 = 9 x 10^19 an hour: 6000
    // h
    TrainingHours hours = TrainingWork.of(DENSE, 9e12, plain()).hours(DEVICE, 100).orElseThrow();

    assertThat(hours.flops().best()).isCloseTo(5.4e23, within(1e9));
    assertRange(hours.mfu(), 0.2, 0.25, 0.5);
    assertRange(hours.hours(), 3000, 6000, 7500);
  }

  @Test
  void lora_takesFourOfSix() {
    // 4 x 10^10 x 9 x 10^9 = 3.6 x 10^20; over 0.5 x 10^15 x 3600 x 8 = 1.44 x 10^19 an hour: 25 h
    TrainingHours hours =
        TrainingWork.of(DENSE, 9e9, plain()).withLora().hours(DEVICE, 8).orElseThrow();

    assertRange(hours.hours(), 20, 25, 31.25);
  }

  @Test
  void statedMfu_hasNoBand() {
    // 5.4 x 10^23 over 0.5 x 10^15 x 3600 x 100: 3000 h
    TrainingHours hours =
        TrainingWork.of(DENSE, 9e12, plain()).withMfu(0.5).hours(DEVICE, 100).orElseThrow();

    assertThat(hours.mfu()).isEqualTo(Range.exactly(0.5));
    assertRange(hours.hours(), 3000, 3000, 3000);
  }

  @Test
  void activeParameters_areTheOnesThatCount() {
    LanguageModel mixture = LanguageModel.ofSize(100, OptionalDouble.of(10));

    assertThat(TrainingWork.of(mixture, 9e12, plain()).hours(DEVICE, 100))
        .isEqualTo(TrainingWork.of(DENSE, 9e12, plain()).hours(DEVICE, 100));
  }

  @Test
  void estimatedSize_widensTheHours() {
    LanguageModel hosted = LanguageModels.standard().find("gpt-4o").orElseThrow();

    // 76.2B active, 44B to 132B; with a stated MFU of 0.5 nothing else has a band
    TrainingHours hours =
        TrainingWork.of(hosted, 1e12).withMfu(0.5).hours(DEVICE, 1000).orElseThrow();

    assertThat(hours.hours().low() / hours.hours().best()).isCloseTo(44 / 76.2, EXACT);
    assertThat(hours.hours().high() / hours.hours().best()).isCloseTo(132 / 76.2, EXACT);
  }

  /** From 1 to 0.25 between 10 and 1,000 billions: half the logarithm at 100. */
  @ParameterizedTest
  @CsvSource({"1, 1", "10, 1", "100, 0.5", "1000, 0.25", "50000, 0.25"})
  void mfu_goesFromThatOfAShortRunToThatOfAWholeOne(double tokensBillions, double mfu) {
    TrainingWork work = TrainingWork.of(DENSE, tokensBillions * 1e9, plain());

    assertThat(work.hours(DEVICE, 100).orElseThrow().mfu().best()).isCloseTo(mfu, EXACT);
  }

  /** Four times ten billions, a quarter of them; sixteen times eight devices, one alone. */
  @ParameterizedTest
  @CsvSource({
    "size_exponent.sustained, 0.5, 40, 8, 9e12, 0.5",
    "size_exponent.sustained, 0.5, 2.5, 8, 9e12, 0.125",
    "size_exponent.large, 0.5, 40, 8, 9e9, 0.5",
    "size_exponent.large, 0.5, 2.5, 8, 9e9, 0.25",
    "count_loss_exponent.full, 0.25, 10, 128, 9e12, 0.125",
    "count_loss_exponent.full, 0.25, 10, 1, 9e10, 0.25",
  })
  void mfu_goesWithSizeAndNumber(
      String key, double exponent, double billions, int count, double tokens, double mfu) {
    WorkFactors factors =
        plain().with("mfu_short.other", Range.exactly(0.25)).with(key, Range.exactly(exponent));
    LanguageModel model = LanguageModel.ofSize(billions, OptionalDouble.empty());

    Range reached =
        TrainingWork.of(model, tokens, factors).hours(DEVICE, count).orElseThrow().mfu();

    assertThat(reached.best()).isCloseTo(mfu, EXACT);
  }

  @Test
  void level_isTheLongestThatFits() {
    TrainingEfficiency efficiency = new TrainingEfficiency(WorkFactors.training());

    assertThat(key(efficiency, "mfu_lora.", "H200")).isEqualTo("mfu_lora.NVIDIA_H200_SXM");
    assertThat(key(efficiency, "mfu_short.", "H200")).isEqualTo("mfu_short.Hopper");
    assertThat(key(efficiency, "mfu_short.", "GH200")).isEqualTo("mfu_short.Hopper");
    assertThat(key(efficiency, "mfu_lora.", "GB200")).isEqualTo("mfu_lora.Blackwell");
    assertThat(key(efficiency, "mfu_sustained.", "MI300X")).isEqualTo("mfu_sustained.CDNA");
    assertThat(key(efficiency, "mfu_sustained.", "MI355X")).isEqualTo("mfu_sustained.CDNA4");
    assertThat(key(efficiency, "mfu_short.", "TPU v5p")).isEqualTo("mfu_short.TPU v5p");
    assertThat(key(efficiency, "mfu_short.", "TPU v4")).isEqualTo("mfu_short.TPU");
    assertThat(key(efficiency, "mfu_short.", "RTX 4090")).isEqualTo("mfu_short.other");
  }

  private static String key(TrainingEfficiency efficiency, String kind, String name) {
    return efficiency.levelKey(kind, ESTIMATOR.accelerators().get(name));
  }

  @Test
  void partOfADevice_takesLonger() {
    TrainingWork work = TrainingWork.of(DENSE, 9e9);
    Usage whole = Usage.of(DEVICE, 8, 0);

    double hours = work.hours(whole).orElseThrow().hours().best();
    assertThat(work.hours(whole.withAcceleratorFraction(0.25)).orElseThrow().hours().best())
        .isCloseTo(4 * hours, within(1e-6));
  }

  @Test
  void deviceWithoutAPeak_isAnObstacleWithAReason() {
    Accelerator apple = ESTIMATOR.accelerators().get("Apple M1");
    TrainingWork work = TrainingWork.of(DENSE, 9e9);

    assertThat(work.hours(apple, 1)).isEmpty();
    assertThat(work.on(apple, 1)).isEmpty();
    assertThat(work.obstacle(apple)).contains("no BF16 throughput of Apple M1 is known");
    assertThat(work.obstacle(DEVICE)).isEmpty();
  }

  @Test
  void moreThanAMillionHours_isAnErrorThatSaysHowManyAreNeeded() {
    // 6 x 10^10 x 10^15 = 6 x 10^25 over 0.25 x 3.6 x 10^18 = 66,666,667 h of one: 67 for a million
    // each
    TrainingWork work = TrainingWork.of(DENSE, 1e15, plain());

    assertThatThrownBy(() -> work.hours(DEVICE, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "acceleratorCount must be larger: 1 x OWN would take 66666667 hours, more than 1000000; at least 67 are needed");
    assertThat(work.hours(DEVICE, 67).orElseThrow().hours().best()).isLessThan(1e6);
  }

  @Test
  void usage_hasTheBandOfTheHoursAndTheKind() {
    TrainingWork work = TrainingWork.of(DENSE, 9e12, plain());
    Usage usage = work.on(DEVICE, 100).orElseThrow();

    assertThat(usage.hoursBand()).isEqualTo(work.hours(DEVICE, 100).orElseThrow().hours());
    assertThat(usage.workloadType()).contains(WorkloadType.TRAINING);
    assertThat(work.withLora().on(DEVICE, 100).orElseThrow().workloadType())
        .contains(WorkloadType.FINE_TUNING);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1e19, Double.NaN, Double.POSITIVE_INFINITY})
  void tokensOutOfRange_areRefused(double tokens) {
    assertThatThrownBy(() -> TrainingWork.of(DENSE, tokens))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trainingTokens");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
  void mfuOutOfRange_isRefused(double mfu) {
    assertThatThrownBy(() -> TrainingWork.of(DENSE, 1).withMfu(mfu))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mfu");
  }

  @Test
  void moreWork_neverTakesLess() {
    for (String name : List.of("A100", "H100", "H200", "B200", "MI300X", "RTX 4090", "TPU v5p")) {
      Accelerator accelerator = ESTIMATOR.accelerators().get(name);
      double hours = 0;
      for (double tokens = 1e6; tokens < 1e14; tokens *= 1.5) {
        double more =
            TrainingWork.of(DENSE, tokens).hours(accelerator, 1024).orElseThrow().hours().best();
        assertThat(more).as(name).isGreaterThan(hours);
        hours = more;
      }
    }
  }

  @Test
  void moreDevices_takeLessTimeAndNoLessOfThem() {
    for (TrainingWork work :
        List.of(TrainingWork.of(DENSE, 1e12), TrainingWork.of(DENSE, 1e9).withLora())) {
      double before = work.hours(DEVICE, 1).orElseThrow().hours().best();
      for (int count = 2; count <= 65_536; count *= 2) {
        double hours = work.hours(DEVICE, count).orElseThrow().hours().best();
        assertThat(hours).isLessThan(before).isGreaterThanOrEqualTo(before / 2 * (1 - 1e-12));
        before = hours;
      }
    }
  }

  static Stream<String> keys() {
    return WorkFactors.training().all().keySet().stream()
        .filter(key -> !key.equals("between_accelerators_ratio"));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyFactor_movesSomeHours(String key) {
    Range band = WorkFactors.training().get(key);

    assertThat(figures(WorkFactors.training().with(key, band.times(0.9))))
        .isNotEqualTo(figures(WorkFactors.training()));
    if (band.low() < band.high()) {
      Range lower = new Range(band.low() * 0.9, band.best(), band.high());
      Range higher = new Range(band.low(), band.best(), band.high() * 0.95);
      assertThat(figures(WorkFactors.training().with(key, lower)))
          .isNotEqualTo(figures(WorkFactors.training()));
      assertThat(figures(WorkFactors.training().with(key, higher)))
          .isNotEqualTo(figures(WorkFactors.training()));
    }
  }

  /** What all accelerators, kinds and lengths come to, in one number that any change changes. */
  private static int figures(WorkFactors factors) {
    List<Object> figures = new ArrayList<>();
    List<LanguageModel> models =
        List.of(
            LanguageModel.ofSize(1, OptionalDouble.empty()),
            LanguageModel.ofSize(20, OptionalDouble.of(15)));
    for (LanguageModel model : models) {
      for (double tokens : new double[] {1e9, 5e10, 1e12}) {
        TrainingWork work = TrainingWork.of(model, tokens, factors);
        for (Accelerator accelerator : ESTIMATOR.accelerators().all()) {
          figures.add(work.hours(accelerator, 16));
          figures.add(work.withLora().hours(accelerator, 16));
        }
      }
    }
    return figures.hashCode();
  }

  private static void assertRange(Range range, double low, double best, double high) {
    assertThat(range.low()).isCloseTo(low, within(1e-6));
    assertThat(range.best()).isCloseTo(best, within(1e-6));
    assertThat(range.high()).isCloseTo(high, within(1e-6));
  }
}
