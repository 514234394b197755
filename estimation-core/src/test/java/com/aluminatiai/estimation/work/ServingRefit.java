package com.aluminatiai.estimation.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits the factors of step time, power and formula again to the measured configurations that it is
 * given, as they were fitted to all: Levenberg-Marquardt with weights that let outliers go.
 */
final class ServingRefit {
  /** Prompts of code completion are files: fitted once, with the rest, to 1,950 tokens. */
  static final double COMPLETION_PROMPT = 1950;

  /** What is known before: the figure, and how far its logarithm may go. */
  private record Prior(String key, double figure, double doubt) {}

  private static final List<Prior> PRIORS =
      List.of(
          new Prior("step.overhead_ms", 1.5, 1),
          new Prior("step.overhead_per_doubling", 0.15, 1),
          new Prior("step.experts_ms", 1.5, 1),
          new Prior("step.depth_exponent", 0.3, 0.7),
          new Prior("step.request_us", 15, 1),
          new Prior("step.request_size_exponent", 0.3, 0.6),
          new Prior("step.request_sharing_exponent", 0.3, 0.7),
          new Prior("step.bandwidth_fraction", 0.75, 0.15),
          new Prior("step.compute_fraction", 0.5, 0.25),
          new Prior("step.cache_kb_per_token", 40, 0.5),
          new Prior("step.expert_spread", 0.8, 0.2),
          new Prior("step.prompt_tokens", 150, 0.7),
          new Prior("power.waiting_fraction", 0.3, 0.3),
          new Prior("power.waiting_sharing_exponent", 0.15, 0.7),
          new Prior("power.memory_fraction", 0.55, 0.3),
          new Prior("power.compute_fraction", 0.8, 0.3),
          new Prior("engine2024.overhead_ratio", 1.35, 0.3),
          new Prior("engine2024.request_ratio", 2, 0.5));

  private static final List<String> FORMULA =
      List.of(
          "formula.constant",
          "formula.active_gb",
          "formula.sparsity",
          "formula.concurrency",
          "formula.concurrency_squared",
          "formula.accelerators",
          "formula.engine2024",
          "formula.engine2024_concurrency");

  private static final double JOULES_WEIGHT = 1.4;
  private static final double OTHER_WEIGHT = 0.8;
  private static final double OUTLIER = 0.3;
  private static final double RIDGE = 0.3;
  private static final double NUDGE = 1e-5;
  private static final int MOST_STEPS = 40;

  private final List<MeasuredServing> runs;
  private final double[] weights;
  private ServingFactors factors = ServingFactors.read();

  private ServingRefit(List<MeasuredServing> runs) {
    this.runs = runs;
    Map<String, Integer> many = new HashMap<>();
    runs.forEach(run -> many.merge(run.configuration(), 1, Integer::sum));
    this.weights =
        runs.stream().mapToDouble(r -> 1 / Math.sqrt(many.get(r.configuration()))).toArray();
  }

  static ServingFactors to(List<MeasuredServing> runs) {
    ServingRefit refit = new ServingRefit(runs);
    refit.fitStep();
    refit.fitFormula();
    return refit.factors;
  }

  private void fitStep() {
    double[] at = PRIORS.stream().mapToDouble(prior -> Math.log(factors.get(prior.key))).toArray();
    double damping = 1e-3;
    double[] residuals = residuals(at);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] next = next(at, residuals, damping);
      double[] there = residuals(next);
      double gain = loss(residuals) - loss(there);
      if (gain > 0) {
        at = next;
        residuals = there;
        damping = Math.max(1e-7, damping / 5);
        if (gain < 1e-5) {
          break;
        }
      } else {
        damping *= 8;
      }
    }
    factors = with(at);
  }

  private double[] next(double[] at, double[] residuals, double damping) {
    int size = at.length;
    double[][] slopes = new double[size][];
    for (int i = 0; i < size; i++) {
      double[] moved = at.clone();
      moved[i] += NUDGE;
      slopes[i] = residuals(moved);
      for (int k = 0; k < residuals.length; k++) {
        slopes[i][k] = (slopes[i][k] - residuals[k]) / NUDGE;
      }
    }
    double[][] normal = new double[size][size + 1];
    for (int k = 0; k < residuals.length; k++) {
      double weight = weight(residuals[k]);
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          normal[i][j] += weight * slopes[i][k] * slopes[j][k];
        }
        normal[i][size] -= weight * slopes[i][k] * residuals[k];
      }
    }
    for (int i = 0; i < size; i++) {
      normal[i][i] *= 1 + damping;
    }
    double[] change = solved(normal);
    double[] next = at.clone();
    for (int i = 0; i < size; i++) {
      next[i] += change[i];
    }
    return next;
  }

  /** Soft L1: a far residual counts as its size and not as its square. */
  private static double weight(double residual) {
    return 1 / Math.sqrt(1 + residual * residual / (OUTLIER * OUTLIER));
  }

  private static double loss(double[] residuals) {
    double sum = 0;
    for (double residual : residuals) {
      sum += Math.sqrt(1 + residual * residual / (OUTLIER * OUTLIER)) - 1;
    }
    return sum * 2 * OUTLIER * OUTLIER;
  }

  private ServingFactors with(double[] at) {
    ServingFactors moved = factors;
    for (int i = 0; i < at.length; i++) {
      moved = moved.with(PRIORS.get(i).key, Math.exp(at[i]));
    }
    return moved;
  }

  private double[] residuals(double[] at) {
    ServingFactors moved = with(at);
    ServingStep model = new ServingStep(moved);
    double[] residuals = new double[3 * runs.size() + at.length];
    int k = 0;
    for (int i = 0; i < runs.size(); i++) {
      MeasuredServing run = runs.get(i);
      ServingStep.Taken taken = model.at(run.deployed(moved), run.concurrency());
      double other = weights[i] * OTHER_WEIGHT;
      residuals[k++] = weights[i] * JOULES_WEIGHT * Math.log(taken.joulesPerToken() / run.joules());
      residuals[k++] = other * Math.log(taken.seconds() / run.secondsPerStep());
      residuals[k++] = other * Math.log(taken.watts() / run.watts());
    }
    for (int i = 0; i < at.length; i++) {
      residuals[k++] = (at[i] - Math.log(PRIORS.get(i).figure)) / PRIORS.get(i).doubt;
    }
    return residuals;
  }

  private void fitFormula() {
    int size = FORMULA.size();
    double[][] normal = new double[size][size + 1];
    for (int k = 0; k < runs.size(); k++) {
      double[] row = terms(runs.get(k));
      double weight = weights[k] * weights[k];
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          normal[i][j] += weight * row[i] * row[j];
        }
        normal[i][size] += weight * row[i] * Math.log(runs.get(k).joules());
      }
    }
    for (int i = 1; i < size; i++) {
      normal[i][i] += RIDGE;
    }
    double[] fitted = solved(normal);
    for (int i = 0; i < size; i++) {
      factors = factors.with(FORMULA.get(i), fitted[i]);
    }
  }

  /** What each coefficient of the formula is multiplied with, read from the formula itself. */
  private double[] terms(MeasuredServing run) {
    double[] terms = new double[FORMULA.size()];
    ServingFactors none = factors;
    for (String key : FORMULA) {
      none = none.with(key, 0);
    }
    for (int i = 0; i < terms.length; i++) {
      ServingFactors one = none.with(FORMULA.get(i), 1);
      terms[i] = new ServingFormula(one).lnJoulesPerToken(run.deployed(factors), run.concurrency());
    }
    return terms;
  }

  /** Gauss-Jordan with pivots; the last column is the right-hand side. */
  static double[] solved(double[][] rows) {
    int size = rows.length;
    for (int i = 0; i < size; i++) {
      int pivot = i;
      for (int k = i + 1; k < size; k++) {
        pivot = Math.abs(rows[k][i]) > Math.abs(rows[pivot][i]) ? k : pivot;
      }
      double[] swapped = rows[i];
      rows[i] = rows[pivot];
      rows[pivot] = swapped;
      for (int k = 0; k < size; k++) {
        double factor = k == i ? 0 : rows[k][i] / rows[i][i];
        for (int j = i; j <= size; j++) {
          rows[k][j] -= factor * rows[i][j];
        }
      }
    }
    double[] solution = new double[size];
    for (int i = 0; i < size; i++) {
      solution[i] = rows[i][size] / rows[i][i];
    }
    return solution;
  }

  static List<String> keys() {
    List<String> keys = new ArrayList<>(FORMULA);
    PRIORS.forEach(prior -> keys.add(prior.key));
    return keys;
  }
}
