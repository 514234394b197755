package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.work.ServingLaw.Taken;
import java.util.ArrayList;
import java.util.List;

/**
 * The ways in which a number of accelerators serves a model: all together, or as replicas of two,
 * four, half of them. Whoever runs them takes the one with the least energy that holds the model;
 * requests beyond what its memory holds wait. What was measured in just this configuration is not
 * divided. Immutable and thread-safe.
 */
final class ServingLayouts {
  private final ServingRules rules;
  private final Deployed whole;
  private final ServingLaw together;
  private final List<Replicas> divided = new ArrayList<>();

  private record Replicas(ServingLaw law, double mostEach, int many) {
    double each(double concurrency) {
      return Math.min(mostEach, concurrency / many);
    }
  }

  ServingLayouts(ServingRules rules, String modelId, Deployed whole) {
    this.rules = rules;
    this.whole = whole;
    this.together = new ServingLaw(rules, modelId, whole);
    if (!together.isMeasured()) {
      for (int many = 2; whole.count() % many == 0; many *= 2) {
        Deployed one = whole.withCount(whole.count() / many);
        if (rules.holds(one)) {
          divided.add(new Replicas(new ServingLaw(rules, modelId, one), rules.mostHeld(one), many));
        }
      }
    }
  }

  boolean isMeasured() {
    return together.isMeasured();
  }

  double spread(double concurrency) {
    Replicas replicas = chosen(concurrency);
    return replicas == null
        ? together.spread(concurrency)
        : Math.max(rules.spreadNear(), replicas.law.spread(replicas.each(concurrency)));
  }

  Taken at(double concurrency) {
    Replicas replicas = chosen(concurrency);
    if (replicas == null) {
      return together.at(concurrency);
    }
    Taken one = replicas.law.at(replicas.each(concurrency));
    return new Taken(one.joulesPerToken(), one.watts() * replicas.many);
  }

  /** The replicas that take less than all together; null if none do. */
  private Replicas chosen(double concurrency) {
    Replicas chosen = null;
    double least = Double.NaN;
    for (Replicas replicas : divided) {
      if (concurrency >= replicas.many) {
        least = chosen == null ? together.at(concurrency).joulesPerToken() : least;
        double joules = replicas.law.at(replicas.each(concurrency)).joulesPerToken();
        if (joules < least) {
          least = joules;
          chosen = replicas;
        }
      }
    }
    return chosen;
  }

  double idleWatts() {
    return whole.count() * whole.device().idleWatts();
  }

  double ratedWatts() {
    return whole.count() * whole.device().ratedWatts();
  }

  double most() {
    return rules.most(whole);
  }
}
