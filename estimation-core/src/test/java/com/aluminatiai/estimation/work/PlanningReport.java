package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.testing.Score;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Writes PLANNING.md: what is said before a run beside what runs took. */
final class PlanningReport {
  /** The sets, in the order of the report. */
  static final Map<String, Predicate<TrainingRun>> SETS = sets();

  private static final double[] NAIVE = {0.3, 0.4};

  private PlanningReport() {}

  private static Map<String, Predicate<TrainingRun>> sets() {
    Map<String, Predicate<TrainingRun>> sets = new LinkedHashMap<>();
    sets.put("all but llm-foundry", run -> !isFoundry(run));
    sets.put("whole runs", run -> run.kind().equals("whole"));
    sets.put("whole runs on Ampere", run -> is(run, "whole", "Ampere"));
    sets.put("whole runs on Hopper", run -> is(run, "whole", "Hopper"));
    sets.put("whole runs on TPUs", run -> is(run, "whole", "TPU"));
    sets.put("MLPerf pre-training", run -> run.kind().equals("benchmark") && !isFoundry(run));
    sets.put("llm-foundry", PlanningReport::isFoundry);
    sets.put("MLPerf LoRA", TrainingRun::isLora);
    return sets;
  }

  private static boolean isFoundry(TrainingRun run) {
    return run.laboratory().equals("MosaicML");
  }

  private static boolean is(TrainingRun run, String kind, String architecture) {
    return run.kind().equals(kind) && run.accelerator().architecture().startsWith(architecture);
  }

  static List<TrainingRun> runs(String set) {
    return TrainingRun.ALL.stream().filter(SETS.get(set)).toList();
  }

  static Score inSample(String set) {
    return score(set, run -> run.said(WorkFactors.training()));
  }

  /** The score with each laboratory predicted by levels that were fitted without it. */
  static Score heldOut(String set) {
    Map<String, WorkFactors> factors = new LinkedHashMap<>();
    return score(
        set, run -> run.said(factors.computeIfAbsent(run.laboratory(), TrainingRefit::without)));
  }

  private static Score naive(String set, double mfu) {
    return score(set, run -> run.saidAt(mfu));
  }

  private static Score score(String set, Function<TrainingRun, Range> said) {
    return Score.of(
        runs(set).stream()
            .map(run -> new Score.Guess(said.apply(run), run.acceleratorHours()))
            .toList());
  }

  static String markdown() {
    StringBuilder text = new StringBuilder(PlanningText.HEAD);
    text.append(PlanningText.IN_SAMPLE_TABLE);
    SETS.keySet().forEach(set -> row(text, set, inSample(set)));
    text.append(PlanningText.HELD_OUT_TABLE);
    SETS.keySet().forEach(set -> row(text, set, heldOut(set)));
    text.append(PlanningText.NO_BETTER);
    SETS.keySet().forEach(set -> noBetter(text, set));
    text.append(PlanningText.READING);
    text.append(PlanningText.FIT_TABLE);
    TrainingRefit.fitted().forEach((key, fit) -> fit(text, key, fit));
    text.append(PlanningText.RUNS_TABLE);
    TrainingRun.ALL.forEach(run -> run(text, run));
    return text.toString();
  }

  private static void row(StringBuilder text, String set, Score score) {
    text.append("| ").append(set).append(" | ").append(score.runs()).append(" | ");
    for (double mfu : NAIVE) {
      text.append(String.format(Locale.ROOT, "%.0f %% | ", naive(set, mfu).mdapePercent()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%+.1f %% | %.1f %% | %.0f %% | %d of %d | %.2f |\n",
            score.biasPercent(),
            score.mdapePercent(),
            score.within20Percent(),
            score.inside(),
            score.runs(),
            score.medianHighOverLow()));
  }

  /** Names the sets that a constant MFU predicts as well, with laboratories left out. */
  private static void noBetter(StringBuilder text, String set) {
    double mine = heldOut(set).mdapePercent();
    for (double mfu : NAIVE) {
      double theirs = naive(set, mfu).mdapePercent();
      if (mine >= theirs) {
        text.append(
            String.format(
                Locale.ROOT, "- %s: %.1f %%, an MFU of %.1f: %.1f %%\n", set, mine, mfu, theirs));
      }
    }
  }

  private static void fit(StringBuilder text, String key, double fit) {
    Range used = WorkFactors.training().get(key);
    text.append(
        String.format(
            Locale.ROOT,
            "| `%s` | %.3f | %.3f | %.3f | %.3f |\n",
            key,
            fit,
            used.low(),
            used.best(),
            used.high()));
  }

  private static void run(StringBuilder text, TrainingRun run) {
    Range said = run.said(WorkFactors.training());
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %s | %s | %d x %s | %.2f | %.4g | %.4g | %.4g | %.4g | %+.0f %% | %s |\n",
            run.name(),
            run.laboratory(),
            run.kind(),
            run.count(),
            run.accelerator().name(),
            run.mfu(),
            run.acceleratorHours(),
            said.low(),
            said.best(),
            said.high(),
            100 * (said.best() / run.acceleratorHours() - 1),
            said.contains(run.acceleratorHours()) ? "yes" : "**no**"));
  }
}
