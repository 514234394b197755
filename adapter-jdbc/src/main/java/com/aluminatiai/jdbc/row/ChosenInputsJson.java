package com.aluminatiai.jdbc.row;

import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.workload.ChosenInputs;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalInt;

/** What an agent chose, in one column; null for nothing. */
final class ChosenInputsJson {
  private ChosenInputsJson() {}

  static String write(ChosenInputs chosen) {
    if (chosen.equals(ChosenInputs.NONE)) {
      return null;
    }
    return Json.write(
        json -> {
          json.writeStartObject();
          Json.writeOptional(json, "utilization_pct", chosen.utilizationPercent());
          Json.writeOptional(json, "pue", chosen.pue());
          Json.writeOptional(json, "region", chosen.region());
          Json.writeOptional(json, "workload_type", chosen.workloadType().map(WorkloadType::code));
          if (chosen.gpusPerNode().isPresent()) {
            json.writeNumberField("gpus_per_node", chosen.gpusPerNode().getAsInt());
          }
          json.writeEndObject();
        });
  }

  static ChosenInputs read(String text) {
    if (text == null) {
      return ChosenInputs.NONE;
    }
    JsonNode object = Json.read(text);
    if (!object.isObject()) {
      throw new IllegalArgumentException("agent_chosen must be an object");
    }
    Optional<WorkloadType> type =
        Json.optionalText(object, "workload_type")
            .map(code -> Codes.named("workload_type", code, Codes.WORKLOAD_TYPES));
    return new ChosenInputs(
        Json.optionalNumber(object, "utilization_pct"),
        Json.optionalNumber(object, "pue"),
        Json.optionalText(object, "region"),
        type,
        object.has("gpus_per_node")
            ? OptionalInt.of((int) Json.number(object, "gpus_per_node"))
            : OptionalInt.empty());
  }
}
