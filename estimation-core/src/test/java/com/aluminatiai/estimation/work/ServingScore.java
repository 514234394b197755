package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far estimates of joules per output token are from what was measured. */
final class ServingScore {
  private final List<Double> deviations = new ArrayList<>();
  private final List<Double> errors = new ArrayList<>();
  private final List<Double> widths = new ArrayList<>();
  private final List<Double> ecoLogits = new ArrayList<>();
  private final List<Double> roofline = new ArrayList<>();
  private int inside;

  void add(Range estimated, double measured) {
    deviations.add(estimated.best() / measured - 1);
    errors.add(Math.abs(estimated.best() / measured - 1));
    widths.add(estimated.high() / estimated.low());
    inside += estimated.contains(measured) ? 1 : 0;
  }

  void addOthers(double ecoLogitsJoules, double rooflineJoules, double measured) {
    ecoLogits.add(Math.abs(ecoLogitsJoules / measured - 1));
    roofline.add(Math.abs(rooflineJoules / measured - 1));
  }

  int runs() {
    return errors.size();
  }

  double biasPercent() {
    return 100 * median(deviations);
  }

  double medianErrorPercent() {
    return 100 * median(errors);
  }

  double insidePercent() {
    return 100.0 * inside / errors.size();
  }

  double highOverLow() {
    return median(widths);
  }

  /** One row of a table. */
  String row(String name) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %+.0f %% | %.1f %% | %.0f %% | %.2f | %s | %s |%n",
        name,
        runs(),
        biasPercent(),
        medianErrorPercent(),
        insidePercent(),
        highOverLow(),
        percent(roofline),
        percent(ecoLogits));
  }

  private static String percent(List<Double> errors) {
    return errors.isEmpty() ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * median(errors));
  }

  private static double median(List<Double> of) {
    List<Double> sorted = of.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
