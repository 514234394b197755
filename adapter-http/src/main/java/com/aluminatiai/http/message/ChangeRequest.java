package com.aluminatiai.http.message;

import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorCode;
import com.aluminatiai.http.wire.Faults;
import com.aluminatiai.http.wire.FieldReader;
import com.aluminatiai.http.wire.JsonValue;
import com.aluminatiai.http.wire.Rules;
import com.aluminatiai.workload.Change;
import com.aluminatiai.workload.Measurement.Boundary;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.WorkloadChange;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The body of a change; null is what was left out or, where {@code cleared} names it, cleared. */
public record ChangeRequest(
    Status status,
    @DecimalMin(value = "0", inclusive = false, message = Rules.MORE_THAN_0)
        @DecimalMax(value = Rules.MILLION, message = Rules.AT_MOST_MILLION)
        Double durationHours,
    @DecimalMin(value = "0", message = Rules.PERCENT)
        @DecimalMax(value = "100", message = Rules.PERCENT)
        Double utilizationPct,
    String notes,
    String project,
    @DecimalMin(value = "0", message = Rules.MEASURED)
        @DecimalMax(value = "1000000000000", message = Rules.MEASURED)
        Double measuredKwh,
    Boundary measuredBoundary,
    Set<String> cleared) {
  private static final Set<String> FIXED =
      Stream.concat(
              Stream.of(
                  "model_size_gb",
                  "num_gpus",
                  "gpu_type",
                  "use_smart_agent",
                  "method",
                  "region",
                  "pue",
                  "grid_kg_per_kwh",
                  "usd_per_kwh",
                  "workload_type",
                  "external_id",
                  "started_at"),
              Stream.of(SpecField.values())
                  .filter(
                      field ->
                          field != SpecField.MEASURED_KWH && field != SpecField.MEASURED_BOUNDARY)
                  .map(SpecField::code))
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Reads a body.
   *
   * @throws ApiException with everything that is wrong with the request
   */
  public static ChangeRequest read(
      JsonValue.Fields body, Faults faults, RequestValidator validator) {
    FieldReader fields = new FieldReader(body, "", faults);
    ChangeRequest request =
        new ChangeRequest(
            fields.choice("status", List.of(Status.values()), Status::code),
            fields.number("duration_hours", Rules.MORE_THAN_0),
            fields.number("utilization_pct", Rules.PERCENT),
            fields.text("notes", Labels.MOST_NOTES_CHARACTERS),
            fields.filledText("project", Labels.MOST_PROJECT_CHARACTERS, Rules.NOT_BLANK),
            fields.number("measured_kwh", Rules.MEASURED),
            fields.choice("measured_boundary", List.of(Boundary.values()), Boundary::code),
            Stream.of("notes", "project", "measured_kwh")
                .filter(fields::isNull)
                .collect(Collectors.toSet()));
    validator.check(request, "", fields.faults());
    if (request.measuredBoundary != null && request.cleared.contains("measured_kwh")) {
      faults.add("measured_boundary", "needs measured_kwh");
    }
    fields.refuse(FIXED, "cannot be changed; submit the workload anew");
    fields.refuseOthers();
    faults.throwIfAny();
    if (request.isEmpty()) {
      throw ApiException.of(
          ErrorCode.VALIDATION_ERROR,
          "Give at least one of status, duration_hours, utilization_pct, notes, project, measured_kwh and measured_boundary.");
    }
    return request;
  }

  private boolean isEmpty() {
    return cleared.isEmpty()
        && Stream.of(
                status,
                durationHours,
                utilizationPct,
                notes,
                project,
                measuredKwh,
                measuredBoundary)
            .allMatch(field -> field == null);
  }

  public WorkloadChange toCommand() {
    return new WorkloadChange(
        Optional.ofNullable(status),
        optional(durationHours),
        optional(utilizationPct),
        change("notes", notes),
        change("project", project),
        change("measured_kwh", measuredKwh),
        Optional.ofNullable(measuredBoundary));
  }

  private <T> Change<T> change(String name, T content) {
    if (content != null) {
      return new Change.Set<>(content);
    }
    return cleared.contains(name) ? new Change.Clear<>() : new Change.Keep<>();
  }

  private static OptionalDouble optional(Double number) {
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
