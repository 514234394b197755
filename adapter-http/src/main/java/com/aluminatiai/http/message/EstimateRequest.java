package com.aluminatiai.http.message;

import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.http.wire.FieldReader;
import com.aluminatiai.http.wire.Rules;
import com.aluminatiai.workload.JobClock;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.TokenWork;
import com.aluminatiai.workload.TokenWorkException;
import com.aluminatiai.workload.Work;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a submission that make its estimate; null is what was left out. */
public record EstimateRequest(
    @DecimalMin(value = "0", inclusive = false, message = Rules.MORE_THAN_0)
        @DecimalMax(value = Rules.MILLION, message = Rules.AT_MOST_MILLION)
        Double modelSizeGb,
    @Min(value = 1, message = Rules.WHOLE)
        @Max(value = WorkloadSpec.MOST, message = Rules.AT_MOST_MILLION)
        Long numGpus,
    String gpuType,
    @DecimalMin(value = "0", inclusive = false, message = Rules.MORE_THAN_0)
        @DecimalMax(value = Rules.MILLION, message = Rules.AT_MOST_MILLION)
        Double durationHours,
    @DecimalMin(value = "0", message = Rules.PERCENT)
        @DecimalMax(value = "100", message = Rules.PERCENT)
        Double utilizationPct,
    Method method,
    String region,
    @DecimalMin(value = "1", message = Rules.PUE) @DecimalMax(value = "5", message = Rules.PUE)
        Double pue,
    @DecimalMin(value = "0", message = Rules.GRID) @DecimalMax(value = "5", message = Rules.GRID)
        Double gridKgPerKwh,
    @DecimalMin(value = "0", message = Rules.PRICE)
        @DecimalMax(value = "100", message = Rules.PRICE)
        Double usdPerKwh,
    WorkloadType workloadType,
    StatedFields fields,
    AtSite site,
    Optional<TokenWork.Outcome> ofTokens) {
  /** The names of all fields. */
  static final Set<String> NAMES =
      Stream.concat(
              Stream.of(
                  "model_size_gb",
                  "num_gpus",
                  "gpu_type",
                  "duration_hours",
                  "utilization_pct",
                  "method",
                  "region",
                  "pue",
                  "grid_kg_per_kwh",
                  "usd_per_kwh",
                  "workload_type"),
              SpecField.ESTIMATING.stream().map(SpecField::code))
          .collect(Collectors.toUnmodifiableSet());

  private static final String ANY_GPU = "H100";
  static final String HOURS = "duration_hours";
  static final String MODEL_SIZE = "model_size_gb";
  private static final String NO_SIZE =
      "is required, or parameters_b, or a model of GET /api/models that says it";
  private static final String NO_HOURS =
      "is required; state it, or state tokens in its place: training_tokens, or output_tokens for"
          + " inference, with parameters_b or a model of GET /api/models";
  private static final List<Method> METHODS = List.of(Method.FALLBACK, Method.CALIBRATED);
  private static final Set<String> LABELS =
      Stream.concat(
              Stream.of(
                  "use_smart_agent", "notes", "project", "external_id", "started_at", "status"),
              SpecField.DESCRIBING.stream().map(SpecField::code))
          .collect(Collectors.toUnmodifiableSet());

  /** Takes the fields and adds everything that is wrong with them to the reader's faults. */
  public static EstimateRequest read(
      FieldReader fields, RequestValidator validator, KnownNames names) {
    EstimateRequest stated = readWithoutHours(fields, validator, names);
    EstimateRequest request = fields.isGiven(HOURS) ? stated : stated.ofTokens(fields, NO_HOURS);
    request.requireAccelerators(fields);
    request.requireModelSize(fields, !fields.isGiven(HOURS));
    return request;
  }

  /** Derives hours from tokens; without tokens hours are missing. */
  EstimateRequest ofTokens(FieldReader fields, String noHours) {
    TokenWork work = tokens();
    if (!work.hasTokens()) {
      fields.faults().add(fields.prefix() + HOURS, noHours);
      return this;
    }
    boolean isCountWrong = numGpus != null && (numGpus < 1 || numGpus > WorkloadSpec.MOST);
    if (isCountWrong || !work.isServing() && (numGpus == null || gpuType == null)) {
      return this;
    }
    try {
      return derived(work.outcome());
    } catch (TokenWorkException impossible) {
      fields.faults().add(fields.prefix() + impossible.field(), impossible.getMessage());
      return this;
    }
  }

  /** What was stated of the work; what contradicts it is a fault already, and left out. */
  private Work work() {
    return Work.of(isContradicted() ? fields.without(SpecField.ACTIVE_PARAMETERS_B) : fields);
  }

  private boolean isContradicted() {
    double parameters = fields.number(SpecField.PARAMETERS_B).orElse(Double.MAX_VALUE);
    return fields.number(SpecField.ACTIVE_PARAMETERS_B).orElse(0) > parameters;
  }

  private TokenWork tokens() {
    return new TokenWork(
        work(),
        Optional.ofNullable(workloadType),
        Optional.ofNullable(gpuType),
        numGpus == null ? OptionalInt.empty() : OptionalInt.of(numGpus.intValue()),
        fields.number(SpecField.GPU_FRACTION));
  }

  /** Those of a hosted service may be left out. */
  void requireAccelerators(FieldReader fields) {
    if (ofTokens.isPresent() || !fields.isGiven(HOURS) && tokens().isServing()) {
      return;
    }
    if (!fields.isGiven("num_gpus")) {
      fields.faults().add(fields.prefix() + "num_gpus", Rules.REQUIRED);
    }
    if (!fields.isGiven("gpu_type")) {
      fields.faults().add(fields.prefix() + "gpu_type", Rules.REQUIRED_TEXT);
    }
  }

  /** Where hours follow from tokens, what is missing of the model is told of those. */
  void requireModelSize(FieldReader fields, boolean isOfTokens) {
    boolean isSaid =
        isOfTokens && tokens().hasTokens() || TokenWork.modelSizeGb(work()).isPresent();
    if (!isSaid && !fields.isGiven(MODEL_SIZE)) {
      fields.faults().add(fields.prefix() + MODEL_SIZE, NO_SIZE);
    }
  }

  /** What more may be active than there is at all. */
  private void checkParameters(FieldReader given) {
    if (isContradicted()) {
      given.faults().add(given.prefix() + "active_parameters_b", "must be at most parameters_b");
    }
  }

  /** Takes the fields as {@link #read} does, except that hours and model size may be missing. */
  static EstimateRequest readWithoutHours(
      FieldReader fields, RequestValidator validator, KnownNames names) {
    EstimateRequest request =
        new EstimateRequest(
            fields.number("model_size_gb", Rules.MORE_THAN_0),
            fields.whole("num_gpus", Rules.WHOLE),
            names.gpu(
                fields.filledText(
                    "gpu_type", WorkloadSpec.MOST_GPU_TYPE_CHARACTERS, Rules.REQUIRED_TEXT)),
            fields.number("duration_hours", Rules.MORE_THAN_0),
            fields.number("utilization_pct", Rules.PERCENT),
            fields.choice("method", METHODS, Method::code),
            fields.text("region", StatedSite.MOST_REGION_CHARACTERS),
            fields.number("pue", Rules.PUE),
            fields.number("grid_kg_per_kwh", Rules.GRID),
            fields.number("usd_per_kwh", Rules.PRICE),
            fields.choice("workload_type", List.of(WorkloadType.values()), WorkloadType::code),
            StatedFields.read(fields, SpecField.ESTIMATING),
            AtSite.NONE,
            Optional.empty());
    request.checkParameters(fields);
    validator.check(request, fields.prefix(), fields.faults());
    if (request.region != null) {
      names.regions().check(request.region, fields.prefix() + "region", fields.faults());
    }
    return request.at(
        AtSite.of(
            request.fields.text(SpecField.SITE),
            request.region,
            names,
            fields.prefix() + SpecField.SITE.code(),
            fields.faults()));
  }

  private EstimateRequest at(AtSite where) {
    return with(where, ofTokens);
  }

  private EstimateRequest derived(TokenWork.Outcome outcome) {
    return with(site, Optional.of(outcome));
  }

  private EstimateRequest with(AtSite where, Optional<TokenWork.Outcome> outcome) {
    return new EstimateRequest(
        modelSizeGb,
        numGpus,
        gpuType,
        durationHours,
        utilizationPct,
        method,
        region,
        pue,
        gridKgPerKwh,
        usdPerKwh,
        workloadType,
        fields,
        where,
        outcome);
  }

  /**
   * Takes the fields of work that is to be planned: its accelerators may be left out, and its hours
   * follow from them.
   */
  static EstimateRequest readToBePlanned(
      FieldReader fields, RequestValidator validator, KnownNames names) {
    EstimateRequest request = readWithoutHours(fields, validator, names);
    if (fields.isGiven(HOURS)) {
      fields.faults().add(fields.prefix() + HOURS, "follow from what runs; leave them out");
    }
    return request;
  }

  /** Returns the work that is to be planned; what is wrong with it is a fault. */
  Optional<com.aluminatiai.estimation.work.Work> planned(FieldReader fields) {
    try {
      return Optional.of(tokens().plannable());
    } catch (TokenWorkException impossible) {
      fields.faults().add(fields.prefix() + impossible.field(), impossible.getMessage());
      return Optional.empty();
    }
  }

  /** Returns what the caller said of work that is to be planned, on any accelerator. */
  WorkloadSpec toPlannedCommand() {
    EstimateRequest any =
        new EstimateRequest(
            modelSizeGb,
            1L,
            gpuType == null ? ANY_GPU : gpuType,
            JobClock.LEAST_HOURS,
            utilizationPct,
            method,
            region,
            pue,
            gridKgPerKwh,
            usdPerKwh,
            workloadType,
            fields,
            site,
            Optional.empty());
    return any.toCommand();
  }

  /** Reports every field that is no estimating one. */
  public static void refuseOthers(FieldReader fields) {
    fields.refuse(LABELS, "does not enter an estimate; leave it out");
    fields.refuseOthers();
  }

  /** Returns what the caller said of the workload, without labels and agent. */
  public WorkloadSpec toCommand() {
    double hours = durationHours == null ? JobClock.LEAST_HOURS : durationHours;
    return site.in(filled(toCommand(hours, false, Labels.NONE).with(fields)));
  }

  WorkloadSpec toCommand(double hours, boolean useSmartAgent, Labels labels) {
    WorkloadSpec spec =
        ofModel(modelSizeGb == null ? 1 : modelSizeGb, hours, useSmartAgent, labels);
    return modelSizeGb == null ? spec.withoutModelSize() : spec;
  }

  /** Fills in what follows from tokens, or from the model. */
  WorkloadSpec filled(WorkloadSpec spec) {
    OptionalDouble sizeGb = TokenWork.modelSizeGb(spec.work());
    WorkloadSpec sized = sizeGb.isPresent() ? spec.withModelSize(sizeGb.getAsDouble()) : spec;
    return ofTokens.map(sized::derived).orElse(sized);
  }

  private WorkloadSpec ofModel(double sizeGb, double hours, boolean useSmartAgent, Labels labels) {
    return new WorkloadSpec(
        sizeGb,
        numGpus == null ? ofTokens.orElseThrow().numGpus() : numGpus.intValue(),
        gpuType == null ? ofTokens.orElseThrow().gpuType() : gpuType,
        hours,
        optional(utilizationPct),
        useSmartAgent,
        Optional.ofNullable(method),
        Optional.ofNullable(workloadType),
        new StatedSite(
            Optional.ofNullable(region),
            optional(pue),
            optional(gridKgPerKwh),
            optional(usdPerKwh)),
        labels);
  }

  private static OptionalDouble optional(Double number) {
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
