package com.aluminatiai.workload;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.estimation.RentalKind;
import com.aluminatiai.estimation.RentalPrice;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.estimation.work.Plan;
import com.aluminatiai.estimation.work.Work;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Begins plans of work as a specification says it. */
public final class Plans {
  private Plans() {}

  /**
   * Begins a plan with what was stated of place, load, host and rent. What was measured holds for
   * the accelerator that it was measured on, and is left out.
   *
   * @param estimator computes the figures
   * @param work what is to be done
   * @param spec what else was said of it
   * @param regions where it may run; empty for its own site
   * @return a builder of the plan
   */
  public static Plan.Builder of(
      WorkloadEstimator estimator, Work work, WorkloadSpec spec, List<Region> regions) {
    Site own = estimator.site(spec, ChosenInputs.NONE);
    Terms terms = spec.details().terms();
    List<Site> sites =
        regions.stream()
            .map(region -> WorkloadEstimator.withTerms(Site.in(region), terms))
            .toList();
    return Plan.builder(estimator.library(), work)
        .sites(regions.isEmpty() ? List.of(own) : sites)
        .stated(usage -> stated(usage, spec))
        .rentalUsdPerHour(accelerator -> rent(accelerator, terms));
  }

  private static Usage stated(Usage usage, WorkloadSpec spec) {
    Hardware said = spec.hardware();
    OptionalInt perNode = said.gpusPerNode();
    OptionalDouble percent = spec.utilizationPercent();
    Hardware host =
        new Hardware(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            perNode,
            said.hostWattsPerGpu());
    Usage hosted = WorkloadEstimator.withHardware(usage, host);
    return percent.isPresent() ? hosted.withUtilizationPercent(percent.getAsDouble()) : hosted;
  }

  private static Optional<Range> rent(Accelerator accelerator, Terms terms) {
    if (terms.hosting().equals(Optional.of(Hosting.OWN))) {
      return Optional.empty();
    }
    return terms.usdPerGpuHour().isPresent()
        ? Optional.of(Range.exactly(terms.usdPerGpuHour().getAsDouble()))
        : accelerator.rentalPrice(RentalKind.ON_DEMAND).map(RentalPrice::usdPerHour);
  }
}
