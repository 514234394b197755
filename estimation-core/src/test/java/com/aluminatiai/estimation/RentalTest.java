package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What renting costs, beside what electricity costs. */
final class RentalTest {
  private static final Estimator ESTIMATOR = Estimator.standard();
  private static final Accelerator H100 = ESTIMATOR.accelerators().get("H100");
  private static final Usage GOLDEN = Usage.of(H100, 8, 72).withUtilizationPercent(85);

  private static Optional<RentalCost> rental(Usage usage, Site site) {
    return ESTIMATOR.estimate(Method.FALLBACK, usage, site).rental();
  }

  @Test
  void nothingStated_isWhatTheAcceleratorIsRentedForOnDemand() {
    RentalCost rental = rental(GOLDEN, Site.UNKNOWN).orElseThrow();

    // 8 × 72 h = 576 GPU hours at 1.29, 3.49 and 23.33 USD
    assertThat(rental.usd().low()).isCloseTo(743.04, within(1e-9));
    assertThat(rental.usd().best()).isCloseTo(2010.24, within(1e-9));
    assertThat(rental.usd().high()).isCloseTo(13_438.08, within(1e-9));
    assertThat(rental.kind()).isEqualTo(RentalKind.ON_DEMAND);
    assertThat(rental.source()).contains("AWS us-east-1").endsWith("2026-08-03");
  }

  @Test
  void aShareOfEachAccelerator_isRentedForItsShare() {
    RentalCost rental = rental(GOLDEN.withAcceleratorFraction(0.25), Site.UNKNOWN).orElseThrow();

    // 576 × 0.25 = 144 GPU hours at 3.49 USD
    assertThat(rental.usd().best()).isCloseTo(502.56, within(1e-9));
  }

  @Test
  void derivedHours_widenTheRent() {
    Usage derived = GOLDEN.withHoursBand(new Range(36, 72, 144));

    // A stated price has no band: 8 × 36, 72 and 144 h at 2 USD
    Range stated = rental(derived, Site.UNKNOWN.withUsdPerAcceleratorHour(2)).orElseThrow().usd();
    assertThat(stated.low()).isCloseTo(576, within(1e-9));
    assertThat(stated.best()).isCloseTo(1152, within(1e-9));
    assertThat(stated.high()).isCloseTo(2304, within(1e-9));
    Range listed = rental(derived, Site.UNKNOWN).orElseThrow().usd();
    assertThat(listed.best()).isCloseTo(2010.24, within(1e-9));
    assertThat(listed.low()).isLessThan(743.04);
    assertThat(listed.high()).isGreaterThan(13_438.08);
  }

  @Test
  void aStatedRent_replacesTheCatalogues() {
    RentalCost rental = rental(GOLDEN, Site.UNKNOWN.withUsdPerAcceleratorHour(2.5)).orElseThrow();

    // 576 GPU hours at 2.50 USD
    assertThat(rental.usd()).isEqualTo(Range.exactly(1440));
    assertThat(rental.kind()).isEqualTo(RentalKind.STATED);
  }

  @Test
  void hardwareOfOnesOwn_isNotRented() {
    assertThat(rental(GOLDEN, Site.UNKNOWN.withUsdPerAcceleratorHour(2.5).withOwnHardware()))
        .isEmpty();
  }

  @Test
  void withoutAPrice_thereIsNoCost_unlessItIsStated() {
    Usage unknown = Usage.of(Accelerator.unknown("mystery"), 2, 10);

    assertThat(rental(unknown, Site.UNKNOWN)).isEmpty();
    // 20 GPU hours at 3 USD
    assertThat(rental(unknown, Site.UNKNOWN.withUsdPerAcceleratorHour(3)).orElseThrow().usd())
        .isEqualTo(Range.exactly(60));
  }

  @Test
  void rent_changesNeitherEnergyNorTheCostOfElectricity() {
    Estimate plain = ESTIMATOR.estimate(Method.CALIBRATED, GOLDEN, Site.UNKNOWN);
    Estimate stated =
        ESTIMATOR.estimate(Method.CALIBRATED, GOLDEN, Site.UNKNOWN.withUsdPerAcceleratorHour(9));

    assertThat(stated.kwh()).isEqualTo(plain.kwh());
    assertThat(stated.costUsd()).isEqualTo(plain.costUsd());
    assertThat(stated.calibrated()).isEqualTo(plain.calibrated());
  }

  @Test
  void hyperscalersAndMarketplaces_standApart() {
    RentalPrice price = H100.rentalPrice(RentalKind.ON_DEMAND).orElseThrow();

    assertThat(price.hyperscalerUsdPerHour()).hasValue(11.31);
    assertThat(price.marketplaceUsdPerHour()).hasValue(1.81);
    assertThat(price.providers()).hasSize(15).contains("aws", "vast");
    assertThat(H100.rentalPrice(RentalKind.SPOT).orElseThrow().usdPerHour().best())
        .isEqualTo(1.026);
    assertThat(H100.rentalPrice(RentalKind.RESERVED)).isEmpty();
  }

  @Test
  void oneDie_isRentedForItsPartOfTheBoard() {
    // Four devices share the board of an A16 at 2.04 USD: 0.51 USD each.
    assertThat(
            ESTIMATOR
                .accelerators()
                .byId("NVIDIA_A16_DIE")
                .orElseThrow()
                .rentalPrice(RentalKind.ON_DEMAND)
                .orElseThrow()
                .usdPerHour())
        .isEqualTo(Range.exactly(0.51));
  }

  @Test
  void aPriceOfOnesOwn_isOneOfItsAccelerator_andEntersTheVersion() {
    RentalPrice price = RentalPrice.of(RentalKind.ON_DEMAND, new Range(1, 2, 4), "our offer");
    Accelerator own = Accelerator.builder("OUR_CHIP", 300).rentalPrices(List.of(price)).build();

    // 2 × 5 h at 1, 2 and 4 USD
    assertThat(rental(Usage.of(own, 2, 5), Site.UNKNOWN).orElseThrow().usd())
        .isEqualTo(new Range(10, 20, 40));
    assertThat(Estimator.builder().accelerator(own).build().factorsVersion())
        .isNotEqualTo(
            Estimator.builder()
                .accelerator(Accelerator.builder("OUR_CHIP", 300).build())
                .build()
                .factorsVersion());
  }

  @Test
  void aRentThatCannotBe_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Site.UNKNOWN.withUsdPerAcceleratorHour(10_001))
        .withMessage("usdPerAcceleratorHour must be within 0..10000: 10001.0");
  }
}
