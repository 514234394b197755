package com.aluminatiai.estimation;

import com.aluminatiai.estimation.testing.MeasuredRun;
import com.aluminatiai.estimation.testing.MeasuredRuns;
import com.aluminatiai.estimation.testing.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes ACCURACY.md: what the models say beside what was measured. */
final class AccuracyReport {
  /** The sets, in the order of the report. */
  static final Map<String, String[]> SETS = sets();

  private static final EnergyModel MODEL = new CalibratedModel();

  private AccuracyReport() {}

  private static Map<String, String[]> sets() {
    Map<String, String[]> sets = new LinkedHashMap<>();
    sets.put("Complete systems, full power (A1, A1b, TPU)", new String[] {"A1", "A1b", "TPU"});
    sets.put("Complete GPU systems, full power (A1, A1b)", new String[] {"A1", "A1b"});
    sets.put("A1: 8-GPU nodes, Hopper and Blackwell", new String[] {"A1"});
    sets.put("A1b: systems of Pascal, Volta, Ampere", new String[] {"A1b"});
    sets.put("TPU: systems of TPU v2 to v4", new String[] {"TPU"});
    sets.put("A2: power-capped inference nodes", new String[] {"A2"});
    sets.put("A3: small cards and modules", new String[] {"A3"});
    sets.put("A4: small models trained on whole nodes", new String[] {"A4"});
    sets.put("A5: nodes serving at a fixed rate, most capped", new String[] {"A5"});
    sets.put("B1: GPU alone, large-model training", new String[] {"B1"});
    sets.put("B2: GPU alone, serving", new String[] {"B2"});
    sets.put("B3: GPU alone, small-model training", new String[] {"B3"});
    sets.put("B4: language models today, by configuration", new String[] {"B4"});
    sets.put("B5: language models on older engines, by configuration", new String[] {"B5"});
    sets.put("B6: images, by configuration", new String[] {"B6"});
    sets.put("B7: videos, by configuration", new String[] {"B7"});
    sets.put("AP: partial boundary", new String[] {"AP"});
    return sets;
  }

  /** Returns the score with each family predicted by constants fitted without it. */
  static Score heldOut(String... sets) {
    Map<String, EnergyModel> models = new LinkedHashMap<>();
    List<Score.Guess> guesses = new ArrayList<>();
    for (MeasuredRun run : MeasuredRuns.of(sets)) {
      EnergyModel model =
          models.computeIfAbsent(
              run.family(), family -> new CalibratedModel(Refit.without(family)));
      guesses.add(new Score.Guess(run.watts(model), run.wattsPerAccelerator()));
    }
    return Score.of(guesses);
  }

  static String markdown() {
    StringBuilder text = new StringBuilder(AccuracyText.HEAD);
    text.append(AccuracyText.POWER_TABLE);
    SETS.forEach((name, sets) -> power(text, name, sets));
    nodeNotStated(text, "A2, node not stated", "A2");
    nodeNotStated(text, "A3, node not stated", "A3");
    text.append(AccuracyText.HELD_OUT_TABLE);
    SETS.forEach((name, sets) -> row(text, name, heldOut(sets)));
    text.append(AccuracyText.NO_BETTER);
    noBetter(text);
    text.append(AccuracyText.READING);
    text.append(AccuracyText.FACILITY_TABLE);
    facility(text, "complete systems", "complete");
    facility(text, "all, partial boundaries included", "complete", "partial");
    text.append(AccuracyText.FIT_TABLE);
    Refit.fitted().forEach((key, best) -> fit(text, key, best));
    AccuracyConfigurations.append(text);
    text.append(AccuracyText.RUNS_TABLE);
    MeasuredRuns.all()
        .filter(run -> !run.set().isEmpty() && !AccuracyConfigurations.has(run))
        .forEach(run -> run(text, run));
    return text.toString();
  }

  private static void power(StringBuilder text, String name, String... sets) {
    Score naive80 = MeasuredRuns.score(new TdpModel(0.8), sets);
    Score naive100 = MeasuredRuns.score(new TdpModel(1), sets);
    text.append("| ").append(name).append(" | ").append(naive80.runs()).append(" | ");
    text.append(pair(naive80)).append(" | ").append(pair(naive100)).append(" | ");
    cells(text, MeasuredRuns.score(MODEL, sets));
  }

  /** Names the sets whose median error is no smaller than that of a naive formula. */
  private static void noBetter(StringBuilder text) {
    SETS.forEach(
        (name, sets) -> {
          double mine = MeasuredRuns.score(MODEL, sets).mdapePercent();
          double least =
              Math.min(
                  MeasuredRuns.score(new TdpModel(0.8), sets).mdapePercent(),
                  MeasuredRuns.score(new TdpModel(1), sets).mdapePercent());
          if (mine >= least) {
            text.append(
                String.format(
                    Locale.ROOT,
                    "- %s: %.1f %%, the better naive formula %.1f %%\n",
                    name,
                    mine,
                    least));
          }
        });
  }

  private static void nodeNotStated(StringBuilder text, String name, String set) {
    Score score =
        Score.of(
            MeasuredRuns.of(set).stream()
                .map(
                    run ->
                        new Score.Guess(
                            MODEL.energyKwh(run.usageWithoutNode(), Site.UNKNOWN.withPue(1)),
                            run.wattsPerAccelerator()))
                .toList());
    text.append("| ").append(name).append(" | ").append(score.runs()).append(" | | | ");
    cells(text, score);
  }

  private static void row(StringBuilder text, String name, Score score) {
    text.append("| ").append(name).append(" | ").append(score.runs()).append(" | ");
    cells(text, score);
  }

  private static void cells(StringBuilder text, Score score) {
    text.append(
        String.format(
            Locale.ROOT,
            "%+.1f %% | %.1f %% | %.1f %% | %.0f %% | %d of %d | %.2f |\n",
            score.biasPercent(),
            score.mdapePercent(),
            score.mapePercent(),
            score.within20Percent(),
            score.inside(),
            score.runs(),
            score.medianHighOverLow()));
  }

  private static String pair(Score score) {
    return String.format(
        Locale.ROOT, "%+.0f %% / %.0f %%", score.biasPercent(), score.mdapePercent());
  }

  private static void facility(StringBuilder text, String name, String... facilitySets) {
    Score naive = MeasuredRuns.scoreFacility(new TdpModel(0.8), facilitySets);
    text.append("| ").append(name).append(" | ").append(naive.runs()).append(" | ");
    text.append(pair(naive)).append(" | ");
    cells(text, MeasuredRuns.scoreFacility(MODEL, facilitySets));
  }

  private static void fit(StringBuilder text, String key, double best) {
    Range band = PowerFactors.standard().get(key).band();
    text.append(
        String.format(
            Locale.ROOT,
            "| `%s` | %s | %s | %s | %s |\n",
            key,
            number(best),
            number(band.low()),
            number(band.best()),
            number(band.high())));
  }

  private static void run(StringBuilder text, MeasuredRun run) {
    Range said = run.watts(MODEL);
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %s | %s | %s | %.1f | %.0f | %.0f | %.0f | %+.0f %% | %s |\n",
            run.id(),
            run.set(),
            run.family(),
            run.name().replace("|", "/"),
            run.wattsPerAccelerator(),
            said.low(),
            said.best(),
            said.high(),
            100 * (said.best() / run.wattsPerAccelerator() - 1),
            said.contains(run.wattsPerAccelerator()) ? "yes" : "**no**"));
  }

  private static String number(double figure) {
    double shown = Math.round(figure * 1000) / 1000.0;
    return shown == Math.rint(shown)
        ? String.format(Locale.ROOT, "%.0f", shown)
        : Double.toString(shown);
  }
}
