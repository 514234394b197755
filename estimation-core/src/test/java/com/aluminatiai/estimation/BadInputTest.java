package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages of what is refused: field, rule, value. */
final class BadInputTest {
  private static final Usage USAGE = Usage.of(Devices.H100, 8, 72);

  record Field(String name, String rule, DoubleFunction<Object> set, double tooMuch) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> badFigures() {
    return Stream.of(
            new Field("durationHours", "0..1000000", h -> Usage.of(Devices.H100, 1, h), 1e6 + 1),
            new Field("utilizationPercent", "0..100", USAGE::withUtilizationPercent, 140),
            new Field("acceleratorWatts", "0..100000", USAGE::withAcceleratorWatts, 1e9),
            new Field(
                "hostWattsPerAccelerator", "0..100000", USAGE::withHostWattsPerAccelerator, 1e9),
            new Field("powerLimitWatts", "1..100000", USAGE::withPowerLimitWatts, 1e9),
            new Field("networkFraction", "0..1", USAGE::withNetworkFraction, 1.5),
            new Field("pue", "1..5", Site.UNKNOWN::withPue, 5.1),
            new Field("gridKgPerKwh", "0..5", Site.UNKNOWN::withGridKgPerKwh, 400),
            new Field("usdPerKwh", "0..100", Site.UNKNOWN::withUsdPerKwh, 1e300))
        .flatMap(
            field ->
                Stream.of(
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        -1e-300,
                        -1.0,
                        field.tooMuch)
                    .map(figure -> Arguments.of(field, figure)));
  }

  @ParameterizedTest
  @MethodSource("badFigures")
  void figure_outOfRange_isRefusedWithFieldRuleAndValue(Field field, double figure) {
    assertThatThrownBy(() -> field.set.apply(figure))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(field.name + " must be within " + field.rule + ": " + figure);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 1_000_001, Integer.MAX_VALUE})
  void count_outOfRange_isRefused(int count) {
    assertThatThrownBy(() -> Usage.of(Devices.H100, count, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("acceleratorCount must be within 1..1000000: " + (double) count);
  }

  @Test
  void minusZero_isZero() {
    Usage usage = Usage.of(Devices.H100, 1, -0.0).withUtilizationPercent(-0.0);

    assertThat(1 / usage.durationHours()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(1 / usage.utilizationPercent().orElseThrow()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(1 / Site.UNKNOWN.withGridKgPerKwh(-0.0).gridKgPerKwh().orElseThrow())
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(new CalibratedModel().energyKwh(usage, Site.UNKNOWN)).isEqualTo(Range.exactly(0.0));
  }

  @Test
  void range_outOfOrder_isRefused() {
    assertThatThrownBy(() -> new Range(2, 1, 3))
        .hasMessage(
            "range must be finite, not negative and ordered low <= best <= high: 2.0, 1.0, 3.0");
    assertThatThrownBy(() -> new Range(0, Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Range(0, 1, Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void storedAssumptions_withBadCount_areRefused() {
    CalibratedAssumptions assumptions = new CalibratedModel().assumptions(USAGE, Site.UNKNOWN);

    assertThatThrownBy(() -> CalibratedModel.estimate(assumptions, 0, 1))
        .hasMessage("acceleratorCount must be within 1..1000000: 0.0");
    assertThatThrownBy(() -> CalibratedModel.estimate(assumptions, 1, Double.NaN))
        .hasMessage("durationHours must be within 0..1000000: NaN");
  }

  @Test
  void get_unknownName_namesWhatIsNear() {
    Estimator estimator = Estimator.standard();

    assertThat(estimator.accelerators().get("h100").id()).isEqualTo("NVIDIA_H100_SXM");
    assertThat(estimator.regions().get("France").code()).isEqualTo("FR");
    assertThatThrownBy(() -> estimator.accelerators().get("H1O0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no accelerator is called \"H1O0\"; did you mean NVIDIA_H100_SXM");
    assertThatThrownBy(() -> estimator.regions().get("Atlantis"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no region is called \"Atlantis\"");
    assertThatThrownBy(() -> estimator.regions().get("x".repeat(1_000_000)))
        .hasMessageStartingWith("no region is called \"xxx");
  }

  @Test
  void workloadType_byCode_isFoundInEitherCase() {
    assertThat(WorkloadType.find("fine_tuning")).contains(WorkloadType.FINE_TUNING);
    assertThat(WorkloadType.find("TRAINING")).contains(WorkloadType.TRAINING);
    assertThat(WorkloadType.find("cooking")).isEmpty();
  }
}
