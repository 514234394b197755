package com.aluminatiai.app.track;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The mean of what was read of all GPUs, look by look. For one thread at a time. */
final class Mean {
  private static final double THOUSAND = 1e3;

  private double sum;
  private int count;

  void add(List<Gpus.Gpu> gpus, Function<Gpus.Gpu, OptionalDouble> value) {
    OptionalDouble mean =
        gpus.stream()
            .map(value)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .average();
    if (mean.isPresent()) {
      sum += mean.getAsDouble();
      count++;
    }
  }

  /** Puts the mean into a report, where there is one. */
  void put(ObjectNode report, String field) {
    if (count > 0) {
      report.put(field, Math.round(sum / count * THOUSAND) / THOUSAND);
    }
  }
}
