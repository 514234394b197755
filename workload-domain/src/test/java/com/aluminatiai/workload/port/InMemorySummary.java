package com.aluminatiai.workload.port;

import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.workload.Summary;
import com.aluminatiai.workload.Summary.Group;
import com.aluminatiai.workload.Summary.Total;
import com.aluminatiai.workload.Workload;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sums workloads one by one. */
final class InMemorySummary {
  private static final Total NOTHING = new Total(0, 0, 0, 0, 0);

  /** What has no key comes first. */
  private static final Comparator<Optional<String>> BY_KEY =
      Comparator.<Optional<String>, Boolean>comparing(Optional::isPresent)
          .thenComparing(key -> key.orElse(""));

  private InMemorySummary() {}

  static Summary of(Summary.Request request, List<Workload> workloads) {
    Map<Optional<String>, Total> groups = new TreeMap<>(BY_KEY);
    Total total = NOTHING;
    for (Workload workload : workloads) {
      LocalDate day = day(request, workload);
      if (request.from().map(day::isBefore).orElse(false)
          || request.to().map(day::isAfter).orElse(false)) {
        continue;
      }
      groups.merge(
          key(request, workload, day), plus(NOTHING, workload), (sum, one) -> plus(sum, workload));
      total = plus(total, workload);
    }
    List<Group> sorted =
        groups.entrySet().stream().map(e -> new Group(e.getKey(), e.getValue())).toList();
    return new Summary(sorted, total);
  }

  private static LocalDate day(Summary.Request request, Workload workload) {
    return LocalDate.ofInstant(
        workload.spec().labels().startedAt().orElse(workload.createdAt()), request.zone());
  }

  private static Optional<String> key(Summary.Request request, Workload workload, LocalDate day) {
    return switch (request.groupBy()) {
      case DAY -> Optional.of(day.toString());
      case MONTH -> Optional.of(YearMonth.from(day).toString());
      case GPU_TYPE -> Optional.of(workload.gpuKey());
      case STATUS -> Optional.of(workload.status().code());
      case PROJECT -> workload.spec().labels().project();
      case WORKLOAD_TYPE -> workload.spec().workloadType().map(WorkloadType::code);
    };
  }

  private static Total plus(Total sum, Workload workload) {
    return new Total(
        sum.count() + 1,
        sum.kwh() + workload.estimate().kwh(),
        sum.carbonKg() + workload.estimate().carbonKg(),
        sum.costUsd() + workload.estimate().costUsd(),
        sum.measuredKwh() + workload.measuredKwh().orElse(0));
  }
}
