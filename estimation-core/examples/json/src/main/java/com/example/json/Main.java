package com.example.json;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;

/** Prints an estimate as JSON. */
public final class Main {
  private Main() {}

  /**
   * Prints an estimate as JSON.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Estimator estimator = Estimator.standard();
    Usage usage =
        Usage.of(estimator.accelerators().get("H100"), 8, 72).withUtilizationPercent(85);
    System.out.println(
        EstimateJson.write(estimator.estimate(Method.FALLBACK, usage, Site.UNKNOWN)));
  }
}
