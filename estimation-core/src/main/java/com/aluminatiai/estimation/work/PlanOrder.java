package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Accounting;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Sorts the options of a plan, and tells those that are dominated or no different. */
final class PlanOrder {
  private static final int FITS = 0;
  private static final int MAY_FIT = 1;
  private static final int FITS_NOT = 2;

  private final Plan.Question question;
  private final Optional<Accounting> usual;
  private final PlanDoubt doubt;

  PlanOrder(Plan.Question question, List<Site> sites) {
    this.question = question;
    this.usual = usual(sites);
    this.doubt = new PlanDoubt(question);
  }

  /** The accounting of most sites. */
  private static Optional<Accounting> usual(List<Site> sites) {
    return Arrays.stream(Accounting.values())
        .max(Comparator.comparingLong(kind -> of(sites, kind)))
        .filter(kind -> of(sites, kind) > 0);
  }

  private static long of(List<Site> sites, Accounting kind) {
    return sites.stream().filter(site -> site.gridAccounting().equals(Optional.of(kind))).count();
  }

  List<PlanOption> sorted(List<PlanOption> options) {
    List<PlanOption> sorted = options.stream().sorted(order()).toList();
    boolean isRented = options.stream().anyMatch(option -> option.rentalUsd().isPresent());
    List<Weights> weights = sorted.stream().map(option -> Weights.of(option, isRented)).toList();
    List<PlanOption> judged = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      PlanOption option = sorted.get(i);
      judged.add(
          option.with(isPareto(weights.get(i), weights), isDistinguishable(option, sorted.get(0))));
    }
    return judged;
  }

  private Comparator<PlanOption> order() {
    return Comparator.comparingInt(PlanOrder::fit)
        .thenComparing(option -> !option.isGood())
        .thenComparing(this::isApart)
        .thenComparingDouble(option -> figure(option).map(Range::best).orElse(Double.MAX_VALUE))
        .thenComparingDouble(option -> option.hours().best())
        .thenComparingInt(PlanOption::acceleratorCount);
  }

  private static int fit(PlanOption option) {
    return option.fitsInMemory().map(fits -> fits ? FITS : FITS_NOT).orElse(MAY_FIT);
  }

  private boolean isApart(PlanOption option) {
    return question.sortBy() == Plan.SortBy.CARBON_KG
        && option.accounting().isPresent()
        && !option.accounting().equals(usual);
  }

  private Optional<Range> figure(PlanOption option) {
    return switch (question.sortBy()) {
      case CARBON_KG -> Optional.of(option.carbonKg());
      case KWH -> Optional.of(option.kwh());
      case COST_USD -> Optional.of(option.costUsd());
      case RENTAL_USD -> option.rentalUsd();
      case DURATION_HOURS -> Optional.of(option.hours());
    };
  }

  private boolean isDistinguishable(PlanOption option, PlanOption first) {
    Optional<Range> mine = figure(option);
    Optional<Range> theirs = figure(first);
    boolean isComparable =
        question.sortBy() != Plan.SortBy.CARBON_KG
            || isCountedAlike(option.accounting(), first.accounting());
    return isComparable
        && mine.isPresent()
        && theirs.isPresent()
        && doubt.isMoreThanDoubt(option, first, mine.get().best(), theirs.get().best());
  }

  private static boolean isCountedAlike(Optional<Accounting> one, Optional<Accounting> other) {
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }

  /** What options are weighed by, as plain numbers: all are weighed against all. */
  private record Weights(
      boolean isPossible, Optional<Accounting> accounting, double hours, double usd, double kg) {
    static Weights of(PlanOption option, boolean isRented) {
      double usd =
          isRented
              ? option.rentalUsd().map(Range::best).orElse(Double.MAX_VALUE)
              : option.costUsd().best();
      return new Weights(
          fit(option) != FITS_NOT,
          option.accounting(),
          option.hours().best(),
          usd,
          option.carbonKg().best());
    }

    boolean dominates(Weights other) {
      return isPossible
          && hours <= other.hours
          && usd <= other.usd
          && kg <= other.kg
          && (hours < other.hours || usd < other.usd || kg < other.kg)
          && isCountedAlike(accounting, other.accounting);
    }
  }

  private static boolean isPareto(Weights option, List<Weights> all) {
    return option.isPossible && all.stream().noneMatch(other -> other.dominates(option));
  }
}
