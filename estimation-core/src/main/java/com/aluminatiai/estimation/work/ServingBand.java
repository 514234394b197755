package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Range;
import java.util.function.ToDoubleFunction;

/**
 * The range of a figure of serving: the doubt of the model itself, of the size of the language
 * model and of the concurrency, each on its own from low to high, their logarithms combined as the
 * root of the sum of squares. Immutable and thread-safe.
 */
final class ServingBand {
  private static final double LEAST_CONCURRENCY = 1;
  private static final int HALVINGS = 28;

  private final ServingRules rules;
  private final Deployed deployed;
  private final ServingLayouts law;
  private final ServingLayouts smaller;
  private final ServingLayouts larger;
  private final boolean isMeasured;

  /**
   * What was found.
   *
   * @param figures per token
   * @param concurrency requests at once
   */
  record Found(ServingEstimate.Figures figures, double concurrency) {}

  ServingBand(ServingRules rules, LanguageModel model, Deployed deployed) {
    this.rules = rules;
    this.deployed = deployed;
    this.law = new ServingLayouts(rules, model.id(), deployed);
    Range active = model.activeParametersBillions();
    Range total = model.parametersBillions();
    this.smaller = ofSize(model.id(), active.low(), total.low());
    this.larger = ofSize(model.id(), active.high(), total.high());
    this.isMeasured = law.isMeasured();
  }

  /** A size that is known has one law alone, which need not be asked thrice. */
  private ServingLayouts ofSize(String modelId, double active, double total) {
    Deployed other = deployed.withSize(active, total);
    return other.equals(deployed) ? law : new ServingLayouts(rules, modelId, other);
  }

  boolean isMeasured() {
    return isMeasured;
  }

  Found at(Range concurrency) {
    double best = concurrency.best();
    ServingLaw.Taken taken = law.at(best);
    boolean isStated = concurrency.low() == best && concurrency.high() == best;
    Five five =
        new Five(
            taken,
            isStated ? taken : law.at(concurrency.high()),
            isStated ? taken : law.at(concurrency.low()),
            smaller == law ? taken : smaller.at(best),
            larger == law ? taken : larger.at(best));
    double doubt = Math.log(law.spread(best));
    Range joules = five.band(ServingLaw.Taken::joulesPerToken, doubt);
    Range seconds = five.band(each -> 1 / each.tokensPerSecond(), doubt);
    return new Found(new ServingEstimate.Figures(joules, seconds), best);
  }

  /** Fewer requests at once take more joules and more seconds for a token, and so does a size. */
  private record Five(
      ServingLaw.Taken best,
      ServingLaw.Taken many,
      ServingLaw.Taken few,
      ServingLaw.Taken small,
      ServingLaw.Taken large) {
    Range band(ToDoubleFunction<ServingLaw.Taken> figure, double doubt) {
      double middle = figure.applyAsDouble(best);
      return around(
          middle,
          norm(
              doubt,
              Math.log(middle / figure.applyAsDouble(many)),
              Math.log(middle / figure.applyAsDouble(small))),
          norm(
              doubt,
              Math.log(figure.applyAsDouble(few) / middle),
              Math.log(figure.applyAsDouble(large) / middle)));
    }
  }

  private static double norm(double doubt, double first, double second) {
    return Math.hypot(doubt, Math.hypot(Math.max(0, first), Math.max(0, second)));
  }

  private static Range around(double best, double lnBelow, double lnAbove) {
    return new Range(best * Math.exp(-lnBelow), best, best * Math.exp(lnAbove));
  }

  /** The time is known; watts alone are in doubt. */
  Found atRate(double tokensPerSecond) {
    double watts = wattsAtRate(law, tokensPerSecond);
    double small = smaller == law ? watts : wattsAtRate(smaller, tokensPerSecond);
    double large = larger == law ? watts : wattsAtRate(larger, tokensPerSecond);
    double doubt = Math.log(rules.factor("spread.watts"));
    Range joules =
        around(
            watts / tokensPerSecond,
            norm(doubt, 0, Math.log(watts / small)),
            norm(doubt, 0, Math.log(large / watts)));
    return new Found(
        new ServingEstimate.Figures(joules, Range.exactly(1 / tokensPerSecond)),
        concurrencyAt(law, tokensPerSecond));
  }

  /**
   * Below the rate of one request at a time, accelerators wait idle between requests. Beyond the
   * most that the model knows, an engine does better than those measured: its watts grow with the
   * rate, up to the rating.
   */
  private double wattsAtRate(ServingLayouts of, double tokensPerSecond) {
    ServingLaw.Taken one = of.at(LEAST_CONCURRENCY);
    double busy = tokensPerSecond / one.tokensPerSecond();
    if (busy >= 1) {
      ServingLaw.Taken taken = of.at(concurrencyAt(of, tokensPerSecond));
      double beyond = Math.max(1, tokensPerSecond / taken.tokensPerSecond());
      return Math.min(Math.max(taken.watts(), of.ratedWatts()), taken.watts() * beyond);
    }
    double idle = of.idleWatts();
    return idle + busy * Math.max(0, one.watts() - idle);
  }

  private double concurrencyAt(ServingLayouts of, double tokensPerSecond) {
    double one = of.at(LEAST_CONCURRENCY).tokensPerSecond();
    if (tokensPerSecond <= one) {
      return tokensPerSecond / one;
    }
    double low = LEAST_CONCURRENCY;
    double high = of.most();
    for (int i = 0; i < HALVINGS; i++) {
      double middle = Math.sqrt(low * high);
      if (of.at(middle).tokensPerSecond() < tokensPerSecond) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
