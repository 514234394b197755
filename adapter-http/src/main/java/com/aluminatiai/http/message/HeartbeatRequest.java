package com.aluminatiai.http.message;

import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.Faults;
import com.aluminatiai.http.wire.FieldReader;
import com.aluminatiai.http.wire.JsonValue;
import com.aluminatiai.http.wire.Rules;
import com.aluminatiai.workload.Pulse.Report;
import com.aluminatiai.workload.SpecField;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;

/** The body of a job's report; null is what was left out. */
public record HeartbeatRequest(
    @DecimalMin(value = "0", message = Rules.PERCENT)
        @DecimalMax(value = "100", message = Rules.PERCENT)
        Double utilizationPct,
    @DecimalMin(value = "0", message = Rules.MEASURED)
        @DecimalMax(value = "1000000000000", message = Rules.MEASURED)
        Double energyKwh,
    Instant at,
    StatedFields fields) {
  /**
   * Reads a body.
   *
   * @throws ApiException with everything that is wrong with the request
   */
  public static HeartbeatRequest read(
      JsonValue.Fields body, Faults faults, RequestValidator validator) {
    FieldReader fields = new FieldReader(body, "", faults);
    HeartbeatRequest request =
        new HeartbeatRequest(
            fields.number("utilization_pct", Rules.PERCENT),
            fields.number("energy_kwh", Rules.MEASURED),
            fields.time("at"),
            StatedFields.read(fields, EnumSet.of(SpecField.GPU_WATTS)));
    validator.check(request, "", fields.faults());
    fields.refuseOthers();
    faults.throwIfAny();
    return request;
  }

  public Report toCommand() {
    return new Report(
        optional(utilizationPct),
        fields.number(SpecField.GPU_WATTS),
        optional(energyKwh),
        Optional.ofNullable(at));
  }

  private static OptionalDouble optional(Double number) {
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
