package com.aluminatiai.estimation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;

/**
 * Compares one job with the same work elsewhere.
 *
 * <p>An assumption that both sides share moves both alike, so that only the difference of its two
 * effects counts: the load of the same work everywhere, everything about the node on the same
 * accelerator, PUE, grid and price at the same place. What they do not share counts with both
 * effects. All are combined in quadrature, as in an estimate. Where hours were scaled, the doubt
 * about the scaling counts as well. Of a model whose assumptions are not known here the range is
 * one doubt about the node.
 */
final class Contest {
  /** A device, and the part of it that its name stands for. */
  record Candidate(Accelerator accelerator, Optional<Slice> slice) {}

  private record Cell(Usage usage, Site site, boolean hoursScaled, Outcome outcome) {}

  private final BiFunction<Usage, Site, Outcome> model;
  private final Range hoursScaling;
  private final CommonAccounting accounting;
  private final double modelSizeGb;
  private final Comparison.SortBy sortBy;
  private final Cell baseline;

  Contest(
      BiFunction<Usage, Site, Outcome> model,
      Range hoursScaling,
      CommonAccounting accounting,
      Usage usage,
      Site site,
      double modelSizeGb,
      Comparison.SortBy sortBy) {
    this.model = model;
    this.hoursScaling = hoursScaling;
    this.accounting = accounting;
    this.modelSizeGb = modelSizeGb;
    this.sortBy = sortBy;
    this.baseline = cell(usage, site, false);
  }

  Comparison against(List<Candidate> candidates, List<Site> sites) {
    List<Comparison.Alternative> alternatives = new ArrayList<>();
    for (Site site : sites) {
      if (candidates.isEmpty()) {
        alternatives.add(alternative(cell(baseline.usage, site, false)));
      }
      for (Candidate candidate : candidates) {
        alternatives.add(alternative(elsewhere(candidate, site)));
      }
    }
    alternatives.sort(
        Comparator.comparing(Contest::cannotHold)
            .thenComparing(this::isApart)
            .thenComparingDouble(cell -> figure(cell).best()));
    return new Comparison(alternative(baseline), alternatives);
  }

  private static boolean cannotHold(Comparison.Alternative cell) {
    return !cell.fitsInMemory().orElse(true);
  }

  private boolean isApart(Comparison.Alternative cell) {
    return sortBy == Comparison.SortBy.CARBON_KG && accounting.isApart(cell.accounting());
  }

  private Range figure(Comparison.Alternative cell) {
    return switch (sortBy) {
      case CARBON_KG -> cell.carbonKg();
      case KWH -> cell.kwh();
      case COST_USD -> cell.costUsd();
    };
  }

  private Cell cell(Usage usage, Site site, boolean hoursScaled) {
    return new Cell(usage, site, hoursScaled, model.apply(usage, accounting.counted(site)));
  }

  /** The same work takes longer on a smaller share, as on a slower device. */
  private Cell elsewhere(Candidate candidate, Site site) {
    Usage usage = baseline.usage;
    Accelerator accelerator = candidate.accelerator();
    double fraction = candidate.slice().map(Slice::fraction).orElseGet(usage::shareElsewhere);
    double shares = usage.acceleratorFraction() / fraction;
    OptionalDouble own = usage.accelerator().bf16Tflops();
    OptionalDouble other = accelerator.bf16Tflops();
    boolean same = accelerator.equals(usage.accelerator());
    boolean known = !same && own.isPresent() && other.isPresent();
    double speeds = known ? own.getAsDouble() / other.getAsDouble() : 1;
    boolean scaled = known || (same && shares != 1);
    double hours = scaled ? usage.durationHours() * speeds * shares : usage.durationHours();
    Usage there = usage.on(accelerator, candidate.slice(), Math.min(hours, Usage.MOST));
    return cell(there, site, scaled);
  }

  private Comparison.Alternative alternative(Cell cell) {
    Usage usage = cell.usage;
    Comparison.SavingPercent saving = saving(cell);
    return new Comparison.Alternative(
        usage.accelerator(),
        cell.site.region(),
        accounting.counted(cell.site).gridAccounting(),
        usage.acceleratorCount(),
        usage.acceleratorFraction(),
        usage.durationHours(),
        cell.hoursScaled,
        fits(usage),
        cell.outcome.kwh(),
        cell.outcome.carbonKg(),
        beside(cell),
        cell.outcome.costUsd(),
        saving,
        isOfBaselinesKind(cell) && (saving.low() > 0 || saving.high() < 0));
  }

  private Optional<Comparison.CountedOtherwise> beside(Cell cell) {
    return accounting
        .beside(cell.site)
        .map(
            site ->
                new Comparison.CountedOtherwise(
                    site.gridAccounting().orElseThrow(), model.apply(cell.usage, site).carbonKg()));
  }

  /** Whether no two accountings are compared; a stated intensity is what its author meant. */
  private boolean isOfBaselinesKind(Cell cell) {
    Optional<Accounting> own = accounting.counted(cell.site).gridAccounting();
    Optional<Accounting> other = accounting.counted(baseline.site).gridAccounting();
    return sortBy != Comparison.SortBy.CARBON_KG
        || own.isEmpty()
        || other.isEmpty()
        || own.equals(other);
  }

  private Optional<Boolean> fits(Usage usage) {
    OptionalDouble memoryGb = usage.acceleratorMemoryGb();
    return memoryGb.isEmpty()
        ? Optional.empty()
        : Optional.of(modelSizeGb <= memoryGb.getAsDouble() * usage.acceleratorCount());
  }

  private Comparison.SavingPercent saving(Cell cell) {
    double mine = best(cell);
    double theirs = best(baseline);
    if (theirs == 0 || mine == 0) {
      double all = theirs > 0 ? 100 : 0;
      return new Comparison.SavingPercent(all, all, all);
    }
    double lowSquares = 0;
    double highSquares = 0;
    for (int k = 0; k < Effects.COUNT; k++) {
      if (counts(k)) {
        boolean shared = shared(cell, k);
        lowSquares += squares(cell.outcome, baseline.outcome, k, shared, -1);
        highSquares += squares(cell.outcome, baseline.outcome, k, shared, 1);
      }
    }
    if (cell.hoursScaled) {
      lowSquares += square(StrictMath.log(hoursScaling.low()));
      highSquares += square(StrictMath.log(hoursScaling.high()));
    }
    double ratio = mine / theirs;
    return new Comparison.SavingPercent(
        percent(ratio * StrictMath.exp(Math.sqrt(highSquares))),
        percent(ratio),
        percent(ratio * StrictMath.exp(-Math.sqrt(lowSquares))));
  }

  /**
   * Returns the square of how far the logarithm of the ratio moves through assumption {@code k}: up
   * where {@code direction} is 1, down where it is −1.
   */
  private static double squares(
      Outcome mine, Outcome theirs, int k, boolean shared, int direction) {
    if (shared) {
      double atLow = direction * (mine.low(k) - theirs.low(k));
      double atHigh = direction * (mine.high(k) - theirs.high(k));
      return square(Math.max(0, Math.max(atLow, atHigh)));
    }
    return direction > 0
        ? square(mine.high(k)) + square(theirs.low(k))
        : square(mine.low(k)) + square(theirs.high(k));
  }

  private boolean shared(Cell cell, int k) {
    boolean sameNode = cell.usage.accelerator().equals(baseline.usage.accelerator());
    return switch (k) {
      case Effects.UTILIZATION,
          Effects.IDLE,
          Effects.FULL_LOAD,
          Effects.NETWORK,
          Effects.SHARE,
          Effects.HOURS ->
          true;
      case Effects.GPU_WATTS, Effects.HOST -> sameNode;
      default -> cell.site.equals(baseline.site);
    };
  }

  private boolean counts(int k) {
    return switch (k) {
      case Effects.GRID -> sortBy == Comparison.SortBy.CARBON_KG;
      case Effects.PRICE -> sortBy == Comparison.SortBy.COST_USD;
      default -> true;
    };
  }

  private double best(Cell cell) {
    return switch (sortBy) {
      case CARBON_KG -> cell.outcome.carbonKg().best();
      case KWH -> cell.outcome.kwh().best();
      case COST_USD -> cell.outcome.costUsd().best();
    };
  }

  private static double percent(double ratio) {
    return 100 * (1 - ratio);
  }

  private static double square(double number) {
    return number * number;
  }
}
