package com.aluminatiai.workload.usecase.clientcode;

import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.WorkloadSpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a submission that a program shows.
 *
 * @param fields by their names in the API, in the order of showing; each a number, a text, or true
 *     or false
 */
record CodeExample(Map<String, Object> fields) {
  static final CodeExample EMPTY = new CodeExample(Map.of());

  /** Fields that only a stored workload has, or that make a submission somebody else's. */
  private static final Set<SpecField> NOT_SHOWN =
      EnumSet.of(
          SpecField.ENDED_AT, SpecField.MEASURED_KWH, SpecField.MEASURED_BOUNDARY, SpecField.SITE);

  /** What holds of a job whatever it does; the rest is measured while it runs. */
  private static final List<String> OF_A_JOB =
      List.of(
          "model_size_gb",
          "num_gpus",
          "gpu_type",
          "workload_type",
          "region",
          "pue",
          "grid_kg_per_kwh",
          "usd_per_kwh",
          "project",
          "model");

  CodeExample {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** Eight H100 for three days. */
  static CodeExample standard() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model_size_gb", 70.0);
    fields.put("num_gpus", 8.0);
    fields.put("gpu_type", "H100");
    fields.put("duration_hours", 72.0);
    fields.put("utilization_pct", 85.0);
    return new CodeExample(fields);
  }

  /** A workload's own fields; no texts that belong to that one alone, and no results. */
  static CodeExample of(WorkloadSpec spec) {
    Map<String, Object> fields = new LinkedHashMap<>();
    spec.statedModelSizeGb().ifPresent(gb -> fields.put("model_size_gb", gb));
    fields.put("num_gpus", (double) spec.numGpus());
    fields.put("gpu_type", spec.gpuType());
    fields.put("duration_hours", spec.durationHours());
    spec.utilizationPercent().ifPresent(percent -> fields.put("utilization_pct", percent));
    spec.workloadType().ifPresent(type -> fields.put("workload_type", type.code()));
    spec.site().region().ifPresent(region -> fields.put("region", region));
    spec.site().pue().ifPresent(pue -> fields.put("pue", pue));
    spec.site().gridKgPerKwh().ifPresent(kg -> fields.put("grid_kg_per_kwh", kg));
    spec.site().usdPerKwh().ifPresent(usd -> fields.put("usd_per_kwh", usd));
    spec.labels().project().ifPresent(project -> fields.put("project", project));
    Arrays.stream(SpecField.values())
        .filter(field -> !NOT_SHOWN.contains(field))
        .forEach(
            field -> field.of(spec).ifPresent(value -> fields.put(field.code(), plain(value))));
    return new CodeExample(fields);
  }

  private static Object plain(Object value) {
    return value instanceof Long whole ? (Object) whole.doubleValue() : value;
  }

  /** This example as a whole submission: what is missing comes from the standard one. */
  CodeExample asSubmission() {
    Map<String, Object> all = new LinkedHashMap<>(standard().fields);
    if (fields.keySet().containsAll(Set.of("num_gpus", "gpu_type", "duration_hours"))) {
      // The rest is this work's own, also where it is left open.
      all.remove("utilization_pct");
    }
    all.putAll(fields);
    return new CodeExample(all);
  }

  /** What is known of a job before it runs. */
  CodeExample asJob() {
    Map<String, Object> known = new LinkedHashMap<>();
    OF_A_JOB.stream()
        .filter(fields::containsKey)
        .forEach(name -> known.put(name, fields.get(name)));
    return new CodeExample(known);
  }

  /** How many accelerators; one if that is not known. */
  long gpus() {
    return fields.get("num_gpus") instanceof Double number ? number.longValue() : 1;
  }
}
