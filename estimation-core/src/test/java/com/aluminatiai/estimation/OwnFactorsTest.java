package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An estimator with accelerators, regions and factors of the caller's own. */
final class OwnFactorsTest {
  private static final Estimator STANDARD = Estimator.standard();
  private static final Accelerator ACME =
      Accelerator.builder("ACME_T500", 400)
          .name("Acme T500")
          .vendor("Acme")
          .formFactor(FormFactor.PCIE)
          .memoryGb(64)
          .bf16Tflops(500)
          .aliases(List.of("T500 Turbo"))
          .source("acme.example")
          .build();
  private static final Region CELLAR =
      Region.builder("acme:cellar", new Range(0.08, 0.1, 0.12), Accounting.LIFE_CYCLE, 2026)
          .name("The cellar")
          .country("DE")
          .pue(1.25)
          .usdPerKwh(0.2)
          .wueLitresPerKwh(0.5)
          .build();

  private static Estimator.Builder own() {
    return Estimator.builder().accelerator(ACME).region(CELLAR, List.of("basement"));
  }

  @Test
  void nothingOfOnesOwn_isTheStandard() {
    assertThat(Estimator.builder().build()).isSameAs(STANDARD);
  }

  @Test
  void whatIsOnesOwn_isFoundByName() {
    Estimator estimator = own().build();

    assertThat(estimator.accelerators().get("acme t500 turbo")).isEqualTo(ACME);
    assertThat(estimator.accelerators().get("ACME-T500-64GB")).isEqualTo(ACME);
    assertThat(estimator.accelerators().byId("ACME_T500")).contains(ACME);
    assertThat(estimator.accelerators().search("acme")).containsExactly(ACME);
    assertThat(estimator.accelerators().find("Acme T600").found()).isEmpty();
    assertThat(estimator.regions().get("Basement")).isEqualTo(CELLAR);
    assertThat(estimator.regions().get("the cellar")).isEqualTo(CELLAR);
    assertThat(estimator.regions().byCode("acme:cellar")).contains(CELLAR);
    assertThat(STANDARD.accelerators().find("Acme T500").found()).isEmpty();
  }

  @Test
  void whatIsOnesOwn_isEstimated() {
    Estimator estimator = own().build();
    Usage usage =
        Usage.of(estimator.accelerators().get("Acme T500"), 2, 10).withUtilizationPercent(50);

    Estimate estimate =
        estimator.estimate(Method.FALLBACK, usage, Site.in(estimator.regions().get("basement")));

    // 400 W × 2 × 10 h × 0.5 × 1.25 = 5 kWh; × 0.1 = 0.5 kg; × 0.2 = 1 USD
    assertThat(estimate.kwh()).isCloseTo(5, within(1e-12));
    assertThat(estimate.carbonKg()).isCloseTo(0.5, within(1e-12));
    assertThat(estimate.costUsd()).isCloseTo(1, within(1e-12));
    assertThat(estimate.waterLitres()).isPresent();
    assertThat(estimate.embodiedKg()).isPresent();
    assertThat(estimate.factorsVersion()).isEqualTo(estimator.factorsVersion());
  }

  @Test
  void whatIsOnesOwn_isCompared() {
    Estimator estimator = own().build();
    Usage usage = Usage.of(STANDARD.accelerators().get("A100"), 8, 100);

    Comparison comparison =
        estimator.compare(
            usage,
            Site.in(STANDARD.regions().get("Poland")),
            140,
            List.of(ACME),
            List.of(CELLAR),
            Comparison.SortBy.CARBON_KG);

    Comparison.Alternative cell = comparison.alternatives().get(0);
    // 312 TFLOP/s against 500: 100 h × 312 / 500 = 62.4 h
    assertThat(cell.durationHours()).isCloseTo(62.4, within(1e-9));
    assertThat(cell.fitsInMemory()).contains(true);
    assertThat(cell.saving().best()).isPositive();
  }

  @Test
  void aRowOfTheCatalogue_isReplaced() {
    Accelerator cooler =
        Accelerator.builder("NVIDIA_H100_SXM", 600).name("NVIDIA H100 SXM").build();
    Region greener = Region.builder("FR", Range.exactly(0.02), Accounting.LIFE_CYCLE, 2026).build();

    Estimator estimator = Estimator.builder().accelerator(cooler).region(greener).build();

    assertThat(estimator.accelerators().get("NVIDIA H100 SXM").tdpWatts()).isEqualTo(600);
    assertThat(estimator.accelerators().all()).hasSameSizeAs(STANDARD.accelerators().all());
    assertThat(estimator.regions().get("FR").gridKgPerKwh()).isEqualTo(Range.exactly(0.02));
    assertThat(estimator.regions().all()).hasSameSizeAs(STANDARD.regions().all());
  }

  @Test
  void aFactorOfOnesOwn_movesTheEstimateAndSaysItsSource() {
    Estimator estimator =
        Estimator.builder()
            .factor("pue.unknown", Range.exactly(1.1), "our meter")
            .factor("embodied_kg.NVIDIA_L40S", Range.exactly(100), "our suppliers")
            .build();
    Usage usage = Usage.of(STANDARD.accelerators().get("L40S"), 1, 1000);
    Estimate standard = STANDARD.estimate(Method.CALIBRATED, usage, Site.UNKNOWN);

    Estimate own = estimator.estimate(Method.CALIBRATED, usage, Site.UNKNOWN);

    double before = standard.calibrated().orElseThrow().assumptions().pue().best();
    assertThat(own.assumptions().pue()).isEqualTo(1.1);
    assertThat(own.kwh()).isCloseTo(standard.kwh() / before * 1.1, within(1e-9));
    assertThat(own.embodiedKg()).isNotEqualTo(standard.embodiedKg());
    assertThat(estimator.explain(usage, Site.UNKNOWN))
        .filteredOn(row -> row.name().equals("pue"))
        .extracting(ExplainedAssumption::source)
        .containsExactly("our meter");
    assertThat(estimator.calibratedModel().energyKwh(usage, Site.UNKNOWN).best())
        .isEqualTo(own.kwh());
    assertThat(estimator.profile(usage, Site.UNKNOWN).energyKwh(1000, Double.NaN))
        .isCloseTo(own.kwh(), within(1e-9));
  }

  static Stream<UnaryOperator<Estimator.Builder>> additions() {
    return Stream.of(
        builder -> builder.accelerator(ACME),
        builder -> builder.accelerator(Accelerator.builder("ACME_T500", 400.1).build()),
        builder -> builder.region(CELLAR),
        builder -> builder.region(CELLAR, List.of("basement")),
        builder -> builder.factor("pue.unknown", Range.exactly(1.1), "a"),
        builder -> builder.factor("pue.unknown", Range.exactly(1.1), "b"));
  }

  @Test
  void everyAddition_hasAVersionOfItsOwn() {
    assertThat(
            Stream.concat(
                    Stream.of(STANDARD),
                    additions().map(add -> add.apply(Estimator.builder()).build()))
                .map(Estimator::factorsVersion))
        .doesNotHaveDuplicates()
        .allMatch(version -> version.matches("\\d{4}\\.\\d{2}\\+[0-9a-f]{8}"));
  }

  @ParameterizedTest
  @MethodSource("additions")
  void theSameAdditions_haveTheSameVersion(UnaryOperator<Estimator.Builder> add) {
    assertThat(add.apply(Estimator.builder()).build().factorsVersion())
        .isEqualTo(add.apply(Estimator.builder()).build().factorsVersion());
  }

  @Test
  void whatCannotBe_isRefused() {
    Estimator.Builder builder = Estimator.builder();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.accelerator(Accelerator.unknown("X")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.accelerator(Accelerator.builder("acme t500", 1).build()))
        .withMessageContaining("\"acme t500\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.factor("pue.unknwon", Range.exactly(1), "a typo"))
        .withMessage("no power factor is called \"pue.unknwon\"; did you mean pue.unknown?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.factor("lifetime_hours", new Range(0, 1, 2), "a guess"))
        .withMessage("lifetime_hours must be more than 0: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.factor("embodied_kg.", Range.exactly(1), "of nothing"));
    assertThatThrownBy(
            () ->
                builder
                    .accelerator(
                        Accelerator.builder("ACME_H100", 1).aliases(List.of("H100")).build())
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("alias of two accelerators: ");
  }
}
