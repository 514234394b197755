package com.aluminatiai.minimax;

import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.WorkloadSpec;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Set;

/** Turns a specification into the one user message: data only, and no id, project or owner. */
final class WorkloadMessage {
  static final int MOST_NOTES_CHARACTERS = 2_000;

  /** What the hardware was and how much was computed: no names, prices, times or meters. */
  static final Set<SpecField> TOLD =
      EnumSet.of(
          SpecField.GPU_FRACTION,
          SpecField.GPU_WATTS,
          SpecField.POWER_LIMIT_WATTS,
          SpecField.GPUS_PER_NODE,
          SpecField.HOST_WATTS_PER_GPU,
          SpecField.TRAINING_TOKENS,
          SpecField.OUTPUT_TOKENS,
          SpecField.INPUT_TOKENS,
          SpecField.REQUESTS,
          SpecField.PARAMETERS_B,
          SpecField.ACTIVE_PARAMETERS_B,
          SpecField.MFU,
          SpecField.LORA,
          SpecField.CONCURRENCY,
          SpecField.TOKENS_PER_SECOND,
          SpecField.BITS);

  private WorkloadMessage() {}

  static ObjectNode of(WorkloadSpec spec, boolean withNotes) {
    ObjectNode message = Json.object();
    message.set("workload", workload(spec));
    OpenInputs.of(spec).forEach(message.putArray("open_inputs")::add);
    if (withNotes) {
      String notes = notes(spec);
      if (!notes.isEmpty()) {
        message.put("untrusted_notes", notes);
      }
    }
    return message;
  }

  /** The first characters of the notes, cleaned; empty if there are none. */
  static String notes(WorkloadSpec spec) {
    String first = CleanText.cut(spec.labels().notes().orElse(""), MOST_NOTES_CHARACTERS);
    return CleanText.clean(first, MOST_NOTES_CHARACTERS);
  }

  private static ObjectNode workload(WorkloadSpec spec) {
    ObjectNode workload =
        Json.object()
            .put("gpu_type", CleanText.clean(spec.gpuType(), WorkloadSpec.MOST_GPU_TYPE_CHARACTERS))
            .put("num_gpus", spec.numGpus())
            .put("duration_hours", Figures.forTheModel(spec.durationHours()));
    spec.statedModelSizeGb()
        .ifPresent(gb -> workload.put("model_size_gb", Figures.forTheModel(gb)));
    spec.utilizationPercent()
        .ifPresent(percent -> workload.put("utilization_pct", Figures.forTheModel(percent)));
    spec.workloadType().ifPresent(type -> workload.put("workload_type", type.code()));
    WorkloadSpec.StatedSite site = spec.site();
    site.region()
        .ifPresent(
            name ->
                workload.put(
                    "region",
                    CleanText.clean(name, WorkloadSpec.StatedSite.MOST_REGION_CHARACTERS)));
    site.pue().ifPresent(ratio -> workload.put("pue", Figures.forTheModel(ratio)));
    site.gridKgPerKwh().ifPresent(kg -> workload.put("grid_kg_per_kwh", Figures.forTheModel(kg)));
    site.usdPerKwh().ifPresent(usd -> workload.put("usd_per_kwh", Figures.forTheModel(usd)));
    for (SpecField field : TOLD) {
      field.of(spec).ifPresent(value -> put(workload, field.code(), value));
    }
    return workload;
  }

  private static void put(ObjectNode workload, String name, Object value) {
    if (value instanceof Double number) {
      workload.put(name, Figures.forTheModel(number));
    } else if (value instanceof Long number) {
      workload.put(name, number);
    } else if (value instanceof Boolean flag) {
      workload.put(name, flag);
    }
  }
}
