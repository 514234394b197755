package com.aluminatiai.estimation.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MemoryNeedTest {
  private static final Offset<Double> EXACT = within(1e-9);
  private static final OptionalDouble NONE = OptionalDouble.empty();
  private static final LanguageModel EIGHT = LanguageModel.ofSize(8, NONE);

  private static WorkFactors plain() {
    Map<String, Double> figures =
        Map.ofEntries(
            Map.entry("bytes_per_parameter.training", 16.0),
            Map.entry("adapter_share", 0.01),
            Map.entry("serving_weights_ratio", 1.2),
            Map.entry("activation_layers", 1.0),
            Map.entry("activation_bytes_of_one_layer", 34.0),
            Map.entry("training_tokens_per_device", 1000.0),
            Map.entry("hidden_per_cube_root", 2000.0),
            Map.entry("layers_per_cube_root", 16.0),
            Map.entry("gb_per_device.training", 3.0),
            Map.entry("gb_per_device.serving", 2.0),
            Map.entry("cache_bytes_per_token", 50_000.0),
            Map.entry("cache_size_exponent", 1.0 / 3));
    WorkFactors factors = WorkFactors.memory();
    for (Map.Entry<String, Double> figure : figures.entrySet()) {
      factors = factors.with(figure.getKey(), Range.exactly(figure.getValue()));
    }
    return factors.with("cached_tokens_per_request", Range.exactly(2000));
  }

  @Test
  void training_sharesSixteenBytesAParameter() {
    MemoryNeed need = MemoryNeed.ofTraining(EIGHT, plain());

    // The cube root of 8 is 2: 4,000 units, 32 layers; 1,000 x 4,000 x (2 x 32 + 34) bytes = 0.392
    // GB, and 3 GB
    assertThat(need.sharedGb().best()).isCloseTo(128, EXACT);
    assertThat(need.eachGb().best()).isCloseTo(3.392, EXACT);
    assertThat(need.totalGb(4).best()).isCloseTo(128 + 4 * 3.392, EXACT);
  }

  @Test
  void lora_sharesTheWeightsAndSixteenBytesAParameterOfTheAdapters() {
    // 8 x 16/8 and 8 x 0.01 x 16; in 4 bits 8 x 4/8
    assertThat(MemoryNeed.ofLora(EIGHT, plain()).sharedGb().best()).isCloseTo(17.28, EXACT);
    assertThat(MemoryNeed.ofLora(EIGHT.withBits(4), plain()).sharedGb().best())
        .isCloseTo(5.28, EXACT);
    assertThat(MemoryNeed.ofLora(EIGHT, plain()).eachGb())
        .isEqualTo(MemoryNeed.ofTraining(EIGHT, plain()).eachGb());
  }

  @Test
  void serving_sharesTheWeightsAndTheCacheOfAllRequests() {
    MemoryNeed need = MemoryNeed.ofServing(EIGHT, 100, NONE, plain());

    // 1.2 x 16 GB, and 100 requests x 2,000 tokens x 50,000 bytes x 2 = 20 GB
    assertThat(need.sharedGb().best()).isCloseTo(19.2 + 20, EXACT);
    assertThat(need.eachGb().best()).isCloseTo(2, EXACT);
    // 500 tokens are a quarter of 2,000
    assertThat(MemoryNeed.ofServing(EIGHT, 100, OptionalDouble.of(500), plain()).sharedGb().best())
        .isCloseTo(19.2 + 5, EXACT);
  }

  @Test
  void mixture_holdsAllParameters() {
    LanguageModel mixture = LanguageModel.ofSize(64, OptionalDouble.of(8));

    assertThat(MemoryNeed.ofTraining(mixture, plain()).sharedGb().best()).isCloseTo(1024, EXACT);
    assertThat(MemoryNeed.ofTraining(mixture, plain()).eachGb().best()).isCloseTo(3.392, EXACT);
  }

  @Test
  void fits_comparesWithTheMemoryOfAll() {
    MemoryNeed need = new MemoryNeed(Range.exactly(100), Range.exactly(5));

    // 100 + 2 x 5 = 110 of 2 x 55; three leave 50 each, which is 150 of 100
    assertThat(need.fits(2, 55)).isTrue();
    assertThat(need.fits(2, 54.9)).isFalse();
    assertThat(need.leastCount(55)).hasValue(2);
    assertThat(need.leastCount(54.9)).hasValue(3);
    assertThat(need.leastCount(1000)).hasValue(1);
    assertThat(need.leastCount(5)).isEmpty();
    assertThat(need.leastCount(5.00001)).isEmpty();
  }

  /** What people do: sizes that are known to fit, and the next smaller that is not. */
  @Test
  void wellKnownCases() {
    LanguageModel seventy = LanguageModels.standard().find("Llama 3.1 70B").orElseThrow();
    LanguageModel eight = LanguageModels.standard().find("Llama 3.1 8B").orElseThrow();
    LanguageModel guanaco = LanguageModel.ofSize(65, NONE).withBits(4);

    assertThat(MemoryNeed.ofTraining(seventy).fits(8, 80)).isFalse();
    assertThat(MemoryNeed.ofTraining(seventy).fits(32, 80)).isTrue();
    assertThat(MemoryNeed.ofTraining(eight).fits(1, 80)).isFalse();
    assertThat(MemoryNeed.ofTraining(eight).fits(4, 80)).isTrue();
    assertThat(MemoryNeed.ofLora(seventy).fits(8, 80)).isTrue();
    assertThat(MemoryNeed.ofLora(seventy).fits(1, 80)).isFalse();
    assertThat(MemoryNeed.ofLora(guanaco).fits(1, 48)).isTrue();
    assertThat(MemoryNeed.ofLora(guanaco).fits(1, 24)).isFalse();
    assertThat(MemoryNeed.ofServing(seventy, 8, NONE).fits(1, 80)).isFalse();
    assertThat(MemoryNeed.ofServing(seventy, 8, NONE).fits(4, 80)).isTrue();
    assertThat(MemoryNeed.ofServing(eight, 8, NONE).fits(1, 24)).isTrue();
  }

  @Test
  void figuresOutOfRange_areRefused() {
    for (double requests : List.of(0.0, 1e7, Double.NaN)) {
      assertThatThrownBy(() -> MemoryNeed.ofServing(EIGHT, requests, NONE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("concurrency");
    }
    assertThatThrownBy(() -> MemoryNeed.ofServing(EIGHT, 1, OptionalDouble.of(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tokensPerRequest");
    assertThatThrownBy(() -> MemoryNeed.ofLora(EIGHT).totalGb(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("acceleratorCount");
  }

  static Stream<String> keys() {
    return WorkFactors.memory().all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyFactor_movesSomeNeed(String key) {
    Range band = WorkFactors.memory().get(key);

    assertThat(figures(WorkFactors.memory().with(key, band.times(0.9))))
        .isNotEqualTo(figures(WorkFactors.memory()));
  }

  private static List<Object> figures(WorkFactors factors) {
    List<Object> figures = new ArrayList<>();
    for (LanguageModel model : LanguageModels.standard().all()) {
      figures.add(MemoryNeed.ofTraining(model, factors));
      figures.add(MemoryNeed.ofLora(model, factors));
      figures.add(MemoryNeed.ofServing(model, 16, NONE, factors));
    }
    return figures;
  }
}
