package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each assumption does alone, worked by hand for 50 W of an accelerator and 50 W of host. */
final class EffectsTest {
  private static final Offset<Double> EXACT = within(1e-12);

  private static Range band(String name, String varied, Range band) {
    return name.equals(varied)
        ? band
        : Range.exactly(
            switch (name) {
              case "watts" -> 100;
              case "utilization" -> 0.5;
              case "idle" -> 0.2;
              case "full" -> 0.8;
              case "host" -> 50;
              case "network" -> 0.25;
              case "pue" -> 1.2;
              case "grid" -> 0.4;
              case "price" -> 0.1;
              default -> 1;
            });
  }

  /** 100 W x (0.2 + 0.6 x 0.5) = 50 W, with the host 100 W; one figure has a band. */
  private static Effects effects(String varied, Range band) {
    return Effects.of(
        new CalibratedAssumptions(
            band("watts", varied, band),
            band("utilization", varied, band),
            band("idle", varied, band),
            band("full", varied, band),
            band("host", varied, band),
            band("network", varied, band),
            band("share", varied, band),
            band("pue", varied, band),
            band("grid", varied, band),
            band("price", varied, band),
            Range.exactly(1)));
  }

  @ParameterizedTest
  @CsvSource({
    // 40 + 50 and 75 + 50 of 100 W
    "watts, 80, 100, 150, 0.9, 1.25",
    // 100 x (0.2 + 0.6 x 0.25) = 35, + 50; 100 x 0.8 + 50
    "utilization, 0.25, 0.5, 1, 0.85, 1.3",
    // 100 x (0.1 + 0.7 x 0.5) = 45; 100 x (0.4 + 0.4 x 0.5) = 60
    "idle, 0.1, 0.2, 0.4, 0.95, 1.1",
    // 100 x (0.2 + 0.4 x 0.5) = 40; 100 x (0.2 + 0.8 x 0.5) = 60
    "full, 0.6, 0.8, 1, 0.9, 1.1",
    "host, 25, 50, 100, 0.75, 1.5",
    // 1 of 1.25, 1.5 of 1.25
    "network, 0, 0.25, 0.5, 0.8, 1.2",
    "share, 0.5, 1, 1, 0.5, 1",
    "pue, 1.08, 1.2, 1.8, 0.9, 1.5",
  })
  void facilityKwh_oneBand_movesByItAlone(
      String varied, double low, double best, double high, double down, double up) {
    Range kwh = effects(varied, new Range(low, best, high)).facilityKwh(10);

    // 0.1 kW x 1.25 x 1.2 x 10 h
    assertThat(kwh.best()).isCloseTo(1.5, EXACT);
    assertThat(kwh.low()).isCloseTo(1.5 * down, EXACT);
    assertThat(kwh.high()).isCloseTo(1.5 * up, EXACT);
  }

  @Test
  void carbonAndCost_haveTheBandOfTheirOwnFactorAlone() {
    Effects grid = effects("grid", new Range(0.2, 0.4, 0.6));
    Effects price = effects("price", new Range(0.05, 0.1, 0.3));

    // 1.5 kWh x 0.4 kg, x 0.5 and 1.5; x 0.1 USD, x 0.5 and 3
    assertThat(grid.carbonKg(10).best()).isCloseTo(0.6, EXACT);
    assertThat(grid.carbonKg(10).low()).isCloseTo(0.3, EXACT);
    assertThat(grid.carbonKg(10).high()).isCloseTo(0.9, EXACT);
    assertThat(grid.costUsd(10).low()).isEqualTo(grid.costUsd(10).high());
    assertThat(grid.facilityKwh(10).low()).isEqualTo(grid.facilityKwh(10).high());
    assertThat(price.costUsd(10).low()).isCloseTo(0.075, EXACT);
    assertThat(price.costUsd(10).high()).isCloseTo(0.45, EXACT);
    assertThat(price.carbonKg(10).low()).isEqualTo(price.carbonKg(10).high());
  }

  @Test
  void itKwh_leavesOutThePue() {
    // 0.1 kW x 1.25 x 10 h
    assertThat(effects("pue", new Range(1, 1.2, 2)).itKwh(10)).isEqualTo(Range.exactly(1.25));
  }

  @Test
  void twoBands_areCombinedInQuadrature() {
    Range product = Effects.product(new Range(0.5, 1, 2), new Range(0.5, 1, 2));

    // ln 2 on each side: the square root of twice its square
    assertThat(product.high()).isCloseTo(Math.exp(Math.sqrt(2) * Math.log(2)), EXACT);
    assertThat(product.low()).isCloseTo(Math.exp(-Math.sqrt(2) * Math.log(2)), EXACT);
  }

  @Test
  void nothing_goesUpToAllUpperEndsTogether() {
    Effects idle =
        Effects.of(
            new CalibratedAssumptions(
                Range.exactly(100),
                new Range(0, 0, 0.5),
                Range.exactly(0),
                Range.exactly(1),
                new Range(0, 0, 30),
                new Range(0, 0, 0.25),
                new Range(0.2, 0.25, 0.5),
                new Range(1, 1, 2),
                new Range(0.1, 0.4, 0.6),
                Range.exactly(0.1),
                new Range(1, 1, 3)));

    // (50 + 30) W x 1.25 x 2 x 0.5 = 100 W, ten hours, or thirty; x 0.6 kg
    assertThat(idle.facilityKwh(10).low()).isZero();
    assertThat(idle.facilityKwh(10).best()).isZero();
    assertThat(idle.facilityKwh(10).high()).isCloseTo(3, EXACT);
    assertThat(idle.carbonKg(10).high()).isCloseTo(1.8, EXACT);
    assertThat(Effects.product(new Range(0, 0, 3), new Range(1, 2, 4)))
        .isEqualTo(new Range(0, 0, 12));
  }
}
