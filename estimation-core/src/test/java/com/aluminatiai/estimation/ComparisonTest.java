package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.Comparison.Alternative;
import com.aluminatiai.estimation.Comparison.SortBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ComparisonTest {
  private static final Accelerator NO_FIGURES =
      Devices.device("X", "Hopper", 500, FormFactor.SXM, OptionalDouble.empty(), 0);

  private final Estimator estimator = Estimator.standard();
  private final Usage job = Usage.of(Devices.A100, 8, 100).withUtilizationPercent(90);

  private static Region region(String code, double grid, double pue) {
    return new Region(
        code,
        code,
        Region.Level.CLOUD,
        Optional.empty(),
        "XX",
        new Range(grid * 0.9, grid, grid * 1.1),
        2024,
        Region.Level.CLOUD,
        Accounting.LIFE_CYCLE,
        Optional.empty(),
        OptionalDouble.of(pue),
        false,
        OptionalDouble.empty(),
        OptionalDouble.of(0.1),
        false,
        "a test");
  }

  private Comparison compare(List<Accelerator> accelerators, List<Region> regions, SortBy sortBy) {
    return estimator.compare(job, Site.UNKNOWN, 140, accelerators, regions, sortBy);
  }

  @Test
  void compare_withItself_savesNothing() {
    Comparison comparison = compare(List.of(), List.of(), SortBy.KWH);

    assertThat(comparison.alternatives()).hasSize(1);
    Alternative same = comparison.alternatives().get(0);
    assertThat(same).isEqualTo(comparison.baseline());
    assertThat(same.saving()).isEqualTo(new Comparison.SavingPercent(0, 0, 0));
    assertThat(same.distinguishable()).isFalse();
  }

  @Test
  void compare_onAFasterAccelerator_scalesTheHours() {
    Alternative h100 = compare(List.of(Devices.H100), List.of(), SortBy.KWH).alternatives().get(0);

    assertThat(h100.hoursScaled()).isTrue();
    // 100 h × 312 / 989.4
    assertThat(h100.durationHours()).isCloseTo(31.534263, within(1e-6));
    assertThat(h100.saving().low()).isLessThan(h100.saving().best());
    assertThat(h100.saving().best()).isLessThan(h100.saving().high());
  }

  @Test
  void compare_withUnknownThroughputOrMemory_saysSo() {
    Alternative unknown = compare(List.of(NO_FIGURES), List.of(), SortBy.KWH).alternatives().get(0);

    assertThat(unknown.hoursScaled()).isFalse();
    assertThat(unknown.durationHours()).isEqualTo(100);
    assertThat(unknown.fitsInMemory()).isEmpty();
  }

  @Test
  void compare_putsWhatDoesNotFitLast() {
    // 140 GB of weights: 8 × 24 GB hold them, 4 × 24 GB do not.
    Usage four = Usage.of(Devices.H100, 4, 10);

    Comparison comparison =
        estimator.compare(
            four,
            Site.UNKNOWN,
            140,
            List.of(Devices.L4, Devices.H100, Devices.A100),
            List.of(),
            SortBy.KWH);

    assertThat(comparison.alternatives())
        .extracting(cell -> cell.accelerator().id())
        .endsWith("NVIDIA_L4");
    assertThat(comparison.alternatives().get(2).fitsInMemory()).contains(false);
    assertThat(comparison.alternatives().get(0).fitsInMemory()).contains(true);
  }

  @ParameterizedTest
  @EnumSource(SortBy.class)
  void compare_sortsBestFirst(SortBy sortBy) {
    List<Region> regions =
        List.of(region("dirty", 0.7, 1.5), region("clean", 0.02, 1.1), region("middle", 0.3, 1.2));

    Comparison comparison = compare(List.of(), regions, sortBy);

    List<Double> figures =
        comparison.alternatives().stream()
            .map(
                cell ->
                    switch (sortBy) {
                      case CARBON_KG -> cell.carbonKg().best();
                      case KWH -> cell.kwh().best();
                      case COST_USD -> cell.costUsd().best();
                    })
            .toList();
    assertThat(figures).isSorted();
    assertThat(comparison.alternatives().get(0).region().orElseThrow().code()).isEqualTo("clean");
  }

  @Test
  void difference_betweenRegions_ignoresWhatBothShare() {
    Region clean = region("clean", 0.02, 1.1);
    Region dirty = region("dirty", 0.7, 1.5);

    Alternative moved =
        estimator
            .compare(job, Site.in(dirty), 140, List.of(), List.of(clean), SortBy.CARBON_KG)
            .alternatives()
            .get(0);

    // 1 − 0.02 × 1.1 / (0.7 × 1.5); only PUE (±5 %) and grid (±10 %) of both places are open.
    assertThat(moved.saving().best()).isCloseTo(97.904762, within(1e-6));
    assertThat(moved.saving().high() - moved.saving().low()).isLessThan(1);
    assertThat(moved.distinguishable()).isTrue();
  }

  @Test
  void difference_smallerThanItsRange_isNotDistinguishable() {
    Alternative moved =
        estimator
            .compare(
                job,
                Site.in(region("here", 0.30, 1.2)),
                140,
                List.of(),
                List.of(region("there", 0.29, 1.2)),
                SortBy.CARBON_KG)
            .alternatives()
            .get(0);

    assertThat(moved.saving().best()).isPositive();
    assertThat(moved.distinguishable()).isFalse();
  }

  @Test
  void compare_inItsOwnRegion_keepsWhatWasStated() {
    Region here = region("here", 0.3, 1.2);

    Comparison comparison =
        estimator.compare(
            job, Site.in(here).withPue(1.05), 140, List.of(), List.of(here), SortBy.CARBON_KG);

    assertThat(comparison.alternatives().get(0)).isEqualTo(comparison.baseline());
  }

  @Test
  void compare_ofAThousandCells_hasThemAll() {
    List<Accelerator> accelerators = estimator.accelerators().all().subList(0, 40);
    List<Region> regions = new ArrayList<>();
    for (int i = 1; i <= 25; i++) {
      regions.add(region("r" + i, i / 30.0, 1.1 + i / 100.0));
    }

    Comparison comparison = compare(accelerators, regions, SortBy.CARBON_KG);

    assertThat(comparison.alternatives()).hasSize(1000);
    assertThat(comparison.alternatives())
        .allSatisfy(
            cell -> {
              assertThat(cell.saving().low()).isFinite();
              assertThat(cell.saving().low()).isLessThanOrEqualTo(cell.saving().best());
              assertThat(cell.saving().best()).isLessThanOrEqualTo(cell.saving().high());
            });
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, 0, -0.0, -1, Double.POSITIVE_INFINITY})
  void modelSize_thatIsNone_isRefused(double modelSizeGb) {
    assertThatThrownBy(
            () ->
                estimator.compare(job, Site.UNKNOWN, modelSizeGb, List.of(), List.of(), SortBy.KWH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("modelSizeGb must be more than 0 and at most 1000000000: " + modelSizeGb);
  }

  private Match<Accelerator> named(String name) {
    return estimator.accelerators().find(name);
  }

  private Usage on(String name) {
    Match<Accelerator> match = named(name);
    Usage usage = Usage.of(match.found().orElseThrow(), 1, 70);
    return match.slice().map(usage::withSlice).orElse(usage);
  }

  private List<Alternative> against(Usage usage, String... names) {
    return estimator
        .compareNames(
            usage,
            Site.UNKNOWN,
            8,
            Stream.of(names).map(this::named).toList(),
            List.of(),
            SortBy.KWH)
        .alternatives();
  }

  private double kwh(Usage usage) {
    return estimator.calibratedModel().energyKwh(usage, Site.UNKNOWN).best();
  }

  /** Two slices of a card are two rows: 70 h on a whole A100 are 490 h on a seventh of it. */
  @Test
  void compareNames_slices_haveTheirOwnShareAndHours() {
    List<Alternative> rows = against(on("A100 40GB"), "a100_3g.20gb", "A100-MIG-1g.5gb");

    assertThat(rows).hasSize(2);
    Alternative three = rows.get(0);
    Alternative one = rows.get(1);
    assertThat(three.acceleratorFraction()).isEqualTo(3.0 / 7);
    assertThat(three.durationHours()).isCloseTo(70 * 7 / 3.0, within(1e-9));
    assertThat(three.hoursScaled()).isTrue();
    assertThat(three.fitsInMemory()).contains(true);
    assertThat(three.kwh().best())
        .isCloseTo(
            kwh(Usage.of(three.accelerator(), 1, 70 * 7 / 3.0).withAcceleratorFraction(3.0 / 7)),
            within(1e-9));
    assertThat(one.acceleratorFraction()).isEqualTo(1.0 / 7);
    assertThat(one.durationHours()).isCloseTo(490, within(1e-9));
    // 8 GB of weights in 5 GB
    assertThat(one.fitsInMemory()).contains(false);
  }

  @Test
  void compareNames_jobOnASlice_putsItsShareOnNoOther() {
    Usage slice = on("A100-MIG-1g.5gb");

    List<Alternative> rows = against(slice, "g6f.large", "NVIDIA A10-8Q", "H100", "A100 40GB");

    assertThat(rows)
        .extracting(Alternative::acceleratorFraction)
        .containsExactlyInAnyOrder(0.125, 8.0 / 24, 1.0, 1.0);
    assertThat(against(slice))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.acceleratorFraction()).isEqualTo(1.0 / 7);
              assertThat(row.saving().best()).isZero();
              assertThat(row.fitsInMemory()).contains(false);
            });
    assertThat(against(slice, "A100-MIG-1g.5gb").get(0).saving())
        .isEqualTo(new Comparison.SavingPercent(0, 0, 0));
  }

  @Test
  void compareNames_jobWithAStatedShare_hasItElsewhereToo() {
    Usage quarter = on("A100 40GB").withAcceleratorFraction(0.25);

    assertThat(against(quarter, "H100").get(0).acceleratorFraction()).isEqualTo(0.25);
    assertThat(against(quarter, "H100-MIG-1g.10gb").get(0).acceleratorFraction())
        .isEqualTo(1.0 / 7);
  }

  @Test
  void compareNames_nameThatFindsNothing_isRefused() {
    assertThatThrownBy(() -> against(job, "quantum abacus"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("otherNames must be found");
  }
}
