package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.estimation.input.DataFile;
import com.aluminatiai.estimation.input.DataRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Scores the model of serving, by what was left out when it was fitted. */
final class ServingReport {
  private static final double JOULES_PER_KWH = 3.6e6;

  private final List<MeasuredServing> all = MeasuredServing.all();

  /** Each measured run with what was estimated for it, by the name of the table's part. */
  Map<String, ServingScore> scores() {
    Map<String, ServingScore> scores = new LinkedHashMap<>();
    parts(scores, "Fitted to all of them", leftOut(run -> "none"));
    parts(scores, "Publishers left out", leftOut(MeasuredServing::publisher));
    parts(scores, "Models left out", leftOut(MeasuredServing::family));
    parts(scores, "Accelerators left out", leftOut(run -> run.accelerator().id()));
    parts(scores, "Benchmarks (2024, 2025) left out", leftOut(run -> "" + run.year()));
    scores.put("Other configurations of measured models", configurationsLeftOut());
    scores.put("Batches left out of measured configurations", batchesLeftOut());
    apart(scores, "Never fitted: models given images", "images");
    apart(scores, "Never fitted: models given videos", "videos");
    apart(scores, "Never fitted: attention spread by data parallelism", "data_parallel");
    scores.put("As it ships", estimated(run -> ServingModel.standard(), true, all));
    return scores;
  }

  private void parts(
      Map<String, ServingScore> scores, String name, Map<MeasuredServing, ServingModel> models) {
    scores.put(name, part(models, run -> true));
    if (name.startsWith("Publishers")) {
      scores.put(name + ": engines of 2024, A100", part(models, run -> isA100(run)));
      scores.put(
          name + ": engines of 2024, H100",
          part(models, run -> run.year() == 2024 && !isA100(run)));
      scores.put(name + ": engines of 2025", part(models, run -> run.year() == 2025));
      scores.put(name + ": mixtures of experts", part(models, run -> run.size().isMixture()));
      for (String publisher : publishers()) {
        scores.put(name + ": " + publisher, part(models, run -> run.publisher().equals(publisher)));
      }
    }
  }

  private static void apart(Map<String, ServingScore> scores, String name, String task) {
    ServingModel model = model(ServingFactors.read(), MeasuredCurves.NONE);
    List<MeasuredServing> runs =
        MeasuredServing.apart().stream().filter(run -> run.task().equals(task)).toList();
    scores.put(name, estimated(run -> model, false, runs));
  }

  private static boolean isA100(MeasuredServing run) {
    return run.accelerator().id().equals("NVIDIA_A100_SXM_40");
  }

  private List<String> publishers() {
    return all.stream().map(MeasuredServing::publisher).distinct().sorted().toList();
  }

  private ServingScore part(
      Map<MeasuredServing, ServingModel> models, Predicate<MeasuredServing> of) {
    return estimated(models::get, false, all.stream().filter(of).toList());
  }

  /** The model that predicts each run: fitted without all runs that share its key. */
  private Map<MeasuredServing, ServingModel> leftOut(Function<MeasuredServing, String> key) {
    Map<String, ServingModel> fitted = new LinkedHashMap<>();
    Map<MeasuredServing, ServingModel> models = new LinkedHashMap<>();
    for (MeasuredServing run : all) {
      ServingModel model =
          fitted.computeIfAbsent(
              key.apply(run),
              left -> {
                List<MeasuredServing> rest =
                    all.stream().filter(other -> !key.apply(other).equals(left)).toList();
                return model(ServingRefit.to(rest.isEmpty() ? all : rest), MeasuredCurves.NONE);
              });
      models.put(run, model);
    }
    return models;
  }

  private static ServingModel model(ServingFactors factors, MeasuredCurves curves) {
    return new ServingModel(new ServingRules(factors, curves));
  }

  private static LanguageModel named(MeasuredServing run) {
    return LanguageModels.standard().find(run.model()).orElse(run.size());
  }

  private static ServingScore estimated(
      Function<MeasuredServing, ServingModel> models, boolean byName, List<MeasuredServing> runs) {
    ServingScore score = new ServingScore();
    for (MeasuredServing run : runs) {
      LanguageModel of = byName ? named(run) : run.size();
      add(score, models.apply(run), of, run);
    }
    return score;
  }

  private static void add(
      ServingScore score, ServingModel model, LanguageModel of, MeasuredServing run) {
    ServingEstimate estimate = model.estimate(run.work(of), run.accelerator(), run.count());
    score.add(estimate.joulesPerOutputToken(), run.joules());
    double active = run.size().activeParametersBillions().best();
    score.addOthers(
        EcoLogits.joulesPerToken(active, run.size().parametersBillions().best()),
        roofline(run, active),
        run.joules());
  }

  /** A naive rule: at the rating, and reading the active weights is all that takes time. */
  private static double roofline(MeasuredServing run, double activeBillions) {
    double gb = activeBillions * run.bits() / 8;
    double gbPerSecond = run.accelerator().memoryGbPerSecond().orElseThrow();
    return run.accelerator().tdpWatts() * gb / (gbPerSecond * run.concurrency());
  }

  /** The runs that ship as curves, by configuration; where engines of both years ran, of 2025. */
  static Map<String, List<MeasuredServing>> configurations() {
    Map<String, List<MeasuredServing>> runs =
        MeasuredServing.all().stream()
            .filter(run -> !named(run).id().isEmpty())
            .collect(
                Collectors.groupingBy(
                    run -> place(run) + " " + run.year() + " " + run.task(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<String> newer =
        runs.values().stream()
            .map(same -> same.get(0))
            .filter(run -> run.year() == 2025)
            .map(ServingReport::place)
            .toList();
    runs.values()
        .removeIf(same -> same.get(0).year() == 2024 && newer.contains(place(same.get(0))));
    runs.values().removeIf(same -> same.size() < 2);
    return runs;
  }

  private static String place(MeasuredServing run) {
    return named(run).id() + " " + run.accelerator().id() + " " + run.count() + " " + run.bits();
  }

  private static ServingScore configurationsLeftOut() {
    ServingScore score = new ServingScore();
    for (List<MeasuredServing> left : configurations().values()) {
      String here = place(left.get(0));
      List<MeasuredCurve> others =
          configurations().values().stream()
              .filter(runs -> !place(runs.get(0)).equals(here))
              .map(runs -> CurveFit.to(named(runs.get(0)).id(), runs))
              .toList();
      String id = named(left.get(0)).id();
      if (others.stream().anyMatch(curve -> curve.configuration().modelId().equals(id))) {
        ServingModel model = model(ServingFactors.read(), new MeasuredCurves(others));
        left.forEach(run -> add(score, model, named(run), run));
      }
    }
    return score;
  }

  /** Each batch between two others is estimated by the curve of the others. */
  private static ServingScore batchesLeftOut() {
    ServingScore score = new ServingScore();
    ServingFactors factors = ServingFactors.read();
    for (List<MeasuredServing> runs : configurations().values()) {
      double least = runs.stream().mapToDouble(MeasuredServing::concurrency).min().orElseThrow();
      double most = runs.stream().mapToDouble(MeasuredServing::concurrency).max().orElseThrow();
      for (MeasuredServing run : runs) {
        List<MeasuredServing> others = new ArrayList<>(runs);
        others.remove(run);
        if (others.size() >= 2 && run.concurrency() > least && run.concurrency() < most) {
          MeasuredCurve curve = CurveFit.to(named(run).id(), others);
          add(score, model(factors, new MeasuredCurves(List.of(curve))), named(run), run);
        }
      }
    }
    return score;
  }

  /** Whole nodes at the wall, through the calibrated model; the throughput is stated, or not. */
  static ServingScore atTheWall(boolean isRateStated) {
    ServingScore score = new ServingScore();
    for (DataRow row : DataFile.rows(ServingReport.class, "mlperf-serving.tsv")) {
      LanguageModel model = LanguageModels.standard().find(row.required("model")).orElseThrow();
      double requests = 1e6;
      ServingWork work =
          ServingWork.of(model, requests * row.number("output"))
              .withRequests(requests)
              .withInputTokens(requests * row.number("input"))
              .withBits(row.number("bits"));
      if (isRateStated) {
        work = work.withTokensPerSecond(row.number("tokens_per_s"));
      }
      ServingEstimate estimate =
          ServingModel.standard()
              .estimate(
                  work,
                  CommonDeployments.accelerator(row.required("accelerator")),
                  row.wholeNumber("count"));
      score.add(node(estimate), row.number("joules"));
    }
    return score;
  }

  private static Range node(ServingEstimate estimate) {
    Usage usage = estimate.usage().withNetworkFraction(0);
    return Estimator.standard()
        .estimate(Method.CALIBRATED, usage, Site.UNKNOWN.withPue(1))
        .calibrated()
        .orElseThrow()
        .kwh()
        .times(JOULES_PER_KWH / estimate.work().outputTokens());
  }
}
