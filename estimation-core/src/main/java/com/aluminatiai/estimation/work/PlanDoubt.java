package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.CalibratedAssumptions;
import com.aluminatiai.estimation.CalibratedEstimate;
import com.aluminatiai.estimation.CalibratedModel;
import com.aluminatiai.estimation.Range;

/**
 * The doubt that two options of a plan do not share. The load of the same work is the same
 * everywhere, the node on the same kind of accelerator, PUE, grid and price at the same place; of
 * the doubt about hours a part stays where kind or number differ. What is not shared counts on both
 * sides, in quadrature, as in a comparison.
 */
final class PlanDoubt {
  private static final Range BETWEEN = WorkFactors.training().get("between_accelerators_ratio");

  private final Plan.Question question;

  PlanDoubt(Plan.Question question) {
    this.question = question;
  }

  /** Whether one option's figure is higher than another's by more than that doubt. */
  boolean isMoreThanDoubt(PlanOption one, PlanOption other, double mine, double theirs) {
    if (mine <= theirs) {
      return false;
    }
    if (theirs == 0) {
      return true;
    }
    boolean sameKind = one.accelerator().equals(other.accelerator());
    boolean samePlace = one.site().equals(other.site());
    double down = below(unshared(one, sameKind, samePlace));
    double up = above(unshared(other, sameKind, samePlace));
    boolean sameMachines = sameKind && one.acceleratorCount() == other.acceleratorCount();
    double between = sameMachines ? 0 : -StrictMath.log(BETWEEN.low());
    double all = Math.sqrt(down * down + up * up + between * between);
    return StrictMath.log(mine / theirs) > all;
  }

  private static double below(Range range) {
    return range.low() == 0 ? Double.POSITIVE_INFINITY : StrictMath.log(range.best() / range.low());
  }

  private static double above(Range range) {
    return StrictMath.log(range.high() / range.best());
  }

  /** The figure with the doubt alone that the options do not share. */
  private Range unshared(PlanOption option, boolean sameKind, boolean samePlace) {
    return switch (question.sortBy()) {
      case DURATION_HOURS -> Range.exactly(option.hours().best());
      case RENTAL_USD -> rent(option, sameKind);
      case KWH -> estimate(option, sameKind, samePlace).kwh();
      case CARBON_KG -> estimate(option, sameKind, samePlace).carbonKg();
      case COST_USD -> estimate(option, sameKind, samePlace).costUsd();
    };
  }

  private Range rent(PlanOption option, boolean sameKind) {
    Range usd = question.rentalUsdPerHour().apply(option.accelerator()).orElseThrow();
    return sameKind ? Range.exactly(usd.best()) : usd;
  }

  private CalibratedEstimate estimate(PlanOption option, boolean sameKind, boolean samePlace) {
    CalibratedAssumptions all =
        question.estimator().calibratedModel().assumptions(option.usage(), option.site());
    CalibratedAssumptions unshared =
        CalibratedAssumptions.builder()
            .gpuWatts(orExact(all.gpuWatts(), sameKind))
            .utilizationFraction(orExact(all.utilizationFraction(), true))
            .idleFraction(orExact(all.idleFraction(), true))
            .fullLoadFraction(orExact(all.fullLoadFraction(), true))
            .hostWattsPerGpu(orExact(all.hostWattsPerGpu(), sameKind))
            .networkFraction(orExact(all.networkFraction(), true))
            .powerShare(orExact(all.powerShare(), true))
            .pue(orExact(all.pue(), samePlace))
            .gridKgPerKwh(orExact(all.gridKgPerKwh(), samePlace))
            .usdPerKwh(orExact(all.usdPerKwh(), samePlace))
            .build();
    return CalibratedModel.estimate(
        unshared, option.acceleratorCount(), option.usage().durationHours());
  }

  private static Range orExact(Range band, boolean isShared) {
    return isShared ? Range.exactly(band.best()) : band;
  }
}
