package com.example.scheduler;

import com.aluminatiai.estimation.Comparison;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import java.util.List;
import java.util.Locale;

/** Places each job in the region where it emits least. Thread-safe, as the library is. */
final class GreenScheduler {
  private final Estimator estimator = Estimator.standard();
  private final Region home;
  private final List<Region> regions;

  GreenScheduler(String home, List<String> regions) {
    this.home = estimator.regions().get(home);
    this.regions = regions.stream().map(estimator.regions()::get).toList();
  }

  Placement place(Job job) {
    Usage usage = Usage.of(estimator.accelerators().get(job.gpu()), job.gpus(), job.hours());
    Comparison comparison =
        estimator.compare(
            usage,
            Site.in(home),
            job.modelSizeGb(),
            List.of(),
            regions,
            Comparison.SortBy.CARBON_KG);
    Comparison.Alternative best = comparison.alternatives().get(0);
    return new Placement(
        job,
        best.region().orElseThrow().code(),
        best.carbonKg(),
        best.saving().best(),
        best.distinguishable());
  }

  /** Places three jobs and prints where they go. */
  public static void main(String[] args) {
    GreenScheduler scheduler =
        new GreenScheduler("us-east-1", List.of("us-east-1", "eu-north-1", "eu-central-1"));
    List<Job> queue =
        List.of(
            new Job("pretrain", "H100", 64, 200, 140),
            new Job("fine-tune", "A100", 8, 12, 14),
            new Job("serve", "L40S", 4, 720, 30));
    for (Job job : queue) {
      Placement placement = scheduler.place(job);
      System.out.printf(
          Locale.ROOT,
          "%s: %s, %.1f kg (%.1f to %.1f), saves %.0f %%%n",
          job.name(),
          placement.region(),
          placement.carbonKg().best(),
          placement.carbonKg().low(),
          placement.carbonKg().high(),
          placement.savingPercent());
    }
  }
}
