package com.aluminatiai.estimation;

import com.aluminatiai.estimation.testing.MeasuredRun;
import com.aluminatiai.estimation.testing.MeasuredRuns;
import com.aluminatiai.estimation.testing.Score;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The part of ACCURACY.md on configurations of a benchmark, which are too many for a row each. */
final class AccuracyConfigurations {
  private static final List<String> SETS = List.of("B4", "B5", "B6", "B7");
  private static final EnergyModel MODEL = new CalibratedModel();

  private AccuracyConfigurations() {}

  static boolean has(MeasuredRun run) {
    return SETS.contains(run.set());
  }

  static void append(StringBuilder text) {
    text.append(AccuracyText.CONFIGURATIONS_TABLE);
    Map<String, List<MeasuredRun>> groups =
        MeasuredRuns.all()
            .filter(AccuracyConfigurations::has)
            .collect(
                Collectors.groupingBy(
                    AccuracyConfigurations::group, TreeMap::new, Collectors.toList()));
    groups.forEach((group, runs) -> row(text, group, runs));
  }

  private static String group(MeasuredRun run) {
    String task = run.name().substring(0, run.name().indexOf(','));
    return String.join(" | ", run.set(), run.family(), task, run.accelerator().id());
  }

  private static void row(StringBuilder text, String group, List<MeasuredRun> runs) {
    Score score =
        Score.of(
            runs.stream()
                .map(run -> new Score.Guess(run.watts(MODEL), run.wattsPerAccelerator()))
                .toList());
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.2f | %.2f | %.2f | %+.1f %% | %.1f %% | %d of %d |\n",
            group,
            runs.size(),
            quantile(runs, 0.05),
            quantile(runs, 0.5),
            quantile(runs, 0.95),
            score.biasPercent(),
            score.mdapePercent(),
            score.inside(),
            score.runs()));
  }

  /** Returns a quantile of measured watts over the rating: the value of the nearest run. */
  private static double quantile(List<MeasuredRun> runs, double share) {
    double[] fractions =
        runs.stream()
            .mapToDouble(run -> run.wattsPerAccelerator() / run.accelerator().tdpWatts())
            .sorted()
            .toArray();
    return fractions[(int) Math.round(share * (fractions.length - 1))];
  }
}
