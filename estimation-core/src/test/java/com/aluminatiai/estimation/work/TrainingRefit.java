package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Fits the levels of MFU to the runs of some laboratories. A laboratory has one vote a level, its
 * median; the fit is the median of the votes.
 */
final class TrainingRefit {
  private static final Map<String, String> KINDS =
      Map.of("whole", "mfu_sustained.", "benchmark", "mfu_short.", "lora", "mfu_lora.");

  private TrainingRefit() {}

  /** The level that a run is evidence of. */
  static String key(TrainingRun run) {
    return new TrainingEfficiency(WorkFactors.training())
        .levelKey(KINDS.get(run.kind()), run.accelerator());
  }

  static Map<String, Double> fitted() {
    return fit(run -> true);
  }

  /**
   * The factors as they would be if a laboratory had never published: what it alone tells of falls
   * back to the level of all others.
   */
  static WorkFactors without(String laboratory) {
    Map<String, Double> fits = fit(run -> !run.laboratory().equals(laboratory));
    WorkFactors factors = WorkFactors.training();
    for (String key : fitted().keySet()) {
      Range used = factors.get(key);
      String other = key.substring(0, key.indexOf('.')) + ".other";
      double best = Optional.ofNullable(fits.get(key)).orElse(factors.best(other));
      factors = factors.with(key, used.times(best / used.best()));
    }
    return factors;
  }

  private static Map<String, Double> fit(Predicate<TrainingRun> taken) {
    Map<String, Map<String, List<Double>>> levels = new LinkedHashMap<>();
    for (TrainingRun run : TrainingRun.ALL) {
      if (taken.test(run)) {
        levels
            .computeIfAbsent(key(run), key -> new LinkedHashMap<>())
            .computeIfAbsent(run.laboratory(), laboratory -> new ArrayList<>())
            .add(level(run));
      }
    }
    Map<String, Double> fits = new LinkedHashMap<>();
    levels.forEach(
        (key, votes) ->
            fits.put(key, median(votes.values().stream().map(TrainingRefit::median).toList())));
    return fits;
  }

  /** The level with which this run would have been predicted exactly. */
  private static double level(TrainingRun run) {
    WorkFactors factors = WorkFactors.training();
    return factors.best(key(run)) * run.said(factors).best() / run.acceleratorHours();
  }

  static double median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
