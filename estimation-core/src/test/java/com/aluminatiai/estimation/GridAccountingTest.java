package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.input.DataRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the figures of grids count, and what a region carries beside its own figure. */
final class GridAccountingTest {
  private static final double FAR = 1.3;

  private final FactorFiles files = FactorFiles.read();
  private final RegionCatalogue regions = Estimator.standard().regions();

  /** The state, province or country around a cloud region. */
  private Region placeOf(DataRow row) {
    String state = row.text("state");
    return regions.byCode(state.isEmpty() ? row.required("country") : state).orElseThrow();
  }

  @Test
  void cloudRegion_farFromItsPlace_saysWhy() {
    for (DataRow row : files.rows(FactorFiles.CLOUD_REGIONS)) {
      Region place = placeOf(row);
      double ratio = row.number("grid_g_per_kwh") / (place.gridKgPerKwh().best() * 1000);
      String reason = "more than 30 % from " + place.code() + " (";
      assertThat(row.required("source").contains(reason))
          .as(row.required("provider") + ":" + row.required("region_id") + " " + ratio)
          .isEqualTo(Math.max(ratio, 1 / ratio) > FAR);
    }
  }

  @Test
  void cloudRegion_reason_isGivenAfterTheFigure() {
    for (DataRow row : files.rows(FactorFiles.CLOUD_REGIONS)) {
      String source = row.required("source");
      if (source.contains("more than 30 % from")) {
        assertThat(source).containsPattern("from [A-Z-]+ \\([0-9.]+ g, [a-z ]+\\): [A-Za-z]");
      }
      if (source.contains("other lists differ")) {
        assertThat(source).containsPattern("differ by more than 30 %: [A-Za-z]");
      }
    }
  }

  @Test
  void cloudRegion_thatHasAnothersFigure_namesIt() {
    for (DataRow row : files.rows(FactorFiles.CLOUD_REGIONS)) {
      String code = row.required("provider") + ":" + row.required("region_id");
      String of = row.required("grid_of");
      if (!of.equals(code)) {
        assertThat(row.required("source"))
            .as(code)
            .containsAnyOf("the figure of " + of + " stands in", "for " + of + " in the same area");
      }
    }
  }

  @Test
  void every_region_hasALifeCycleFigure() {
    for (Region region : regions.all()) {
      assertThat(region.gridCountedAs(Accounting.LIFE_CYCLE)).as(region.code()).isPresent();
      assertThat(region.gridCountedAs(region.accounting()))
          .as(region.code())
          .contains(region.gridKgPerKwh());
      assertThat(region.lifeCycleKgPerKwh().isPresent())
          .as(region.code())
          .isEqualTo(region.accounting() != Accounting.LIFE_CYCLE);
    }
  }

  @Test
  void lifeCycle_ofDirectEmissions_isTenPercentAndTwentyGramsMore() {
    for (String file : List.of(FactorFiles.STATES, FactorFiles.GRID_AREAS)) {
      for (DataRow row : files.rows(file)) {
        if (!row.required("accounting").equals("life_cycle")) {
          double direct = row.number("grid_g_per_kwh");
          assertThat(row.number("life_cycle_g"))
              .as(row.required("code"))
              .isCloseTo(1.1 * direct + 20, within(0.001 * direct + 0.01));
          assertThat(row.number("life_cycle_low_g")).isGreaterThan(row.number("low_g"));
          assertThat(row.number("life_cycle_high_g")).isGreaterThan(row.number("high_g"));
        }
      }
    }
    // Oregon: 1.10 x 165.54 + 20, 1.05 x 132.4 + 5, 1.15 x 288.2 + 50, four digits each.
    assertThat(regions.get("US-OR").lifeCycleKgPerKwh()).contains(new Range(0.144, 0.2021, 0.3814));
    // Quebec: its high of 40 g is a life-cycle figure already; 1.15 x 1.2 x 2.565 + 50.
    assertThat(regions.get("CA-QC").lifeCycleKgPerKwh())
        .contains(new Range(0.006995, 0.02282, 0.05354));
  }

  @Test
  void lifeCycle_ofOnePlace_isTheSameForEveryProvider() {
    Map<String, Double> best = new HashMap<>();
    for (DataRow row : files.rows(FactorFiles.CLOUD_REGIONS)) {
      if (row.required("accounting").equals("life_cycle")) {
        assertThat(row.text("life_cycle_of")).isEmpty();
      } else {
        String place = row.required("life_cycle_of");
        double grams = row.number("life_cycle_g");
        assertThat(best.merge(place, grams, (one, other) -> one)).as(place).isEqualTo(grams);
        Region of = regions.byCode(place).orElseThrow();
        assertThat(of.gridCountedAs(Accounting.LIFE_CYCLE).orElseThrow().best() * 1000)
            .as(place)
            .isCloseTo(grams, within(1e-9));
        assertThat(row.number("life_cycle_low_g")).as(place).isLessThanOrEqualTo(grams * 0.651);
        assertThat(row.number("life_cycle_high_g")).as(place).isGreaterThanOrEqualTo(grams * 1.349);
      }
    }
    assertThat(best).containsKeys("US-OR", "US-VA", "CA-QC", "BE");
  }

  @Test
  void oregon_isNeitherTheNationNorTheCoalOfOtherStates() {
    // Two lists of 2026 have 120 and 204 g for its two operators; 382 g stood here once.
    assertThat(regions.get("aws:us-west-2").gridKgPerKwh().best()).isEqualTo(0.16554);
    // Washington's own generation, 2023.
    assertThat(regions.get("azure:westus2").gridKgPerKwh().best())
        .isEqualTo(regions.get("US-WA").gridKgPerKwh().best());
  }

  @Test
  void google_figuresAreOfTheNewestYear() {
    for (Region region : regions.all()) {
      if (region.accounting() == Accounting.OPERATIONAL_GOOGLE) {
        assertThat(region.gridYear()).as(region.code()).isEqualTo(2025);
      }
    }
    assertThat(regions.get("gcp:us-east4").gridKgPerKwh().best()).isEqualTo(0.34348);
    assertThat(regions.get("gcp:asia-southeast3").gridKgPerKwh().best()).isEqualTo(0.36468);
  }
}
