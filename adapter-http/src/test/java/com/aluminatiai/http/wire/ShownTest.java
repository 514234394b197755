package com.aluminatiai.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTest {
  @ParameterizedTest
  @CsvSource({
    "445.536, 445.54",
    "0.00121333, 0.001213",
    "1.005, 1.01",
    "2.675, 2.68",
    "0.99995, 1",
    "0.999949, 0.9999",
    "178, 178",
    "178.2, 178.2",
    "-0.0, 0",
    "0, 0",
    "-12.345, -12.35",
    "1234567890123.456, 1234567890123.46",
    "0.000000012345, 0.00000001235",
    "1e15, 1000000000000000",
    "1e-30, 1E-30",
    "1.7976931348623157e308, 1.7976931348623157E+308",
    "Infinity, null",
    "-Infinity, null",
    "NaN, null",
  })
  void computed_isRoundedHalfUp(double number, String shown) {
    assertThat(Shown.computed(number)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNoFiniteNumber_isNull(double number) {
    assertThat(Shown.assumption(number)).isEqualTo("null");
    assertThat(Shown.derived(number)).isEqualTo("null");
    assertThat(Shown.input(number)).isEqualTo("null");
  }

  /** Around halves of hundredths as well, where counting in doubles would go wrong. */
  @Test
  void computed_ofManyNumbers_isWhatTheirDecimalDigitsRoundTo() {
    Random random = new Random(20261126);
    for (int i = 0; i < 100_000; i++) {
      double anywhere = Math.pow(10, random.nextDouble(0, 10));
      double nearHalf = (random.nextInt(1_000_000) + 0.5) / 100 + random.nextInt(-2, 3) * 1e-12;
      assertThat(Shown.computed(anywhere)).isEqualTo(Shown.roundedExactly(anywhere));
      assertThat(Shown.computed(nearHalf)).isEqualTo(Shown.roundedExactly(nearHalf));
    }
  }

  @ParameterizedTest
  @CsvSource({"70, 70.0", "0.5, 0.5", "1e6, 1000000.0", "1e-5, 0.00001", "0, 0.0", "72.25, 72.25"})
  void input_isShownAsItIs(double number, String shown) {
    assertThat(Shown.input(number)).isEqualTo(shown);
  }

  @Test
  void ofManyNumbers_showsWhatTheirDecimalDigitsAre() {
    Random random = new Random(20261126);
    for (int i = 0; i < 100_000; i++) {
      double anywhere = Math.pow(10, random.nextDouble(-3, 15));
      double hundredths = random.nextInt(1_000_000_000) / 100.0;
      double millionths = random.nextLong(1_000_000_000_000_000L) / 1e6;
      for (double number :
          new double[] {
            anywhere, Math.rint(anywhere), hundredths, Math.nextUp(hundredths), millionths
          }) {
        BigDecimal digits = BigDecimal.valueOf(number);
        assertThat(Shown.assumption(number)).isEqualTo(plain(digits));
        assertThat(Shown.derived(number)).isEqualTo(plain(digits.round(new MathContext(15))));
        assertThat(Double.parseDouble(Shown.input(number))).isEqualTo(number);
        assertThat(Shown.input(number)).contains(".").startsWith(Shown.assumption(number));
      }
    }
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /** 28.999999999999996 is what Java makes of 0.29 * 100. */
  @ParameterizedTest
  @CsvSource({
    "28.999999999999996, 29",
    "33.333333333, 33.333333333",
    "1.1255, 1.1255",
    "0.32305, 0.32305",
    "0, 0"
  })
  void derived_isShownWithoutTheNoiseOfFloatingPoint(double number, String shown) {
    assertThat(Shown.derived(number)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"700, 700", "1.3, 1.3", "0.05, 0.05"})
  void assumption_isShownAsItIs(double number, String shown) {
    assertThat(Shown.assumption(number)).isEqualTo(shown);
  }
}
