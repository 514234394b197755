package com.aluminatiai.estimation.work;

import java.util.Optional;

/**
 * Joules and watts of one deployment, by concurrency. Immutable and thread-safe.
 *
 * <p>Within a measured configuration it is the curve of that. Elsewhere it lies half way between
 * the step time and the formula of what was measured, and where the model was measured in another
 * configuration, it carries half of the deviation there. Half is what does best with models,
 * publishers and configurations left out: step time and formula err in different ways.
 */
final class ServingLaw {
  private final ServingRules rules;
  private final Deployed deployed;
  private final Deployed usual;
  private final Optional<MeasuredCurve> measured;
  private final boolean isMeasured;

  /**
   * What a deployment takes.
   *
   * @param joulesPerToken of all accelerators, per output token
   * @param watts of all accelerators
   */
  record Taken(double joulesPerToken, double watts) {
    double tokensPerSecond() {
      return watts / joulesPerToken;
    }
  }

  ServingLaw(ServingRules rules, String modelId, Deployed deployed) {
    this.rules = rules;
    this.deployed = deployed;
    this.usual = deployed.withPromptTokens(rules.promptTokens());
    this.measured = rules.curves().nearest(modelId, deployed);
    this.isMeasured =
        measured.filter(curve -> curve.configuration().isOf(modelId, deployed)).isPresent();
  }

  boolean isMeasured() {
    return isMeasured;
  }

  /** How far the figure may be off either way, as a ratio. */
  double spread(double concurrency) {
    double spread = rules.spreadUnmeasured();
    if (measured.isPresent()) {
      boolean within = isMeasured && measured.get().within(concurrency) == concurrency;
      spread = within ? rules.spreadMeasured() : rules.spreadNear();
    }
    double doubt = deployed.device().isKnown() ? 0 : Math.log(rules.spreadOfDataSheet());
    return Math.exp(Math.hypot(Math.log(spread), doubt));
  }

  Taken at(double concurrency) {
    Taken taken = isMeasured ? onCurve(concurrency) : estimated(concurrency);
    if (deployed.equals(usual)) {
      return taken;
    }
    ServingStep.Taken stated = rules.step().at(deployed, concurrency);
    ServingStep.Taken assumed = rules.step().at(usual, concurrency);
    double most = deployed.count() * deployed.device().ratedWatts();
    return new Taken(
        taken.joulesPerToken * stated.joulesPerToken() / assumed.joulesPerToken(),
        Math.min(most, taken.watts * stated.watts() / assumed.watts()));
  }

  /** The curve; beyond its ends, as the estimate goes on from there. */
  private Taken onCurve(double concurrency) {
    MeasuredCurve curve = measured.orElseThrow();
    double joules = curve.joulesPerToken(concurrency);
    double watts = curve.wattsOfAll(concurrency);
    double edge = curve.within(concurrency);
    if (edge == concurrency) {
      return new Taken(joules, watts);
    }
    Taken here = unadjusted(usual, concurrency);
    Taken there = unadjusted(usual, edge);
    double most = deployed.count() * deployed.device().ratedWatts();
    return new Taken(
        joules * here.joulesPerToken / there.joulesPerToken,
        Math.min(most, watts * here.watts / there.watts));
  }

  private Taken estimated(double concurrency) {
    Taken taken = unadjusted(usual, concurrency);
    if (measured.isEmpty()) {
      return taken;
    }
    MeasuredCurve curve = measured.get();
    Deployed other = rules.on(curve, usual);
    double there = curve.within(concurrency * other.count() / deployed.count());
    double deviation =
        Math.log(curve.joulesPerToken(there) / unadjusted(other, there).joulesPerToken);
    return new Taken(
        taken.joulesPerToken * Math.exp(rules.measuredShare() * deviation), taken.watts);
  }

  private Taken unadjusted(Deployed on, double concurrency) {
    ServingStep.Taken step = rules.step().at(on, concurrency);
    double ln = Math.log(step.joulesPerToken());
    // Fewer than one request and more than thousands for each accelerator were not measured.
    double within = Math.max(on.count(), Math.min(concurrency, rules.most(on)));
    double lnThere =
        within == concurrency ? ln : Math.log(rules.step().at(on, within).joulesPerToken());
    double difference = rules.formula().lnJoulesPerToken(on, within) - lnThere;
    double limit = rules.formulaLimit();
    double held = Math.max(-limit, Math.min(limit, difference));
    return new Taken(Math.exp(ln + rules.formulaShare() * held), step.watts());
  }
}
