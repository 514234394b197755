package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever says where it ran gets no wider range than who does not. */
final class SayingWhereTest {
  private static final double ROUNDING = 1 + 1e-9;

  private final Estimator estimator = Estimator.standard();

  private CalibratedEstimate estimate(Usage usage, Site site) {
    return estimator.estimate(Method.CALIBRATED, usage, site).calibrated().orElseThrow();
  }

  private static double width(Range range) {
    return range.high() / range.low();
  }

  @ParameterizedTest
  @ValueSource(strings = {"H100", "RTX 4090", "GH200", "Jetson AGX Orin 64GB", "TPU v4", "T4"})
  void aRegion_widensNeitherCarbonNorCost(String name) {
    Usage open = Usage.of(estimator.accelerators().get(name), 8, 72);
    Usage metered =
        open.withAcceleratorWatts(500).withHostWattsPerAccelerator(300).withNetworkFraction(0.02);
    for (Usage usage : List.of(open, open.withUtilizationPercent(85), metered)) {
      CalibratedEstimate nowhere = estimate(usage, Site.UNKNOWN);
      for (Region region : estimator.regions().all()) {
        for (Function<CalibratedEstimate, Range> figure :
            List.<Function<CalibratedEstimate, Range>>of(
                CalibratedEstimate::kwh,
                CalibratedEstimate::carbonKg,
                CalibratedEstimate::costUsd)) {
          assertThat(width(figure.apply(estimate(usage, Site.in(region)))))
              .as(name + " in " + region.code())
              .isLessThanOrEqualTo(width(figure.apply(nowhere)) * ROUNDING);
        }
      }
    }
  }

  /** The unknown grid may be any: its band holds the life cycle of the cleanest ones. */
  @ParameterizedTest
  @ValueSource(strings = {"FR", "SE", "NO", "IS", "CA-QC", "US-VT"})
  void theUnknownGrid_holdsTheCleanest(String code) {
    Range grid = estimator.regions().get(code).gridCountedAs(Accounting.LIFE_CYCLE).orElseThrow();
    Range unknown =
        estimate(Usage.of(Devices.H100, 8, 72), Site.UNKNOWN).assumptions().gridKgPerKwh();

    assertThat(unknown.low()).isLessThanOrEqualTo(grid.best());
    assertThat(unknown.best()).isEqualTo(0.4);
  }

  /** 0.0813 USD of the USA x 0.72 and 1.23; 0.0612 of Texas and 0.2153 of California x 0.8, 1.2. */
  @Test
  void aZone_hasThePriceOfItsStateElseOfItsCountry() {
    assertPrice("RFCE", 0.058536, 0.0813, 0.099999);
    assertPrice("ERCOT", 0.04896, 0.0612, 0.07344);
    assertPrice("CAISO", 0.17224, 0.2153, 0.25836);
    // Sweden 0.0682, Norway 0.0541 and Canada 0.0552, for their parts.
    assertPrice("SE-SE3", 0.049104, 0.0682, 0.083886);
    assertPrice("NO-NO1", 0.038952, 0.0541, 0.066543);
    assertPrice("CA-AB", 0.039744, 0.0552, 0.067896);
    assertPrice("aws:ca-west-1", 0.039744, 0.0552, 0.067896);
  }

  private void assertPrice(String name, double low, double best, double high) {
    Region region = estimator.regions().get(name);
    Range usd = estimate(Usage.of(Devices.H100, 8, 72), Site.in(region)).assumptions().usdPerKwh();

    assertThat(usd.low()).as(name).isCloseTo(low, within(1e-9));
    assertThat(usd.best()).as(name).isEqualTo(best);
    assertThat(usd.high()).as(name).isCloseTo(high, within(1e-9));
    assertThat(region.source()).as(name).contains("; price: of ");
  }
}
