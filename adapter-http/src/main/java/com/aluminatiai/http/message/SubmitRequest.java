package com.aluminatiai.http.message;

import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.Faults;
import com.aluminatiai.http.wire.FieldReader;
import com.aluminatiai.http.wire.JsonValue;
import com.aluminatiai.http.wire.Rules;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import java.time.Instant;
import java.util.Optional;

/** The body of a submission; null is what was left out. */
public record SubmitRequest(
    EstimateRequest estimating,
    Boolean useSmartAgent,
    String notes,
    String project,
    String externalId,
    Instant startedAt) {

  /**
   * Reads a body.
   *
   * @throws ApiException with everything that is wrong with the request
   */
  public static SubmitRequest read(
      JsonValue.Fields body, Faults faults, RequestValidator validator, RegionNames regions) {
    FieldReader fields = new FieldReader(body, "", faults);
    SubmitRequest request = read(fields, validator, regions);
    fields.refuseOthers();
    faults.throwIfAny();
    return request;
  }

  /**
   * Takes the fields and adds everything that is wrong with them to the reader's faults. What is
   * beside the estimate's fields has no bounds but those that the reader checks.
   */
  public static SubmitRequest read(
      FieldReader fields, RequestValidator validator, RegionNames regions) {
    return new SubmitRequest(
        EstimateRequest.read(fields, validator, regions),
        fields.flag("use_smart_agent"),
        fields.text("notes", Labels.MOST_NOTES_CHARACTERS),
        fields.filledText("project", Labels.MOST_PROJECT_CHARACTERS, Rules.NOT_BLANK),
        fields.filledText("external_id", Labels.MOST_EXTERNAL_ID_CHARACTERS, Rules.NOT_BLANK),
        fields.time("started_at"));
  }

  public WorkloadSpec toCommand() {
    return estimating.toCommand(
        Boolean.TRUE.equals(useSmartAgent),
        new Labels(
            Optional.ofNullable(notes),
            Optional.ofNullable(project),
            Optional.ofNullable(externalId),
            Optional.ofNullable(startedAt)));
  }
}
