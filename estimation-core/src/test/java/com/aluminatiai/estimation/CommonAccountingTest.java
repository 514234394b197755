package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.Comparison.Alternative;
import com.aluminatiai.estimation.Comparison.SortBy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Emissions of different regions are compared by grids that are counted alike. */
final class CommonAccountingTest {
  private static final Region LIFE = region("life", 0.2, Accounting.LIFE_CYCLE, Optional.empty());
  private static final Region DIRECT =
      region("direct", 0.1, Accounting.DIRECT, Optional.of(narrow(0.3)));
  private static final Region GOOGLE =
      region("google", 0.01, Accounting.OPERATIONAL_GOOGLE, Optional.empty());

  private final Estimator estimator = Estimator.standard();
  private final Usage job = Usage.of(Devices.A100, 8, 100).withUtilizationPercent(90);

  private static Range narrow(double best) {
    return new Range(best * 0.99, best, best * 1.01);
  }

  private static Region region(
      String code, double grid, Accounting accounting, Optional<Range> lifeCycle) {
    return new Region(
        code,
        code,
        Region.Level.CLOUD,
        Optional.empty(),
        "XX",
        narrow(grid),
        2024,
        Region.Level.CLOUD,
        accounting,
        lifeCycle,
        OptionalDouble.of(1.2),
        false,
        OptionalDouble.empty(),
        OptionalDouble.of(0.1),
        false,
        "a test");
  }

  private Comparison compare(Site site, SortBy sortBy, Region... regions) {
    return estimator.compare(job, site, 140, List.of(), List.of(regions), sortBy);
  }

  private static double gridOf(Alternative cell) {
    return cell.carbonKg().best() / cell.kwh().best();
  }

  @Test
  void compare_oneKind_keepsTheRegionsOwnFigures() {
    Region other = region("other", 0.15, Accounting.DIRECT, Optional.empty());

    Comparison comparison = compare(Site.in(DIRECT), SortBy.CARBON_KG, DIRECT, other);

    assertThat(gridOf(comparison.baseline())).isCloseTo(0.1, within(1e-12));
    assertThat(comparison.alternatives())
        .extracting(CommonAccountingTest::code)
        .containsExactly("direct", "other");
    assertThat(comparison.alternatives())
        .extracting(Alternative::accounting)
        .containsOnly(Optional.of(Accounting.DIRECT));
    // What stands beside: 0.3 for 0.1 kg per kWh.
    Comparison.CountedOtherwise beside = comparison.baseline().countedOtherwise().orElseThrow();
    assertThat(beside.accounting()).isEqualTo(Accounting.LIFE_CYCLE);
    assertThat(beside.carbonKg().best() / comparison.baseline().carbonKg().best())
        .isCloseTo(3, within(1e-12));
    assertThat(comparison.alternatives().get(1).countedOtherwise()).isEmpty();
  }

  @Test
  void compare_twoKinds_takesTheOneThatBothHave() {
    Comparison comparison = compare(Site.in(LIFE), SortBy.CARBON_KG, DIRECT, LIFE);

    // By the labels 0.1 would beat 0.2; counted alike 0.2 beats 0.3.
    assertThat(comparison.alternatives())
        .extracting(CommonAccountingTest::code)
        .containsExactly("life", "direct");
    Alternative direct = comparison.alternatives().get(1);
    assertThat(gridOf(direct)).isCloseTo(0.3, within(1e-12));
    assertThat(direct.accounting()).contains(Accounting.LIFE_CYCLE);
    assertThat(direct.region()).contains(DIRECT);
    // 1 - 0.3 / 0.2; PUE is 5 % either way on both sides, the grid 1 %: told apart.
    assertThat(direct.saving().best()).isCloseTo(-50, within(1e-9));
    assertThat(direct.distinguishable()).isTrue();
    Comparison.CountedOtherwise beside = direct.countedOtherwise().orElseThrow();
    assertThat(beside.accounting()).isEqualTo(Accounting.DIRECT);
    assertThat(beside.carbonKg().best()).isCloseTo(direct.carbonKg().best() / 3, within(1e-9));
  }

  @Test
  void compare_whatHasNoFigureOfThatKind_isLastAndNotToldApart() {
    Comparison comparison = compare(Site.in(LIFE), SortBy.CARBON_KG, GOOGLE, DIRECT, LIFE);

    assertThat(comparison.alternatives())
        .extracting(CommonAccountingTest::code)
        .containsExactly("life", "direct", "google");
    Alternative google = comparison.alternatives().get(2);
    assertThat(google.accounting()).contains(Accounting.OPERATIONAL_GOOGLE);
    assertThat(gridOf(google)).isCloseTo(0.01, within(1e-12));
    assertThat(google.distinguishable()).isFalse();
  }

  @Test
  void compare_byEnergy_needsNoAccounting() {
    Comparison comparison = compare(Site.in(LIFE), SortBy.KWH, GOOGLE, LIFE);

    assertThat(comparison.alternatives())
        .extracting(CommonAccountingTest::code)
        .containsExactly("google", "life");
  }

  @Test
  void compare_statedGrid_hasNoAccounting() {
    Comparison comparison =
        compare(Site.in(LIFE).withGridKgPerKwh(0.5), SortBy.CARBON_KG, LIFE, DIRECT);

    assertThat(comparison.baseline().accounting()).isEmpty();
    assertThat(comparison.baseline().countedOtherwise()).isEmpty();
    assertThat(comparison.alternatives().get(0).accounting()).contains(Accounting.DIRECT);
    assertThat(comparison.alternatives().get(0).distinguishable()).isTrue();
  }

  private static String code(Alternative cell) {
    return cell.region().orElseThrow().code();
  }

  @ParameterizedTest
  @CsvSource({
    "aws:eu-north-1, gcp:europe-north2",
    "aws:ca-central-1, gcp:northamerica-northeast1",
    "aws:us-west-2, gcp:us-west1",
    "azure:francecentral, gcp:europe-west9",
  })
  void compare_providersOfOnePlace_areNotToldApartByTheirGrid(String one, String other) {
    Region mine = estimator.regions().get(one);
    Region theirs = estimator.regions().get(other);

    Comparison comparison = compare(Site.in(mine), SortBy.CARBON_KG, mine, theirs);

    for (Alternative cell : comparison.alternatives()) {
      assertThat(cell.distinguishable()).as(code(cell)).isFalse();
      assertThat(gridOf(cell)).isCloseTo(gridOf(comparison.baseline()), within(1e-9));
    }
  }

  @Test
  void estimate_saysHowItsGridIsCounted() {
    Site site = Site.in(estimator.regions().get("US-CA"));

    for (Method method : Method.values()) {
      assertThat(estimator.estimate(method, job, site).assumptions().accounting())
          .contains(Accounting.DIRECT);
      assertThat(
              estimator
                  .estimate(method, job, site.withGridKgPerKwh(0.1))
                  .assumptions()
                  .accounting())
          .isEmpty();
      assertThat(estimator.estimate(method, job, Site.UNKNOWN).assumptions().accounting())
          .isEmpty();
    }
    assertThat(gridRow(site).source()).startsWith("generation, direct combustion; grid: US EPA");
    assertThat(gridRow(site.withGridKgPerKwh(0.1)).source()).isEqualTo("stated by the caller");
  }

  private ExplainedAssumption gridRow(Site site) {
    return estimator.explain(job, site).stream()
        .filter(row -> row.name().equals("grid_kg_per_kwh"))
        .findFirst()
        .orElseThrow();
  }
}
