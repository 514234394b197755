package com.aluminatiai.estimation;

import static com.aluminatiai.estimation.Range.Errors.INDEPENDENT;
import static com.aluminatiai.estimation.Range.Errors.TOGETHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RangeTest {
  private static final long SEED = 20261128;

  record Pair(Range one, Range other) {}

  static Stream<Pair> pairs() {
    Random random = new Random(SEED);
    return Stream.generate(() -> new Pair(random(random), random(random))).limit(200);
  }

  private static Range random(Random random) {
    double scale = Math.pow(10, random.nextInt(12) - 6);
    double best = random.nextInt(10) == 0 ? 0 : random.nextDouble() * scale;
    double low = random.nextInt(4) == 0 ? best : random.nextDouble() * best;
    double high = random.nextInt(4) == 0 ? best : best + random.nextDouble() * scale;
    return new Range(low, best, high);
  }

  @Test
  void plus_together_addsTheBounds() {
    Range sum = new Range(7, 10, 14).plus(new Range(16, 20, 23), TOGETHER);

    // 7 + 16, 10 + 20, 14 + 23
    assertThat(sum).isEqualTo(new Range(23, 30, 37));
  }

  @Test
  void plus_independent_addsTheDistancesInQuadrature() {
    Range sum = new Range(7, 10, 14).plus(new Range(16, 20, 23), INDEPENDENT);

    // down: √(3² + 4²) = 5; up: √(4² + 3²) = 5
    assertThat(sum).isEqualTo(new Range(25, 30, 35));
  }

  @Test
  void times_independent_combinesTheRatios() {
    Range product = new Range(10, 20, 40).times(new Range(0.25, 0.5, 1), INDEPENDENT);

    // each ½ to 2 times: 10 × 2^±√2
    double ratio = Math.pow(2, Math.sqrt(2));
    assertThat(product.low()).isCloseTo(10 / ratio, within(1e-12));
    assertThat(product.best()).isEqualTo(10);
    assertThat(product.high()).isCloseTo(10 * ratio, within(1e-12));
    assertThat(new Range(10, 20, 40).times(new Range(0.25, 0.5, 1), TOGETHER))
        .isEqualTo(new Range(2.5, 10, 40));
  }

  @Test
  void times_ofABestOfNothing_knowsTheUpperBoundsAlone() {
    assertThat(new Range(0, 0, 4).times(new Range(1, 2, 3), INDEPENDENT))
        .isEqualTo(new Range(0, 0, 12));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void plus_inEitherOrder_isTheSame(Pair pair) {
    for (Range.Errors errors : Range.Errors.values()) {
      assertThat(pair.one().plus(pair.other(), errors))
          .isEqualTo(pair.other().plus(pair.one(), errors));
      assertThat(pair.one().times(pair.other(), errors).best())
          .isEqualTo(pair.other().times(pair.one(), errors).best());
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void independentErrors_areNeverWiderThanThoseThatGoTogether(Pair pair) {
    Range independent = pair.one().plus(pair.other(), INDEPENDENT);
    Range together = pair.one().plus(pair.other(), TOGETHER);
    Range product = pair.one().times(pair.other(), INDEPENDENT);
    Range corner = pair.one().times(pair.other(), TOGETHER);

    assertThat(independent.low()).isGreaterThanOrEqualTo(together.low());
    assertThat(independent.high()).isLessThanOrEqualTo(together.high());
    assertThat(independent.best()).isEqualTo(together.best());
    assertThat(product.low()).isGreaterThanOrEqualTo(corner.low() * (1 - 1e-9));
    assertThat(product.high()).isLessThanOrEqualTo(corner.high() * (1 + 1e-9));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aSum_isNoSurerThanItsPart(Pair pair) {
    for (Range.Errors errors : Range.Errors.values()) {
      Range sum = pair.one().plus(pair.other(), errors);
      double tiny = sum.high() * 1e-12;

      assertThat(sum.high() - sum.best())
          .isGreaterThanOrEqualTo(pair.one().high() - pair.one().best() - tiny);
      assertThat(sum.best() - sum.low())
          .isGreaterThanOrEqualTo(pair.one().best() - pair.one().low() - tiny);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aPoint_movesAndScalesWhateverErrorsDo(Pair pair) {
    Range point = Range.exactly(3);

    for (Range.Errors errors : Range.Errors.values()) {
      Range sum = pair.one().plus(point, errors);
      Range product = pair.one().times(point, errors);
      double tiny = sum.high() * 1e-12;

      assertThat(sum.low()).isCloseTo(pair.one().low() + 3, within(tiny));
      assertThat(sum.high()).isCloseTo(pair.one().high() + 3, within(tiny));
      assertThat(product.high()).isCloseTo(pair.one().high() * 3, within(product.high() * 1e-6));
    }
  }

  @Test
  void sum_ofIndependentFigures_isSurerByTheRootOfTheirNumber() {
    List<Range> hundred = Collections.nCopies(100, new Range(9, 10, 12));

    Range sum = Range.sum(hundred, INDEPENDENT);

    // 100 × 10 ± √100 times the distance of one
    assertThat(sum.low()).isCloseTo(990, within(1e-9));
    assertThat(sum.best()).isEqualTo(1000);
    assertThat(sum.high()).isCloseTo(1020, within(1e-9));
    assertThat(Range.sum(hundred, TOGETHER)).isEqualTo(new Range(900, 1000, 1200));
    assertThat(Range.sum(List.of(), INDEPENDENT)).isEqualTo(Range.exactly(0));
  }

  @Test
  void whatADoubleDoesNotHold_isRefused() {
    Range most = Range.exactly(Double.MAX_VALUE);

    assertThatIllegalArgumentException().isThrownBy(() -> most.plus(most, TOGETHER));
    assertThatIllegalArgumentException().isThrownBy(() -> most.times(most, INDEPENDENT));
  }
}
