package com.aluminatiai.estimation.work;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Fits the curves of a measured configuration, as those that ship were fitted. */
final class CurveFit {
  private static final int COEFFICIENTS = 4;

  private CurveFit() {}

  static MeasuredCurve to(String modelId, List<MeasuredServing> rows) {
    List<MeasuredServing> runs =
        rows.stream().sorted(Comparator.comparingDouble(MeasuredServing::concurrency)).toList();
    MeasuredServing first = runs.get(0);
    int many = runs.size();
    int ofJoules = many >= 6 ? 3 : many >= 4 ? 2 : 1;
    int ofWatts = many >= 5 ? 2 : 1;
    return new MeasuredCurve(
        new MeasuredCurve.Configuration(
            modelId,
            first.accelerator().id(),
            first.count(),
            first.bits(),
            runs.stream().mapToDouble(MeasuredServing::outputPerRequest).average().orElseThrow()),
        first.concurrency(),
        runs.get(many - 1).concurrency(),
        polynomial(runs, ofJoules, MeasuredServing::joules),
        polynomial(runs, ofWatts, run -> run.watts() / run.count()));
  }

  private static MeasuredCurve.Polynomial polynomial(
      List<MeasuredServing> runs, int degree, ToDoubleFunction<MeasuredServing> figure) {
    int size = degree + 1;
    double[][] normal = new double[size][size + 1];
    for (MeasuredServing run : runs) {
      double x = Math.log(run.concurrency());
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          normal[i][j] += Math.pow(x, i + j);
        }
        normal[i][size] += Math.pow(x, i) * Math.log(figure.applyAsDouble(run));
      }
    }
    double[] solved = ServingRefit.solved(normal);
    double[] all = new double[COEFFICIENTS];
    System.arraycopy(solved, 0, all, 0, size);
    return new MeasuredCurve.Polynomial(all[0], all[1], all[2], all[3]);
  }
}
