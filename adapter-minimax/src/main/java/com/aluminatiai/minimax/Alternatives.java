package com.aluminatiai.minimax;

import com.aluminatiai.estimation.Accelerator;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the same workload would need elsewhere: facts for advice, never the estimate itself. */
final class Alternatives {
  private static final int MOST = 5;

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
    ArrayNode alternatives = facts.putArray("alternatives");
    cleanestRegions().forEach(region -> alternatives.add(alternative(region)));
    return facts;
  }

  private void memory(ObjectNode facts) {
    Accelerator gpu = usage.accelerator();
    facts.put("model_size_gb", Figures.forTheModel(spec.modelSizeGb()));
    gpu.memoryGb()
        .ifPresent(
            gb -> {
              facts.put("memory_gb_of_all_gpus", Figures.forTheModel(gb * spec.numGpus()));
              facts.put("weights_fit", spec.modelSizeGb() <= gb * spec.numGpus());
            });
  }

  private List<Region> cleanestRegions() {
    Region.Level level = site.region().map(Region::level).orElse(Region.Level.COUNTRY);
    return estimator.library().regions().all().stream()
        .filter(region -> region.level() == level)
        .filter(region -> !site.region().equals(Optional.of(region)))
        .sorted(Comparator.comparingDouble(region -> region.gridKgPerKwh().best()))
        .limit(MOST)
        .toList();
  }

  private ObjectNode alternative(Region region) {
    Estimate there = in(region);
    return Json.object()
        .put("region", region.code())
        .put("kwh", Figures.forTheModel(there.kwh()))
        .put("carbon_kg", Figures.forTheModel(there.carbonKg()))
        .put("cost_usd", Figures.forTheModel(there.costUsd()));
  }
}
