package com.aluminatiai.workload.port;

import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.workload.Summary;
import com.aluminatiai.workload.Summary.Group;
import com.aluminatiai.workload.Summary.GroupBy;
import com.aluminatiai.workload.Summary.Other;
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
    boolean isTime = request.groupBy() == GroupBy.DAY || request.groupBy() == GroupBy.MONTH;
    return isTime || sorted.size() <= request.mostGroups()
        ? new Summary(sorted, total)
        : cut(sorted, request.mostGroups(), total);
  }

  private static Summary cut(List<Group> sorted, int most, Total total) {
    List<Group> dearest =
        sorted.stream()
            .sorted(Comparator.comparingDouble((Group group) -> -group.total().kwh()))
            .toList();
    List<Group> told =
        dearest.subList(0, most).stream().sorted(Comparator.comparing(Group::key, BY_KEY)).toList();
    Total rest =
        dearest.subList(most, dearest.size()).stream()
            .map(Group::total)
            .reduce(NOTHING, InMemorySummary::plus);
    return new Summary(told, Optional.of(new Other(dearest.size() - most, rest)), total);
  }

  private static Total plus(Total one, Total other) {
    return new Total(
        one.count() + other.count(),
        one.kwh() + other.kwh(),
        one.carbonKg() + other.carbonKg(),
        one.costUsd() + other.costUsd(),
        one.measuredKwh() + other.measuredKwh());
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
