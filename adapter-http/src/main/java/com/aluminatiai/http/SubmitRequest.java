package com.aluminatiai.http;

import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import java.time.Instant;
import java.util.Optional;

/** The body of a submission; null is what was left out. */
record SubmitRequest(
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
  static SubmitRequest read(
      JsonValue.Fields body, Faults faults, RequestValidator validator, RegionNames regions) {
    FieldReader fields = new FieldReader(body, "", faults);
    SubmitRequest request = read(fields, validator, regions);
    fields.refuseOthers();
    faults.throwIfAny();
    return request;
  }

  /** Takes the fields and adds everything that is wrong with them to the reader's faults. */
  static SubmitRequest read(FieldReader fields, RequestValidator validator, RegionNames regions) {
    SubmitRequest request =
        new SubmitRequest(
            EstimateRequest.read(fields, validator, regions),
            fields.flag("use_smart_agent"),
            fields.text("notes", Labels.MOST_NOTES_CHARACTERS),
            fields.filledText("project", Labels.MOST_PROJECT_CHARACTERS, Rules.NOT_BLANK),
            fields.filledText("external_id", Labels.MOST_EXTERNAL_ID_CHARACTERS, Rules.NOT_BLANK),
            fields.time("started_at"));
    validator.check(request, "", fields.faults());
    return request;
  }

  WorkloadSpec toCommand() {
    return estimating.toCommand(
        Boolean.TRUE.equals(useSmartAgent),
        new Labels(
            Optional.ofNullable(notes),
            Optional.ofNullable(project),
            Optional.ofNullable(externalId),
            Optional.ofNullable(startedAt)));
  }
}
