package com.aluminatiai.http.message;

import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.Faults;
import com.aluminatiai.http.wire.FieldReader;
import com.aluminatiai.http.wire.JsonValue;
import com.aluminatiai.http.wire.Rules;
import com.aluminatiai.workload.JobClock;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The body of a submission; null is what was left out. */
public record SubmitRequest(
    EstimateRequest estimating,
    Boolean useSmartAgent,
    String notes,
    String project,
    String externalId,
    Instant startedAt,
    Status status,
    StatedFields describing) {
  private static final String NO_HOURS =
      "is required; state it, or state started_at and ended_at and leave it out, or leave it out of"
          + " a job whose status is running, or state tokens in its place (training_tokens, or"
          + " output_tokens for inference)";
  private static final double SECONDS_PER_HOUR = 3_600;
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * Reads a body.
   *
   * @throws ApiException with everything that is wrong with the request
   */
  public static SubmitRequest read(
      JsonValue.Fields body, Faults faults, RequestValidator validator, KnownNames names) {
    FieldReader fields = new FieldReader(body, "", faults);
    SubmitRequest request = read(fields, validator, names);
    if (request.status != Status.RUNNING) {
      request.requireModelSize(fields);
    }
    fields.refuseOthers();
    faults.throwIfAny();
    return request;
  }

  /**
   * Takes the fields and adds everything that is wrong with them to the reader's faults. What is
   * beside the estimate's fields has no bounds but those that the reader checks.
   */
  public static SubmitRequest read(
      FieldReader fields, RequestValidator validator, KnownNames names) {
    SubmitRequest request =
        new SubmitRequest(
            EstimateRequest.readWithoutHours(fields, validator, names),
            fields.flag("use_smart_agent"),
            fields.text("notes", Labels.MOST_NOTES_CHARACTERS),
            fields.filledText("project", Labels.MOST_PROJECT_CHARACTERS, Rules.NOT_BLANK),
            fields.filledText("external_id", Labels.MOST_EXTERNAL_ID_CHARACTERS, Rules.NOT_BLANK),
            fields.time("started_at"),
            fields.choice("status", List.of(Status.values()), Status::code),
            StatedFields.read(fields, SpecField.DESCRIBING));
    request.checkCourse(fields);
    request.checkTogether(fields);
    SubmitRequest whole = request.isTimed(fields) ? request : request.ofTokens(fields);
    whole.estimating.requireAccelerators(fields);
    return whole;
  }

  /** Returns where the workload stands. */
  public Status statusOrSubmitted() {
    return status == null ? Status.SUBMITTED : status;
  }

  /**
   * Returns whether a job runs or has run: what started and recorded it may not have known of what
   * size its model was.
   */
  boolean isOfAJob() {
    return status != null && status != Status.SUBMITTED;
  }

  private Optional<Instant> endedAt() {
    return describing.time(SpecField.ENDED_AT);
  }

  /** Whether hours, a course or a clock that runs says how long it took. */
  private boolean isTimed(FieldReader fields) {
    return fields.isGiven(EstimateRequest.HOURS)
        || fields.isGiven("started_at") && fields.isGiven("ended_at")
        || status == Status.RUNNING;
  }

  private SubmitRequest ofTokens(FieldReader fields) {
    return new SubmitRequest(
        estimating.ofTokens(fields, NO_HOURS),
        useSmartAgent,
        notes,
        project,
        externalId,
        startedAt,
        status,
        describing);
  }

  /** Start, end and hours have to agree. */
  private void checkCourse(FieldReader fields) {
    boolean isEndBeforeStart =
        startedAt != null && endedAt().filter(end -> !end.isAfter(startedAt)).isPresent();
    if (isEndBeforeStart) {
      fields.faults().add("ended_at", "must be after started_at");
    }
    if (fields.isGiven(EstimateRequest.HOURS)) {
      return;
    }
    if (status == Status.RUNNING) {
      if (fields.isGiven("ended_at")) {
        fields.faults().add("ended_at", "must be left out of a job that is running");
      }
    } else if (courseHours().orElse(0) > WorkloadSpec.MOST) {
      fields.faults().add("ended_at", "must be at most 1,000,000 hours after started_at");
    }
  }

  private OptionalDouble courseHours() {
    if (startedAt == null || endedAt().isEmpty()) {
      return OptionalDouble.empty();
    }
    Duration course = Duration.between(startedAt, endedAt().get());
    double seconds = course.getSeconds() + course.getNano() / NANOS_PER_SECOND;
    return OptionalDouble.of(seconds / SECONDS_PER_HOUR);
  }

  void requireModelSize(FieldReader fields) {
    estimating.requireModelSize(fields, !isTimed(fields));
  }

  /** What has a meaning only with another field, or only as other fields allow. */
  private void checkTogether(FieldReader fields) {
    if (fields.isGiven("measured_boundary") && !fields.isGiven("measured_kwh")) {
      fields.faults().add("measured_boundary", "needs measured_kwh");
    }
  }

  public WorkloadSpec toCommand() {
    Labels labels =
        new Labels(
            Optional.ofNullable(notes),
            Optional.ofNullable(project),
            Optional.ofNullable(externalId),
            Optional.ofNullable(startedAt));
    boolean isOpen = estimating.durationHours() == null;
    double hours = isOpen ? courseHours().orElse(JobClock.LEAST_HOURS) : estimating.durationHours();
    WorkloadSpec stated =
        estimating
            .toCommand(hours, Boolean.TRUE.equals(useSmartAgent), labels)
            .withHours(hours, isOpen && estimating.ofTokens().isEmpty())
            .with(estimating.fields().and(describing));
    return estimating.site().in(estimating.filled(stated));
  }
}
