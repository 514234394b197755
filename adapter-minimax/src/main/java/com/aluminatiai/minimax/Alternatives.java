package com.aluminatiai.minimax;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Comparison;
import com.aluminatiai.estimation.Comparison.Alternative;
import com.aluminatiai.estimation.Comparison.SortBy;
import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.workload.ChosenInputs;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadSpec;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What the same work would need elsewhere: facts for advice, never the estimate itself. */
final class Alternatives {
  private static final int MOST_OF_A_KIND = 3;

  private final WorkloadEstimator estimator;
  private final WorkloadSpec spec;
  private final Usage usage;
  private final Site site;

  Alternatives(WorkloadEstimator estimator, WorkloadSpec spec, ChosenInputs chosen) {
    this.estimator = estimator;
    this.spec = spec;
    this.usage = estimator.usage(spec, chosen);
    this.site = estimator.site(spec, chosen);
  }

  /** The workload with its inputs, but in another region, at that region's grid and price. */
  Estimate in(Region region) {
    return estimator.library().estimate(Method.AGENT, usage, Site.in(region));
  }

  ObjectNode facts() {
    ObjectNode facts = Json.object();
    memory(facts);
    ArrayNode accelerators = facts.putArray("other_gpus");
    best(compare(similarAccelerators(), List.of(), SortBy.KWH)).forEach(accelerators::add);
    ArrayNode regions = facts.putArray("other_regions");
    best(compare(List.of(), cloudRegions(), SortBy.CARBON_KG)).forEach(regions::add);
    return facts;
  }

  /** Of a model whose size nobody said there is nothing to tell. */
  private void memory(ObjectNode facts) {
    if (spec.statedModelSizeGb().isEmpty()) {
      return;
    }
    facts.put("model_size_gb", Figures.forTheModel(spec.modelSizeGb()));
    usage
        .accelerator()
        .memoryGb()
        .ifPresent(
            gb -> {
              facts.put("memory_gb_of_all_gpus", Figures.forTheModel(gb * spec.numGpus()));
              facts.put("weights_fit", spec.modelSizeGb() <= gb * spec.numGpus());
            });
  }

  private Comparison compare(List<Accelerator> accelerators, List<Region> regions, SortBy sortBy) {
    return estimator
        .library()
        .compare(
            usage,
            site,
            spec.statedModelSizeGb().orElse(Double.MIN_VALUE),
            accelerators,
            regions,
            sortBy);
  }

  /** Accelerators that go into the same kind of machine. */
  private List<Accelerator> similarAccelerators() {
    Accelerator own = usage.accelerator();
    return estimator.library().accelerators().all().stream()
        .filter(other -> other.formFactor() == own.formFactor())
        .toList();
  }

  /** The regions that one can move to: the provider's own, else those of all providers. */
  private List<Region> cloudRegions() {
    Optional<String> provider = site.region().flatMap(Region::provider);
    return estimator.library().regions().all().stream()
        .filter(region -> region.level() == Region.Level.CLOUD)
        .filter(region -> provider.isEmpty() || region.provider().equals(provider))
        .toList();
  }

  /** The alternatives that save for certain and of which hours and memory are known, best first. */
  private List<ObjectNode> best(Comparison comparison) {
    return comparison.alternatives().stream()
        .filter(cell -> cell.distinguishable() && cell.saving().best() > 0)
        .filter(cell -> cell.fitsInMemory().orElse(false))
        .filter(cell -> cell.hoursScaled() || cell.accelerator().equals(usage.accelerator()))
        .limit(MOST_OF_A_KIND)
        .map(Alternatives::fact)
        .toList();
  }

  private static ObjectNode fact(Alternative cell) {
    ObjectNode fact = Json.object().put("gpu", cell.accelerator().name());
    cell.region().ifPresent(region -> fact.put("region", region.code()));
    return fact.put("duration_hours", Figures.forTheModel(cell.durationHours()))
        .put("kwh", Figures.forTheModel(cell.kwh().best()))
        .put("carbon_kg", Figures.forTheModel(cell.carbonKg().best()))
        .put("cost_usd", Figures.forTheModel(cell.costUsd().best()))
        .put("saving_pct", Figures.forTheModel(cell.saving().best()));
  }
}
