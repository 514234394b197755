package com.aluminatiai.http.file;

import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.http.wire.Shown;
import com.aluminatiai.workload.ExportedWorkload;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The columns of imported and exported files, in the order of an export. */
enum TransferColumn {
  ID(Kind.IGNORED, row -> Optional.of(row.id().toString())),
  CREATED_AT(Kind.IGNORED, row -> Optional.of(row.createdAt().toString())),
  UPDATED_AT(Kind.IGNORED, row -> Optional.of(row.updatedAt().toString())),
  STATUS(Kind.WORD, row -> Optional.of(row.status()).map(Status::code)),
  STARTED_AT(Kind.WORD, ofLabels(labels -> labels.startedAt().map(Object::toString))),
  PROJECT(Kind.TEXT, ofLabels(Labels::project)),
  EXTERNAL_ID(Kind.TEXT, ofLabels(Labels::externalId)),
  WORKLOAD_TYPE(Kind.WORD, ofSpec(spec -> spec.workloadType().map(WorkloadType::code))),
  MODEL_SIZE_GB(Kind.NUMBER, ofSpec(spec -> number(spec.modelSizeGb()))),
  NUM_GPUS(Kind.NUMBER, ofSpec(spec -> Optional.of(Integer.toString(spec.numGpus())))),
  GPU_TYPE(Kind.TEXT, ofSpec(spec -> Optional.of(spec.gpuType()))),
  DURATION_HOURS(Kind.NUMBER, ofSpec(spec -> number(spec.durationHours()))),
  UTILIZATION_PCT(Kind.NUMBER, ofSpec(spec -> number(spec.utilizationPercent()))),
  REGION(Kind.TEXT, ofSite(StatedSite::region)),
  PUE(Kind.NUMBER, ofSite(site -> number(site.pue()))),
  GRID_KG_PER_KWH(Kind.NUMBER, ofSite(site -> number(site.gridKgPerKwh()))),
  USD_PER_KWH(Kind.NUMBER, ofSite(site -> number(site.usdPerKwh()))),
  NOTES(Kind.TEXT, ofLabels(Labels::notes)),
  MEASURED_KWH(Kind.NUMBER, row -> number(row.measuredKwh())),
  METHOD(Kind.WORD, ofSpec(spec -> spec.method().map(Method::code))),
  CALCULATION_METHOD(Kind.IGNORED, row -> Optional.of(row.headline().method().code())),
  ESTIMATED_KWH(Kind.COMPUTED, row -> number(row.headline().kwh())),
  ESTIMATED_CARBON_KG(Kind.COMPUTED, row -> number(row.headline().carbonKg())),
  ESTIMATED_COST_USD(Kind.COMPUTED, row -> number(row.headline().costUsd())),
  FACTORS_VERSION(Kind.IGNORED, row -> Optional.of(row.headline().factorsVersion()));

  /** What a column holds. */
  enum Kind {
    /** A caller's text, to the last blank. */
    TEXT,
    /** One of our words, or a time. */
    WORD,
    /** A number. */
    NUMBER,
    /** A number that an import does not take. */
    COMPUTED,
    /** A word that an import does not take. */
    IGNORED;

    boolean isNumber() {
      return this == NUMBER || this == COMPUTED;
    }

    boolean isImported() {
      return this == TEXT || this == WORD || this == NUMBER;
    }
  }

  static final Map<String, TransferColumn> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(TransferColumn::column, column -> column));

  /** What an import cannot do without. */
  static final List<TransferColumn> REQUIRED =
      List.of(MODEL_SIZE_GB, NUM_GPUS, GPU_TYPE, DURATION_HOURS);

  private final Kind kind;
  private final Function<ExportedWorkload, Optional<String>> content;
  private final String column;

  TransferColumn(Kind kind, Function<ExportedWorkload, Optional<String>> content) {
    this.kind = kind;
    this.content = content;
    this.column = name().toLowerCase(Locale.ROOT);
  }

  Kind kind() {
    return kind;
  }

  /** The name as it stands in files. */
  String column() {
    return column;
  }

  /** What an export writes; a number to its last digit. */
  Optional<String> of(ExportedWorkload workload) {
    return content.apply(workload);
  }

  private static Function<ExportedWorkload, Optional<String>> ofSpec(
      Function<WorkloadSpec, Optional<String>> content) {
    return row -> content.apply(row.spec());
  }

  private static Function<ExportedWorkload, Optional<String>> ofSite(
      Function<StatedSite, Optional<String>> content) {
    return row -> content.apply(row.spec().site());
  }

  private static Function<ExportedWorkload, Optional<String>> ofLabels(
      Function<Labels, Optional<String>> content) {
    return row -> content.apply(row.spec().labels());
  }

  private static Optional<String> number(double number) {
    return Optional.of(Shown.input(number));
  }

  private static Optional<String> number(OptionalDouble number) {
    return number.isPresent() ? number(number.getAsDouble()) : Optional.empty();
  }
}
