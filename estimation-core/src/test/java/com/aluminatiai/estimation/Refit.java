package com.aluminatiai.estimation;

import com.aluminatiai.estimation.testing.MeasuredRun;
import com.aluminatiai.estimation.testing.MeasuredRuns;
import com.aluminatiai.estimation.testing.Score;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Fits the constants of the calibrated model to the measured runs of some families. Rows of one
 * family share machines and meters, so that each family has one vote, its median; the fit is the
 * median of the votes.
 */
final class Refit {
  private static final double NODE_WATTS_SHARE = 200.0 / 8;

  private final PowerFactors start;
  private final Predicate<MeasuredRun> taken;

  private Refit(PowerFactors start, Predicate<MeasuredRun> taken) {
    this.start = start;
    this.taken = taken;
  }

  /** Returns the fit to everything, by factor. */
  static Map<String, Double> fitted() {
    return new Refit(PowerFactors.standard(), run -> true).fit();
  }

  /** Returns the factors as they would be if a family had never been measured. */
  static PowerFactors without(String family) {
    Refit refit = new Refit(PowerFactors.standard(), run -> !run.family().equals(family));
    return with(refit.start, refit.fit());
  }

  private static PowerFactors with(PowerFactors start, Map<String, Double> fits) {
    PowerFactors factors = start;
    for (Map.Entry<String, Double> fit : fits.entrySet()) {
      factors = factors.with(fit.getKey(), fit.getValue());
    }
    return factors;
  }

  /** The host is what a node drew beside its accelerators: their load is fitted first. */
  private Map<String, Double> fit() {
    Map<String, Double> fits = loads();
    fits.putAll(new Refit(with(start, fits), taken).hosts());
    fitTpus(fits);
    return fits;
  }

  private Map<String, Double> loads() {
    Map<String, Double> fits = new LinkedHashMap<>();
    put(fits, "full_load_fraction.training_module", vote(of("B1"), Refit::load));
    put(fits, "full_load_fraction.training_card", vote(cards("B3"), Refit::load));
    // Older engines speak only where today's were not measured.
    OptionalDouble today = vote(of("B4"), Refit::load);
    OptionalDouble older = vote(of("B5"), Refit::load);
    put(fits, "full_load_fraction.inference_module", today.isPresent() ? today : older);
    put(fits, "full_load_fraction.image_generation", vote(of("B6"), Refit::load));
    put(fits, "full_load_fraction.video_generation", vote(of("B7"), Refit::load));
    return fits;
  }

  private Map<String, Double> hosts() {
    Map<String, Double> fits = new LinkedHashMap<>();
    OptionalDouble modern = vote(of("A1"), this::hostFraction);
    OptionalDouble old = vote(oldModules(), this::hostFraction);
    put(fits, "host_fraction.sxm", modern);
    // Without whoever metered Pascal or Volta they are taken for modern nodes.
    put(fits, "host_fraction.sxm_old", old.isPresent() ? old : modern);
    put(fits, "host_watts_per_node.pcie", vote(cards("A2", "A3"), this::hostWattsPerNode));
    return fits;
  }

  private void fitTpus(Map<String, Double> fits) {
    OptionalDouble ratio =
        vote(of("TPU"), run -> run.wattsPerAccelerator() / run.accelerator().tdpWatts());
    put(fits, "tpu_watts_per_tdp_watt", ratio);
    for (MeasuredRun run : MeasuredRuns.of("TPU")) {
      String id = run.accelerator().id();
      List<MeasuredRun> same =
          of("TPU").stream().filter(other -> other.accelerator().id().equals(id)).toList();
      OptionalDouble watts = vote(same, MeasuredRun::wattsPerAccelerator);
      double guess = ratio.orElse(1) * run.accelerator().tdpWatts();
      fits.put("tpu_watts." + id, watts.orElse(guess));
    }
  }

  private static void put(Map<String, Double> fits, String key, OptionalDouble fit) {
    fit.ifPresent(best -> fits.put(key, best));
  }

  private List<MeasuredRun> of(String... sets) {
    return MeasuredRuns.of(sets).stream().filter(taken).toList();
  }

  private List<MeasuredRun> cards(String... sets) {
    return of(sets).stream()
        .filter(run -> run.accelerator().formFactor() == FormFactor.PCIE)
        .toList();
  }

  private List<MeasuredRun> oldModules() {
    // Of light work the host can be told where the accelerators were metered apart.
    return of("A1b", "A4").stream()
        .filter(run -> HostClass.of(run.accelerator()) == HostClass.SXM_OLD)
        .filter(run -> run.set().equals("A1b") || run.acceleratorWatts().isPresent())
        .toList();
  }

  private static OptionalDouble vote(
      List<MeasuredRun> runs, ToDoubleFunction<MeasuredRun> solution) {
    Map<String, List<MeasuredRun>> families = new TreeMap<>();
    runs.forEach(
        run -> families.computeIfAbsent(run.family(), any -> new java.util.ArrayList<>()).add(run));
    if (families.isEmpty()) {
      return OptionalDouble.empty();
    }
    double[] votes =
        families.values().stream()
            .mapToDouble(
                rows -> Score.median(rows.stream().mapToDouble(solution).sorted().toArray()))
            .sorted()
            .toArray();
    return OptionalDouble.of(Score.median(votes));
  }

  private CalibratedAssumptions assumptions(MeasuredRun run) {
    return new CalibratedModel(start).assumptions(run.usage(), Site.UNKNOWN.withPue(1));
  }

  /** Returns the mean of a whole run as a fraction of the rating. */
  private static double load(MeasuredRun run) {
    return run.wattsPerAccelerator() / run.accelerator().tdpWatts();
  }

  /** Returns the watts of the run beside the accelerator's, measured or else the model's. */
  private double beside(MeasuredRun run) {
    if (run.acceleratorWatts().isPresent()) {
      return run.wattsPerAccelerator() - run.acceleratorWatts().getAsDouble();
    }
    CalibratedAssumptions best = assumptions(run);
    return run.wattsPerAccelerator()
        - CalibratedModel.nodeWattsPerGpu(
            best.gpuWatts().best(),
            best.utilizationFraction().best(),
            best.idleFraction().best(),
            best.fullLoadFraction().best(),
            0);
  }

  private double hostFraction(MeasuredRun run) {
    return (beside(run) - NODE_WATTS_SHARE) / run.accelerator().tdpWatts();
  }

  private double hostWattsPerNode(MeasuredRun run) {
    double fraction = start.get("host_fraction.pcie").band().best();
    double watts = beside(run) - fraction * run.accelerator().tdpWatts();
    return Math.max(0, watts * run.acceleratorsPerNode());
  }
}
