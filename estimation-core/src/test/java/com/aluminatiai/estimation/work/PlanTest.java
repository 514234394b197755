package com.aluminatiai.estimation.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Accounting;
import com.aluminatiai.estimation.Availability;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class PlanTest {
  private static final Offset<Double> EXACT = within(1e-9);
  private static final Estimator ESTIMATOR = Estimator.standard();
  private static final Accelerator BIG = device("BIG", 100);
  private static final Accelerator SMALL = device("SMALL", 20);
  private static final Accelerator UNKNOWN = Accelerator.builder("BLANK", 500).build();
  private static final Site CLEAN = site(0.1);
  private static final Site DIRTY = site(0.5);

  private static Accelerator device(String id, double memoryGb) {
    return Accelerator.builder(id, 500).memoryGb(memoryGb).bf16Tflops(500).build();
  }

  private static Site site(double kg) {
    return Site.UNKNOWN.withPue(1).withGridKgPerKwh(kg).withUsdPerKwh(0.2);
  }

  /** A thousand hours of one, half of them on two; 60 GB between them and 4 GB on each. */
  private record Halves() implements Work {
    @Override
    public Optional<Usage> on(Accelerator accelerator, int count) {
      if (obstacle(accelerator).isPresent()) {
        return Optional.empty();
      }
      double hours = 1000.0 / count;
      return Optional.of(
          Usage.of(accelerator, count, 0).withHoursBand(new Range(hours / 2, hours, hours * 2)));
    }

    @Override
    public Optional<String> obstacle(Accelerator accelerator) {
      return accelerator.bf16Tflops().isPresent() ? Optional.empty() : Optional.of("no peak");
    }

    @Override
    public MemoryNeed memory() {
      return new MemoryNeed(Range.exactly(60), Range.exactly(4));
    }
  }

  /** A kilowatt each, without doubt. */
  private static Usage kilowatt(Usage usage) {
    return usage.withAcceleratorWatts(500).withHostWattsPerAccelerator(500).withNetworkFraction(0);
  }

  private static Plan.Builder plan() {
    return Plan.builder(ESTIMATOR, new Halves())
        .accelerators(List.of(BIG))
        .stated(PlanTest::kilowatt)
        .sites(List.of(CLEAN));
  }

  @Test
  void option_hasHoursEnergyEmissionsMoneyAndMemory() {
    PlanOption option =
        plan()
            .counts(List.of(4))
            .rentalUsdPerHour(any -> Optional.of(new Range(2, 3, 3)))
            .build()
            .options()
            .get(0);

    // 250 h (125 to 500) x 4 x 1 kW; x 0.1 kg, x 0.2 USD; x 3 USD an hour; 60 + 4 x 4 GB
    assertThat(option.hours()).isEqualTo(new Range(125, 250, 500));
    assertRange(option.kwh(), 500, 1000, 2000);
    assertRange(option.carbonKg(), 50, 100, 200);
    assertRange(option.costUsd(), 100, 200, 400);
    double down = Math.hypot(Math.log(2), Math.log(1.5));
    assertRange(option.rentalUsd().orElseThrow(), 3000 * Math.exp(-down), 3000, 6000);
    assertThat(option.memoryNeededGb().best()).isCloseTo(76, EXACT);
    assertThat(option.fitsInMemory()).contains(true);
    assertThat(option.accelerator()).isEqualTo(BIG);
    assertThat(option.acceleratorCount()).isEqualTo(4);
    assertThat(option.region()).isEmpty();
  }

  @Test
  void counts_leftOut_areThePowersOfTwoOnWhichItFits_untilItTakesAnHour() {
    // SMALL has 16 GB left of 20: four hold 64 of 60; 1000 h on 1024 are the first within an hour
    assertThat(plan().build().options()).extracting(PlanOption::acceleratorCount).contains(1, 1024);
    assertThat(plan().accelerators(List.of(SMALL)).build().options())
        .hasSize(9)
        .extracting(PlanOption::acceleratorCount)
        .contains(4, 1024)
        .doesNotContain(1, 2);
    TrainingWork brief =
        TrainingWork.of(LanguageModel.ofSize(1, OptionalDouble.empty()), 1e9).withMfu(0.5);
    // 6 x 10^18 over 0.5 x 5 x 10^14 x 3600 = 9 x 10^17 an hour: 6.7, 3.3, 1.7, 0.8 h
    assertThat(
            Plan.builder(ESTIMATOR, brief)
                .accelerators(List.of(BIG))
                .sortBy(Plan.SortBy.DURATION_HOURS)
                .build()
                .options())
        .extracting(PlanOption::acceleratorCount)
        .containsExactly(8, 4, 2, 1);
  }

  @Test
  void whatDoesNotFit_comesLastAndIsNoParetoOption() {
    List<PlanOption> options =
        plan().accelerators(List.of(SMALL, BIG)).counts(List.of(2)).build().options();

    assertThat(options).extracting(PlanOption::accelerator).containsExactly(BIG, SMALL);
    assertThat(options.get(1).fitsInMemory()).contains(false);
    assertThat(options.get(1).isPareto()).isFalse();
    assertThat(options.get(0).isPareto()).isTrue();
  }

  @Test
  void memoryThatIsNotKnown_isBetweenWhatFitsAndWhatDoesNot() {
    Accelerator blank = Accelerator.builder("BLANK", 500).bf16Tflops(500).build();

    List<PlanOption> options =
        plan().accelerators(List.of(SMALL, blank, BIG)).counts(List.of(2)).build().options();

    assertThat(options).extracting(PlanOption::accelerator).containsExactly(BIG, blank, SMALL);
    assertThat(options.get(1).fitsInMemory()).isEmpty();
  }

  @Test
  void whatCannotBeDerived_isLeftOutWithItsReason() {
    Plan plan = plan().accelerators(List.of(UNKNOWN, BIG)).counts(List.of(1)).build();

    assertThat(plan.options()).extracting(PlanOption::accelerator).containsExactly(BIG);
    assertThat(plan.leftOut()).hasSize(1);
    assertThat(plan.leftOut().get(0).accelerator()).isEqualTo(UNKNOWN);
    assertThat(plan.leftOut().get(0).reason()).isEqualTo("no peak");
  }

  @Test
  void whatFitsOnNoNumber_isLeftOutWithItsReason() {
    Plan plan = plan().accelerators(List.of(device("TINY", 4))).build();

    assertThat(plan.options()).isEmpty();
    assertThat(plan.leftOut())
        .extracting(Plan.LeftOut::reason)
        .containsExactly("it does not fit on up to 1024 of them");
  }

  @Test
  void whatTakesAMillionHours_isLeftOutWithItsReason() {
    TrainingWork endless =
        TrainingWork.of(LanguageModel.ofSize(1000, OptionalDouble.empty()), 1e15);

    Plan plan =
        Plan.builder(ESTIMATOR, endless)
            .accelerators(List.of(BIG))
            .counts(List.of(1, 1_000_000))
            .build();

    assertThat(plan.options()).hasSize(1);
    assertThat(plan.leftOut().get(0).reason()).startsWith("acceleratorCount must be larger");
  }

  @Test
  void deadlineAndBudget_sortWhatKeepsToThemFirst() {
    // 1000, 500, 250 h; 1, 2, 4 of them at 1 USD an hour: 1000 USD each
    Plan plan =
        plan()
            .counts(List.of(1, 2, 4))
            .deadlineHours(500)
            .rentalUsdPerHour(any -> Optional.of(Range.exactly(1)))
            .mostRentalUsd(1000)
            .mostCarbonKg(100)
            .build();

    assertThat(plan.options()).extracting(PlanOption::acceleratorCount).containsExactly(4, 2, 1);
    assertThat(plan.options())
        .extracting(PlanOption::meetsDeadline)
        .containsExactly(true, true, false);
    assertThat(plan.options()).allMatch(PlanOption::withinBudget);
    assertThat(plan().counts(List.of(1)).mostRentalUsd(1e9).build().options().get(0).withinBudget())
        .isFalse();
    assertThat(plan().counts(List.of(1)).mostCarbonKg(99).build().options().get(0).withinBudget())
        .isFalse();
  }

  @Test
  void sites_areOptionsOfTheirOwn() {
    List<PlanOption> options =
        plan().counts(List.of(1)).sites(List.of(DIRTY, CLEAN)).build().options();

    assertThat(options).extracting(PlanOption::site).containsExactly(CLEAN, DIRTY);
    assertThat(options).extracting(PlanOption::isPareto).containsExactly(true, false);
    // The same hours on the same machines: five times the emissions beyond any doubt
    assertThat(options).extracting(PlanOption::isDistinguishable).containsExactly(false, true);
  }

  @Test
  void distinguishable_isMoreThanTheDoubtThatIsNotShared() {
    // 1, 1.3 and 1.4 times the watts of the same work: ln 1.3 = 0.262, ln 1.4 = 0.336; -ln 0.75 =
    // 0.288
    Accelerator more = device("MORE", 100);
    Accelerator most = device("MOST", 100);
    Map<Accelerator, Double> watts = Map.of(BIG, 500.0, more, 800.0, most, 900.0);

    List<PlanOption> options =
        plan()
            .accelerators(List.of(BIG, more, most))
            .counts(List.of(1))
            .stated(usage -> kilowatt(usage).withAcceleratorWatts(watts.get(usage.accelerator())))
            .sortBy(Plan.SortBy.KWH)
            .build()
            .options();

    assertThat(options).extracting(PlanOption::accelerator).containsExactly(BIG, more, most);
    assertThat(options)
        .extracting(PlanOption::isDistinguishable)
        .containsExactly(false, false, true);
  }

  @Test
  void rent_isToldApartByItsPrices() {
    Map<Accelerator, Range> prices = Map.of(BIG, new Range(1, 2, 4), SMALL, new Range(3, 4.1, 5));
    List<PlanOption> options =
        plan()
            .accelerators(List.of(BIG, SMALL))
            .counts(List.of(4, 8))
            .rentalUsdPerHour(one -> Optional.of(prices.get(one)))
            .sortBy(Plan.SortBy.RENTAL_USD)
            .build()
            .options();

    // ln 2.05 = 0.718 against ln 2 = 0.693 up, ln (4.1 / 3) = 0.312 down and 0.288: 0.813 together
    assertThat(options).extracting(PlanOption::accelerator).containsExactly(BIG, BIG, SMALL, SMALL);
    assertThat(options).extracting(PlanOption::acceleratorCount).containsExactly(8, 4, 8, 4);
    assertThat(options).noneMatch(PlanOption::isDistinguishable);
  }

  @Test
  void hours_areToldApartBeyondTheirDoubt() {
    List<PlanOption> options =
        plan().counts(List.of(4, 5, 8)).sortBy(Plan.SortBy.DURATION_HOURS).build().options();

    // ln (8 / 5) = 0.47, ln (8 / 4) = 0.69; -ln 0.75 = 0.288
    assertThat(options).extracting(PlanOption::acceleratorCount).containsExactly(8, 5, 4);
    assertThat(options)
        .extracting(PlanOption::isDistinguishable)
        .containsExactly(false, true, true);
  }

  @Test
  void sortByCost_isByElectricity() {
    Site cheap = CLEAN.withUsdPerKwh(0.05);

    assertThat(
            plan()
                .counts(List.of(1))
                .sites(List.of(CLEAN, cheap))
                .sortBy(Plan.SortBy.COST_USD)
                .build()
                .options())
        .extracting(PlanOption::site)
        .containsExactly(cheap, CLEAN);
  }

  @Test
  void pareto_isWhatNoOtherBeatsInHoursMoneyAndEmissions() {
    Accelerator twice = device("TWICE", 100);
    List<PlanOption> options =
        plan()
            .accelerators(List.of(BIG, twice))
            .counts(List.of(1, 2))
            .rentalUsdPerHour(one -> Optional.of(Range.exactly(one.equals(BIG) ? 1 : 2)))
            .build()
            .options();

    // All emit the same: two of the cheap ones are as cheap as one, and faster.
    assertThat(options)
        .filteredOn(PlanOption::isPareto)
        .singleElement()
        .satisfies(
            option -> {
              assertThat(option.accelerator()).isEqualTo(BIG);
              assertThat(option.acceleratorCount()).isEqualTo(2);
            });
  }

  @Test
  void regionsOfTwoAccountings_areNotMixed() {
    Region france = ESTIMATOR.regions().get("FR");
    Region virginia = ESTIMATOR.regions().get("us-east-1");
    Region texas = ESTIMATOR.regions().get("US-TX");

    Plan plan =
        plan()
            .counts(List.of(1))
            .sites(List.of(Site.in(france), Site.in(virginia), Site.in(texas)))
            .build();

    Set<Optional<Accounting>> kinds = new HashSet<>();
    plan.options().forEach(option -> kinds.add(option.accounting()));
    assertThat(kinds).hasSize(1);
    assertThat(plan.options().get(0).region().orElseThrow().code()).isEqualTo("FR");
  }

  @Test
  void acceleratorsLeftOut_areThoseThatCanBeHad() {
    TrainingWork work = TrainingWork.of(LanguageModel.ofSize(7, OptionalDouble.empty()), 1e9);
    Plan plan = Plan.builder(ESTIMATOR, work).counts(List.of(8)).build();

    assertThat(plan.options())
        .hasSizeGreaterThan(20)
        .extracting(PlanOption::accelerator)
        .allMatch(one -> one.availability() == Availability.SOLD)
        .allMatch(one -> one.bf16Tflops().isPresent())
        .noneMatch(one -> one.name().contains("Laptop"))
        .noneMatch(one -> one.boardId().isPresent())
        .extracting(Accelerator::id)
        .contains("NVIDIA_H100_SXM", "AMD_MI300X");
    Accelerator named = ESTIMATOR.accelerators().get("A100 SXM 80GB");
    assertThat(
            Plan.builder(ESTIMATOR, work)
                .accelerators(List.of(named))
                .counts(List.of(8))
                .build()
                .options())
        .hasSize(1);
  }

  /** The question that a plan is made for: LoRA of 70B on half a billion tokens within a day. */
  @Test
  void loraOfSeventyBillions_isPlanned() {
    TrainingWork work =
        TrainingWork.of(LanguageModels.standard().find("Llama 3.1 70B").orElseThrow(), 5e8)
            .withLora();
    Accelerator h100 = ESTIMATOR.accelerators().get("H100");
    Plan plan =
        Plan.builder(ESTIMATOR, work)
            .accelerators(List.of(h100))
            .counts(List.of(1, 8))
            .deadlineHours(24)
            .build();
    PlanOption eight = plan.options().get(0);

    // 4 x 70.55e9 x 5e8 = 1.411e20; 0.44 x 7.055^0.08 = 0.5145 of 989.4e12 x 3600 x 8: 9.62 h
    assertThat(eight.acceleratorCount()).isEqualTo(8);
    assertThat(eight.hours().best()).isCloseTo(9.62, within(0.01));
    assertThat(eight.meetsDeadline()).isTrue();
    assertThat(eight.fitsInMemory()).contains(true);
    assertThat(plan.options().get(1).fitsInMemory()).contains(false);
  }

  @Test
  void figuresOutOfRange_areRefused() {
    assertThatThrownBy(() -> plan().deadlineHours(0)).hasMessageContaining("deadlineHours");
    assertThatThrownBy(() -> plan().mostRentalUsd(-1)).hasMessageContaining("mostRentalUsd");
    assertThatThrownBy(() -> plan().mostCarbonKg(Double.NaN)).hasMessageContaining("mostCarbonKg");
    assertThatThrownBy(() -> plan().counts(List.of(0))).hasMessageContaining("acceleratorCount");
  }

  private static void assertRange(Range range, double low, double best, double high) {
    assertThat(range.low()).isCloseTo(low, within(1e-6));
    assertThat(range.best()).isCloseTo(best, within(1e-6));
    assertThat(range.high()).isCloseTo(high, within(1e-6));
  }
}
