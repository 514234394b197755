package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.Comparison.Alternative;
import com.aluminatiai.estimation.Comparison.SortBy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures that were worked by hand, for each way in which a site or a device is known. */
final class FiguresByHandTest {
  private static final Offset<Double> EXACT = within(1e-9);
  private static final Offset<Double> ROUNDED = within(1e-6);

  private static final Accelerator GH200 =
      Devices.device("GH200", "Hopper", 900, FormFactor.MODULE, OptionalDouble.of(96), 989.4);
  private static final Accelerator ORIN =
      Devices.device("ORIN", "Ampere", 60, FormFactor.MODULE, OptionalDouble.of(64), 42.5);

  /** 500 W and 300 W of host, two for ten hours: 16 kWh of IT equipment, whatever the factors. */
  private static final Usage METERED =
      Usage.of(Devices.H100, 2, 10)
          .withAcceleratorWatts(500)
          .withHostWattsPerAccelerator(300)
          .withNetworkFraction(0);

  private final Estimator estimator = Estimator.standard();

  private static Region region(
      Region.Level level, OptionalDouble pue, boolean ofFleet, Range grid, OptionalDouble price) {
    return new Region(
        "xx-1",
        "a region",
        level,
        Optional.empty(),
        "XX",
        grid,
        2025,
        level,
        Accounting.LIFE_CYCLE,
        Optional.empty(),
        pue,
        ofFleet,
        OptionalDouble.of(0.5),
        price,
        false,
        "a test");
  }

  /** PUE 1.1; 0.045, 0.05 and 0.055 kg/kWh; 0.10 USD/kWh. */
  private static Region known() {
    return region(
        Region.Level.CLOUD,
        OptionalDouble.of(1.1),
        false,
        new Range(0.045, 0.05, 0.055),
        OptionalDouble.of(0.1));
  }

  private static Site site(String name) {
    Range grid = new Range(0.045, 0.05, 0.055);
    OptionalDouble none = OptionalDouble.empty();
    return switch (name) {
      case "unknown" -> Site.UNKNOWN;
      case "region" -> Site.in(known());
      case "fleet" -> Site.in(region(Region.Level.CLOUD, OptionalDouble.of(1.1), true, grid, none));
      case "cloud without PUE" -> Site.in(region(Region.Level.CLOUD, none, false, grid, none));
      case "priced by its country" ->
          Site.in(region(Region.Level.ZONE, none, false, grid, none).pricedAs(known()));
      case "country" -> Site.in(region(Region.Level.COUNTRY, none, false, grid, none));
      case "stated" -> Site.UNKNOWN.withPue(1.2).withGridKgPerKwh(0.3).withUsdPerKwh(0.07);
      case "region and stated" ->
          Site.in(known()).withPue(1.2).withGridKgPerKwh(0.3).withUsdPerKwh(0.07);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Accelerator device(String name) {
    return switch (name) {
      case "H100" -> Devices.H100;
      case "L4" -> Devices.L4;
      case "GH200" -> GH200;
      case "ORIN" -> ORIN;
      case "TPU_V4" -> Devices.TPU_V4;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private CalibratedEstimate calibrated(Usage usage, Site site) {
    return estimator.estimate(Method.CALIBRATED, usage, site).calibrated().orElseThrow();
  }

  /** 16 kWh times the PUE and the ends of its band: ratios of a region 0.95 and 1.05. */
  @ParameterizedTest
  @CsvSource({
    // 1.1, 1.3, 1.6
    "unknown, 17.6, 20.8, 25.6",
    // 1.1 x 0.95 = 1.045, 1.1, 1.1 x 1.05 = 1.155
    "region, 16.72, 17.6, 18.48",
    // of a fleet: 1.1 x 0.94 = 1.034, 1.1, 1.1 x 1.20 = 1.32
    "fleet, 16.544, 17.6, 21.12",
    // 1.07, 1.15, 1.35
    "cloud without PUE, 17.12, 18.4, 21.6",
    "country, 17.6, 20.8, 25.6",
    // 1.2
    "stated, 19.2, 19.2, 19.2",
    "region and stated, 19.2, 19.2, 19.2",
  })
  void energy_byEachKindOfSite(String site, double low, double best, double high) {
    Range kwh = calibrated(METERED, site(site)).kwh();

    assertThat(kwh.low()).isCloseTo(low, EXACT);
    assertThat(kwh.best()).isCloseTo(best, EXACT);
    assertThat(kwh.high()).isCloseTo(high, EXACT);
  }

  /** With a PUE of 1.2, 19.2 kWh times grid intensity and price, each with its band. */
  @ParameterizedTest
  @CsvSource({
    // 0.02, 0.4, 0.68 kg; 0.054, 0.15, 0.197 USD
    "unknown, 0.384, 7.68, 13.056, 1.0368, 2.88, 3.7824",
    // 0.045, 0.05, 0.055 kg; 0.1 USD x 0.8 and 1.2
    "region, 0.864, 0.96, 1.056, 1.536, 1.92, 2.304",
    // the same grid; the country's 0.1 USD x 0.72 and 1.23
    "priced by its country, 0.864, 0.96, 1.056, 1.3824, 1.92, 2.3616",
    // 0.3 kg, 0.07 USD
    "stated, 5.76, 5.76, 5.76, 1.344, 1.344, 1.344",
    "region and stated, 5.76, 5.76, 5.76, 1.344, 1.344, 1.344",
  })
  void carbonAndCost_byEachKindOfSite(
      String site,
      double lowKg,
      double bestKg,
      double highKg,
      double lowUsd,
      double bestUsd,
      double highUsd) {
    CalibratedEstimate estimate = calibrated(METERED, site(site).withPue(1.2));

    assertThat(estimate.carbonKg().low()).isCloseTo(lowKg, EXACT);
    assertThat(estimate.carbonKg().best()).isCloseTo(bestKg, EXACT);
    assertThat(estimate.carbonKg().high()).isCloseTo(highKg, EXACT);
    assertThat(estimate.costUsd().low()).isCloseTo(lowUsd, EXACT);
    assertThat(estimate.costUsd().best()).isCloseTo(bestUsd, EXACT);
    assertThat(estimate.costUsd().high()).isCloseTo(highUsd, EXACT);
  }

  /** The formula: watts x 4 x 25 h x 0.8 x PUE / 1000, times grid and price. */
  @ParameterizedTest
  @CsvSource({
    // 700 x 4 x 25 x 0.8 / 1000 = 56 kWh
    "H100, unknown, 72.8, 29.12, 10.92",
    "H100, region, 61.6, 3.08, 6.16",
    "H100, stated, 67.2, 20.16, 4.704",
    "H100, region and stated, 67.2, 20.16, 4.704",
    "H100, cloud without PUE, 72.8, 3.64, 10.92",
    // 72 x 4 x 25 x 0.8 / 1000 = 5.76 kWh
    "L4, unknown, 7.488, 2.9952, 1.1232",
    "L4, region, 6.336, 0.3168, 0.6336",
    // 900 x 4 x 25 x 0.8 / 1000 = 72 kWh
    "GH200, unknown, 93.6, 37.44, 14.04",
    // 60 x 4 x 25 x 0.8 / 1000 = 4.8 kWh
    "ORIN, stated, 5.76, 1.728, 0.4032",
    // 340 x 4 x 25 x 0.8 / 1000 = 27.2 kWh
    "TPU_V4, region, 29.92, 1.496, 2.992",
  })
  void formula_byDeviceAndSite(
      String device, String site, double kwh, double carbonKg, double costUsd) {
    Estimate estimate =
        estimator.estimate(Method.FALLBACK, Usage.of(device(device), 4, 25), site(site));

    assertThat(estimate.kwh()).isCloseTo(kwh, EXACT);
    assertThat(estimate.carbonKg()).isCloseTo(carbonKg, EXACT);
    assertThat(estimate.costUsd()).isCloseTo(costUsd, EXACT);
  }

  /** Watts of the host beside one accelerator; kg embodied in one for ten of 35,040 hours. */
  @ParameterizedTest
  @CsvSource({
    // 0.40 x 700 W + 200 W / 8; 164 kg + 2500 kg / 8
    "H100, 305, 476.5",
    // 0.20 x 72 W + 250 W / 2.5; 70 kg + 1000 kg / 2.5
    "L4, 114.4, 470",
    // 0.20 x 900 W + 60 W / 4; 350 kg + 2500 kg / 4
    "GH200, 195, 975",
    // 0.05 x 60 W, and its board is the host; 60 kg
    "ORIN, 3, 60",
    // in its measured watts, and in its own 500 kg
    "TPU_V4, 0, 500",
  })
  void hostAndEmbodied_byDevice(String device, double hostWatts, double embodiedKg) {
    Usage usage = Usage.of(device(device), 1, 10);

    assertThat(calibrated(usage, Site.UNKNOWN).assumptions().hostWattsPerGpu().best())
        .isCloseTo(hostWatts, EXACT);
    assertThat(
            estimator.estimate(Method.CALIBRATED, usage, Site.UNKNOWN).embodiedKg().orElseThrow())
        .extracting(Range::best)
        .isEqualTo(embodiedKg / 35_040 * 10);
  }

  /** A TPU v4 draws 352 W at work and half of it idle, its host included. */
  @ParameterizedTest
  @CsvSource({"0, 1.76", "50, 2.64", "100, 3.52"})
  void energyOfATpu_byUtilization(double utilizationPercent, double kwh) {
    Usage usage =
        Usage.of(Devices.TPU_V4, 1, 10)
            .withUtilizationPercent(utilizationPercent)
            .withNetworkFraction(0);

    assertThat(calibrated(usage, Site.UNKNOWN.withPue(1)).kwh().best()).isCloseTo(kwh, EXACT);
  }

  @Test
  void water_isOfTheItEquipmentOfAllAccelerators() {
    Usage usage =
        Usage.of(Devices.H100, 8, 10)
            .withAcceleratorWatts(500)
            .withHostWattsPerAccelerator(300)
            .withNetworkFraction(0);

    Range litres =
        estimator.estimate(Method.CALIBRATED, usage, Site.in(known())).waterLitres().orElseThrow();

    // 800 W x 8 x 10 h = 64 kWh x 0.5 l/kWh, not times the PUE of 1.1
    assertThat(litres.best()).isCloseTo(32, EXACT);
  }

  @Test
  void compare_elsewhere_keepsWhatWasMeasured() {
    Alternative there = compare(METERED, List.of(), known(), SortBy.KWH, 10).alternatives().get(0);

    // 16 kWh x 1.1
    assertThat(there.kwh().best()).isCloseTo(17.6, EXACT);
    // against 16 kWh x 1.3: 100 x (1 - 17.6 / 20.8)
    assertThat(there.saving().best()).isCloseTo(15.384615, ROUNDED);
  }

  @Test
  void compare_onAnotherDevice_leavesOutWhatWasMeasuredOnThisOne() {
    Usage measured =
        METERED.withAcceleratorsPerNode(2).withPowerLimitWatts(300).withUtilizationPercent(70);

    Alternative other =
        compare(measured, List.of(Devices.A100), known(), SortBy.KWH, 10).alternatives().get(0);

    // 10 h x 989.4 / 312
    Usage plain =
        Usage.of(Devices.A100, 2, 10 * 989.4 / 312)
            .withUtilizationPercent(70)
            .withNetworkFraction(0);
    assertThat(other.kwh()).isEqualTo(calibrated(plain, Site.in(known())).kwh());
  }

  /** 16 kWh on both sides: PUE 1.1 stated and 1.1 with its band, 0.1 kg stated and 0.05 kg. */
  @Test
  void compare_whatOneSideStated_hasTheBandsOfTheOther() {
    Site stated = Site.UNKNOWN.withPue(1.1).withGridKgPerKwh(0.1).withUsdPerKwh(0.2);

    Comparison.SavingPercent saving =
        estimator
            .compare(METERED, stated, 10, List.of(), List.of(known()), SortBy.CARBON_KG)
            .alternatives()
            .get(0)
            .saving();

    // half; up by 1.05 and 1.1 in quadrature, down by 0.95 and 0.9
    double up = Math.exp(Math.hypot(Math.log(1.05), Math.log(1.1)));
    double down = Math.exp(-Math.hypot(Math.log(0.95), Math.log(0.9)));
    assertThat(saving.low()).isCloseTo(100 * (1 - 0.5 * up), EXACT);
    assertThat(saving.best()).isCloseTo(50, EXACT);
    assertThat(saving.high()).isCloseTo(100 * (1 - 0.5 * down), EXACT);
  }

  /** Modules alone, and what they draw to the watt: only the hours are in doubt, 0.75 to 1.35. */
  @Test
  void compare_scaledHours_haveTheirBand() {
    Estimator exact = estimator.with(withoutHostAndNetwork());
    Accelerator faster =
        Devices.device("FASTER", "Ampere", 60, FormFactor.MODULE, OptionalDouble.of(64), 85);

    Comparison.SavingPercent saving =
        exact
            .compare(Usage.of(ORIN, 1, 10), Site.UNKNOWN, 1, List.of(faster), List.of(), SortBy.KWH)
            .alternatives()
            .get(0)
            .saving();

    // 42.5 / 85 = 0.5 of the hours: x 1.35 and x 0.75
    assertThat(saving.low()).isCloseTo(32.5, EXACT);
    assertThat(saving.best()).isCloseTo(50, EXACT);
    assertThat(saving.high()).isCloseTo(62.5, EXACT);
  }

  /** Only the card's load is in doubt: 0.4 to 0.8 of 72 W, beside 0.8 of 60 W. */
  @Test
  void compare_doubtThatOneSideHasAlone_isKeptThoughItsKindIsShared() {
    PowerFactors factors =
        withoutHostAndNetwork()
            .with("full_load_fraction.unknown_card", new Range(0.4, 0.8, 0.8))
            .with("full_load_fraction.unknown_module", Range.exactly(0.8));
    Accelerator module = Devices.sxm("MODULE", "Hopper", 60, 64, 0);

    Comparison.SavingPercent saving =
        estimator
            .with(factors)
            .compare(
                Usage.of(module, 1, 10),
                Site.UNKNOWN,
                1,
                List.of(Devices.L4),
                List.of(),
                SortBy.KWH)
            .alternatives()
            .get(0)
            .saving();

    // 57.6 W / 48 W = 1.2; down to half of it, and no higher
    assertThat(saving.low()).isCloseTo(-20, EXACT);
    assertThat(saving.best()).isCloseTo(-20, EXACT);
    assertThat(saving.high()).isCloseTo(40, EXACT);
  }

  private static PowerFactors withoutHostAndNetwork() {
    PowerFactors factors = PowerFactors.standard();
    for (String key :
        List.of(
            "host_fraction.module",
            "host_fraction.sxm",
            "host_watts_per_node.sxm",
            "host_fraction.pcie",
            "host_watts_per_node.pcie",
            "network_fraction",
            "network_fraction.module")) {
      factors = factors.with(key, Range.exactly(0));
    }
    return factors;
  }

  @Test
  void compare_ofNothing_savesAllOrNothing() {
    Region clean =
        region(
            Region.Level.CLOUD,
            OptionalDouble.of(1.1),
            false,
            new Range(0, 0, 0.01),
            OptionalDouble.of(0.1));

    Comparison.SavingPercent all =
        compare(METERED, List.of(), clean, SortBy.CARBON_KG, 10).alternatives().get(0).saving();
    Comparison.SavingPercent none =
        estimator
            .compare(
                METERED,
                Site.UNKNOWN.withGridKgPerKwh(0),
                10,
                List.of(),
                List.of(known()),
                SortBy.CARBON_KG)
            .alternatives()
            .get(0)
            .saving();

    assertThat(all).isEqualTo(new Comparison.SavingPercent(100, 100, 100));
    assertThat(none).isEqualTo(new Comparison.SavingPercent(0, 0, 0));
  }

  /** A quarter of a device: 0.25 x 0.8 + 0.75 x 0.1, 0.25 + 0.75 x 0.2, 0.25 x 1.2 + 0.75 x 0.3. */
  @Test
  void share_ofAQuarter_hasItsOwnLoadAndPartOfTheRest() {
    PowerFactors factors =
        PowerFactors.standard()
            .with("slice_load_ratio", new Range(0.8, 1, 1.2))
            .with("slice_rest_fraction", new Range(0.1, 0.2, 0.3));

    Range share =
        new CalibratedModel(factors)
            .assumptions(METERED.withAcceleratorFraction(0.25), Site.UNKNOWN)
            .powerShare();

    assertThat(share.low()).isCloseTo(0.275, EXACT);
    assertThat(share.best()).isCloseTo(0.4, EXACT);
    assertThat(share.high()).isCloseTo(0.525, EXACT);
  }

  @ParameterizedTest
  @CsvSource({"160, true", "160.001, false", "159.999, true"})
  void compare_aModelThatJustFits_fits(double modelSizeGb, boolean fits) {
    Alternative same =
        compare(METERED, List.of(Devices.A100), known(), SortBy.KWH, modelSizeGb)
            .alternatives()
            .get(0);

    // 2 x 80 GB
    assertThat(same.fitsInMemory()).contains(fits);
  }

  @Test
  void compare_countsTheBandsOfWhatItSortsByAlone() {
    Region wide =
        region(
            Region.Level.CLOUD,
            OptionalDouble.of(1.1),
            false,
            new Range(0.001, 0.05, 1.25),
            OptionalDouble.of(0.1));

    assertThat(saving(wide, SortBy.KWH)).isEqualTo(saving(known(), SortBy.KWH));
    assertThat(width(saving(wide, SortBy.CARBON_KG)))
        .isGreaterThan(2 * width(saving(known(), SortBy.CARBON_KG)));
    assertThat(saving(wide, SortBy.COST_USD)).isEqualTo(saving(known(), SortBy.COST_USD));
    // The same price has a band of its own on either side.
    assertThat(width(saving(known(), SortBy.COST_USD)))
        .isGreaterThan(width(saving(known(), SortBy.KWH)));
  }

  private Comparison.SavingPercent saving(Region region, SortBy sortBy) {
    return compare(METERED, List.of(), region, sortBy, 10).alternatives().get(0).saving();
  }

  private static double width(Comparison.SavingPercent saving) {
    return saving.high() - saving.low();
  }

  private Comparison compare(
      Usage usage, List<Accelerator> others, Region there, SortBy sortBy, double modelSizeGb) {
    return estimator.compare(usage, Site.UNKNOWN, modelSizeGb, others, List.of(there), sortBy);
  }
}
