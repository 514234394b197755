package com.aluminatiai.http.message;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Match;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.estimation.work.Plan;
import com.aluminatiai.estimation.work.Work;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.Faults;
import com.aluminatiai.http.wire.FieldReader;
import com.aluminatiai.http.wire.JsonValue;
import com.aluminatiai.http.wire.Rules;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The body of a question for a plan.
 *
 * @param work what is to be done
 * @param spec what else was said of it
 * @param accelerators what may run it; empty for all that can be had
 * @param counts how many; empty for those that make sense
 * @param regions where; empty for its own site
 * @param limits the most hours, rent and emissions
 * @param remarks what the names of both should be known for
 * @param sortBy what the options are sorted by
 */
public record PlanRequest(
    Work work,
    WorkloadSpec spec,
    List<Accelerator> accelerators,
    List<Integer> counts,
    List<Region> regions,
    Limits limits,
    List<String> remarks,
    Plan.SortBy sortBy) {
  private static final int MOST_ITEMS = 100;
  private static final int MOST_OPTIONS = 5_000;

  /** What is taken for a count of those that are left open. */
  private static final int USUAL_ACCELERATORS = 100;

  private static final int USUAL_COUNTS = 6;

  /** The most of what may be used. */
  public record Limits(OptionalDouble hours, OptionalDouble rentalUsd, OptionalDouble carbonKg) {}

  /**
   * Reads a body.
   *
   * @throws ApiException with everything that is wrong with the request
   */
  public static PlanRequest read(
      JsonValue.Fields body,
      Faults faults,
      RequestValidator validator,
      WorkloadEstimator estimator,
      KnownNames names) {
    FieldReader fields = new FieldReader(body, "", faults);
    Optional<FieldReader> inner = fields.object("workload");
    Optional<EstimateRequest> workload =
        inner.map(there -> EstimateRequest.readToBePlanned(there, validator, names));
    Optional<Work> work = workload.flatMap(said -> said.planned(inner.orElseThrow()));
    inner.ifPresent(EstimateRequest::refuseOthers);
    List<String> remarks = new ArrayList<>();
    List<Accelerator> accelerators =
        accelerators(fields, workload, estimator, names, remarks, faults);
    List<Integer> counts = fields.wholes("num_gpus", MOST_ITEMS, WorkloadSpec.MOST, Rules.WHOLE);
    List<Region> regions =
        CompareRequest.regions(
            fields.texts("regions", MOST_ITEMS, StatedSite.MOST_REGION_CHARACTERS),
            names.regions(),
            remarks,
            faults);
    Limits limits =
        new Limits(
            limit(fields, "deadline_hours", WorkloadSpec.MOST),
            limit(fields, "max_rental_usd", 1e15),
            limit(fields, "max_carbon_kg", 1e15));
    Plan.SortBy sortBy =
        Optional.ofNullable(
                fields.choice(
                    "sort_by",
                    List.of(Plan.SortBy.values()),
                    sort -> sort.name().toLowerCase(Locale.ROOT)))
            .orElse(Plan.SortBy.CARBON_KG);
    requireFew(accelerators, counts, regions, faults);
    fields.refuseOthers();
    faults.throwIfAny();
    return new PlanRequest(
        work.orElseThrow(),
        workload.orElseThrow().toPlannedCommand(),
        accelerators,
        counted(counts, workload.get()),
        regions,
        limits,
        List.copyOf(remarks),
        sortBy);
  }

  private static List<Accelerator> accelerators(
      FieldReader fields,
      Optional<EstimateRequest> workload,
      WorkloadEstimator estimator,
      KnownNames names,
      List<String> remarks,
      Faults faults) {
    List<String> stated =
        fields.texts("gpu_types", MOST_ITEMS, WorkloadSpec.MOST_GPU_TYPE_CHARACTERS).stream()
            .map(names::gpu)
            .toList();
    List<String> own =
        workload
            .map(EstimateRequest::gpuType)
            .map(List::of)
            .filter(any -> stated.isEmpty())
            .orElse(stated);
    return CompareRequest.accelerators(own, estimator.library().accelerators(), remarks, faults)
        .stream()
        .map(Match::found)
        .map(Optional::orElseThrow)
        .distinct()
        .toList();
  }

  private static List<Integer> counted(List<Integer> counts, EstimateRequest workload) {
    return counts.isEmpty() && workload.numGpus() != null
        ? List.of(workload.numGpus().intValue())
        : counts;
  }

  private static void requireFew(
      List<Accelerator> accelerators, List<Integer> counts, List<Region> regions, Faults faults) {
    long options =
        (long) (accelerators.isEmpty() ? USUAL_ACCELERATORS : accelerators.size())
            * (counts.isEmpty() ? USUAL_COUNTS : counts.size())
            * Math.max(1, regions.size());
    if (options > MOST_OPTIONS) {
      faults.add(
          regions.size() > 1 ? "regions" : "num_gpus",
          "make about " + options + " options with gpu_types and num_gpus; ask for at most 5,000");
    }
  }

  private static OptionalDouble limit(FieldReader fields, String name, double most) {
    String rule = "must be a number, more than 0";
    Double number = fields.number(name, rule);
    if (number == null) {
      return OptionalDouble.empty();
    }
    if (!(number > 0 && number <= most)) {
      fields.faults().add(name, number > 0 ? "is too large" : rule);
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(number);
  }
}
