package com.aluminatiai.workload.usecase.clientcode;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Checks the fields of an example that a model chose, as a submission's are checked, and closer
 * where it could make something up: an accelerator and a region have to be in the catalogues, and a
 * project has to stand in what the user wrote.
 */
final class ExampleCheck {
  private static final List<String> NUMBERS =
      List.of("model_size_gb", "num_gpus", "duration_hours", "utilization_pct");
  private static final List<String> TEXTS =
      List.of("gpu_type", "workload_type", "region", "project");

  private final Estimator library;

  ExampleCheck(Estimator library) {
    this.library = library;
  }

  /** Returns the fields as they are shown; empty if one of them is not taken. */
  Optional<CodeExample> accept(Map<String, Object> said, String describe) {
    try {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (String name : new TreeSet<>(said.keySet())) {
        fields.put(name, checked(name, said.get(name), describe));
      }
      specification(fields);
      return Optional.of(new CodeExample(fields));
    } catch (IllegalArgumentException refused) {
      return Optional.empty();
    }
  }

  private Object checked(String name, Object value, String describe) {
    if (NUMBERS.contains(name) && value instanceof Double) {
      return value;
    }
    if (!TEXTS.contains(name) || !(value instanceof String text)) {
      throw new IllegalArgumentException("no field of an example");
    }
    return switch (name) {
      case "gpu_type" -> known(library.accelerators().find(text).found().map(Accelerator::name));
      case "region" -> known(library.regions().find(text).found().map(Region::code));
      case "workload_type" -> type(text).code();
      default -> known(Optional.of(text).filter(project -> stands(project, describe)));
    };
  }

  private static String known(Optional<String> name) {
    return name.orElseThrow(() -> new IllegalArgumentException("made up"));
  }

  private static WorkloadType type(String code) {
    return Arrays.stream(WorkloadType.values())
        .filter(type -> type.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of work"));
  }

  private static boolean stands(String project, String describe) {
    return describe.toLowerCase(Locale.ROOT).contains(project.toLowerCase(Locale.ROOT));
  }

  /** Its constructor checks the bounds. */
  private static WorkloadSpec specification(Map<String, Object> fields) {
    double gpus = number(fields, "num_gpus").orElse(1);
    if (gpus != Math.rint(gpus) || gpus > WorkloadSpec.MOST) {
      throw new IllegalArgumentException("num_gpus must be whole");
    }
    return new WorkloadSpec(
        number(fields, "model_size_gb").orElse(1),
        (int) gpus,
        text(fields, "gpu_type").orElse("H100"),
        number(fields, "duration_hours").orElse(1),
        number(fields, "utilization_pct"),
        false,
        Optional.empty(),
        text(fields, "workload_type").map(ExampleCheck::type),
        new StatedSite(
            text(fields, "region"),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty()),
        new Labels(Optional.empty(), text(fields, "project"), Optional.empty(), Optional.empty()));
  }

  private static OptionalDouble number(Map<String, Object> fields, String name) {
    return fields.get(name) instanceof Double number
        ? OptionalDouble.of(number)
        : OptionalDouble.empty();
  }

  private static Optional<String> text(Map<String, Object> fields, String name) {
    return Optional.ofNullable(fields.get(name)).map(String.class::cast);
  }
}
