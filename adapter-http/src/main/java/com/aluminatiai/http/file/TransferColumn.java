package com.aluminatiai.http.file;

import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.http.wire.Shown;
import com.aluminatiai.http.wire.Times;
import com.aluminatiai.workload.ExportedWorkload;
import com.aluminatiai.workload.FieldForm;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A column of imported and exported files.
 *
 * @param column the name as it stands in files
 * @param kind what it holds
 * @param content what an export writes; a number to its last digit
 */
record TransferColumn(
    String column, Kind kind, Function<ExportedWorkload, Optional<String>> content) {

  /** What a column holds. */
  enum Kind {
    /** A caller's text, to the last blank. */
    TEXT,
    /** One of our words, or a time. */
    WORD,
    /** True or false. */
    FLAG,
    /** A number. */
    NUMBER,
    /** A number that an import does not take. */
    COMPUTED,
    /** A word that an import does not take. */
    IGNORED;

    /** Whether JSON has it without quotes. */
    boolean isBare() {
      return this == NUMBER || this == COMPUTED || this == FLAG;
    }

    boolean isImported() {
      return this != COMPUTED && this != IGNORED;
    }
  }

  static final String DURATION_HOURS = "duration_hours";

  /** What every workload may say. */
  static final List<TransferColumn> OUTLINE =
      Stream.of(first(), estimate()).flatMap(List::stream).toList();

  /** What few workloads say. */
  static final List<TransferColumn> FIELDS = fields();

  /** All, in the order of an export: files that people have read stay readable by position. */
  static final List<TransferColumn> ALL = Stream.of(OUTLINE, FIELDS).flatMap(List::stream).toList();

  static final Map<String, TransferColumn> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(TransferColumn::column, column -> column));

  /** What an import cannot do without. */
  static final List<String> REQUIRED = List.of("model_size_gb", "num_gpus", "gpu_type");

  private static List<TransferColumn> first() {
    return List.of(
        of("id", Kind.IGNORED, row -> Optional.of(row.id().toString())),
        of("created_at", Kind.IGNORED, row -> Optional.of(Times.write(row.createdAt()))),
        of("updated_at", Kind.IGNORED, row -> Optional.of(Times.write(row.updatedAt()))),
        of("status", Kind.WORD, row -> Optional.of(row.status().code())),
        ofLabels("started_at", Kind.WORD, labels -> labels.startedAt().map(Times::write)),
        ofLabels("project", Kind.TEXT, Labels::project),
        ofLabels("external_id", Kind.TEXT, Labels::externalId),
        ofSpec("workload_type", Kind.WORD, spec -> spec.workloadType().map(WorkloadType::code)),
        ofSpec("model_size_gb", Kind.NUMBER, spec -> number(spec.statedModelSizeGb())),
        ofSpec("num_gpus", Kind.NUMBER, spec -> Optional.of(Integer.toString(spec.numGpus()))),
        ofSpec("gpu_type", Kind.TEXT, spec -> Optional.of(spec.gpuType())),
        of(DURATION_HOURS, Kind.NUMBER, TransferColumn::hours),
        ofSpec("utilization_pct", Kind.NUMBER, spec -> number(spec.utilizationPercent())),
        ofSite("region", Kind.TEXT, StatedSite::region),
        ofSite("pue", Kind.NUMBER, site -> number(site.pue())),
        ofSite("grid_kg_per_kwh", Kind.NUMBER, site -> number(site.gridKgPerKwh())),
        ofSite("usd_per_kwh", Kind.NUMBER, site -> number(site.usdPerKwh())),
        ofLabels("notes", Kind.TEXT, Labels::notes),
        ofField(SpecField.MEASURED_KWH),
        ofSpec("method", Kind.WORD, spec -> spec.method().map(Method::code)));
  }

  private static List<TransferColumn> estimate() {
    return List.of(
        of("calculation_method", Kind.IGNORED, row -> Optional.of(row.headline().method().code())),
        of("estimated_kwh", Kind.COMPUTED, row -> number(row.headline().kwh())),
        of("estimated_carbon_kg", Kind.COMPUTED, row -> number(row.headline().carbonKg())),
        of("estimated_cost_usd", Kind.COMPUTED, row -> number(row.headline().costUsd())),
        of("factors_version", Kind.IGNORED, row -> Optional.of(row.headline().factorsVersion())));
  }

  private static List<TransferColumn> fields() {
    return Arrays.stream(SpecField.values())
        .filter(field -> field != SpecField.MEASURED_KWH)
        .map(TransferColumn::ofField)
        .toList();
  }

  private static TransferColumn ofField(SpecField field) {
    return ofSpec(
        field.code(), kind(field.form()), spec -> field.of(spec).map(TransferColumn::text));
  }

  private static Kind kind(FieldForm form) {
    if (form instanceof FieldForm.Decimal || form instanceof FieldForm.Whole) {
      return Kind.NUMBER;
    }
    if (form instanceof FieldForm.Flag) {
      return Kind.FLAG;
    }
    return form instanceof FieldForm.Text ? Kind.TEXT : Kind.WORD;
  }

  private static String text(Object value) {
    if (value instanceof Double number) {
      return Shown.input(number);
    }
    return value instanceof Instant time ? Times.write(time) : value.toString();
  }

  /** What an export writes; a number to its last digit. */
  Optional<String> of(ExportedWorkload workload) {
    return content.apply(workload);
  }

  private static TransferColumn of(
      String column, Kind kind, Function<ExportedWorkload, Optional<String>> content) {
    return new TransferColumn(column, kind, content);
  }

  private static TransferColumn ofSpec(
      String column, Kind kind, Function<WorkloadSpec, Optional<String>> content) {
    return of(column, kind, row -> content.apply(row.spec()));
  }

  private static TransferColumn ofSite(
      String column, Kind kind, Function<StatedSite, Optional<String>> content) {
    return ofSpec(column, kind, spec -> content.apply(spec.site()));
  }

  private static TransferColumn ofLabels(
      String column, Kind kind, Function<Labels, Optional<String>> content) {
    return ofSpec(column, kind, spec -> content.apply(spec.labels()));
  }

  /** A job that is running goes on by the clock wherever it is imported. */
  private static Optional<String> hours(ExportedWorkload row) {
    boolean isStillCounted = row.spec().isClocked() && row.status() == Status.RUNNING;
    return isStillCounted ? Optional.empty() : number(row.spec().durationHours());
  }

  private static Optional<String> number(double number) {
    return Optional.of(Shown.input(number));
  }

  private static Optional<String> number(OptionalDouble number) {
    return number.isPresent() ? number(number.getAsDouble()) : Optional.empty();
  }
}
