package com.aluminatiai.workload;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Derived;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.estimation.work.LanguageModel;
import com.aluminatiai.estimation.work.LanguageModels;
import com.aluminatiai.estimation.work.MemoryNeed;
import com.aluminatiai.estimation.work.ServingEstimate;
import com.aluminatiai.estimation.work.ServingModel;
import com.aluminatiai.estimation.work.ServingWork;
import com.aluminatiai.estimation.work.TrainingHours;
import com.aluminatiai.estimation.work.TrainingWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Work that says tokens in place of hours, and what follows from them. Immutable and thread-safe.
 *
 * @param work the model, the tokens and what else was stated of the work
 * @param type the kind of work; empty if not stated
 * @param gpuType the accelerator as it was written; empty where a hosted service has it
 * @param numGpus how many; empty where a hosted service has them
 * @param gpuFraction the stated share of each
 */
public record TokenWork(
    Work work,
    Optional<WorkloadType> type,
    Optional<String> gpuType,
    OptionalInt numGpus,
    OptionalDouble gpuFraction) {
  private static final double BITS_PER_BYTE = 8;

  /** What stays inferred when hours are derived once more from what was inferred before. */
  private static final List<String> KEPT = List.of("workload_type", "gpu_type", "num_gpus");

  /**
   * What follows.
   *
   * @param type the kind of work, stated or as the tokens say
   * @param gpuType the accelerator, stated or assumed
   * @param numGpus how many, stated or assumed
   * @param modelSizeGb size of the weights in GB
   * @param usage the accelerators with derived hours and watts, and their bands
   * @param derived the same for people
   */
  public record Outcome(
      WorkloadType type,
      String gpuType,
      int numGpus,
      double modelSizeGb,
      Usage usage,
      Derived derived) {}

  /**
   * Returns what a specification says of tokens whose hours were derived.
   *
   * @param spec the specification
   * @return the work
   */
  static TokenWork of(WorkloadSpec spec) {
    return new TokenWork(
        spec.work(),
        spec.workloadType(),
        Optional.of(spec.gpuType()),
        OptionalInt.of(spec.numGpus()),
        spec.hardware().gpuFraction());
  }

  /**
   * Tells whether tokens are stated of which hours can be derived.
   *
   * @return true if they are
   */
  public boolean hasTokens() {
    return work.tokens().training().isPresent() || work.tokens().output().isPresent();
  }

  /**
   * Tells whether the accelerators may be left out: those of a hosted service are assumed.
   *
   * @return true for tokens that came out
   */
  public boolean isServing() {
    boolean isOutput = work.tokens().output().isPresent();
    return isOutput
        && (type.isEmpty()
            ? work.tokens().training().isEmpty()
            : type.equals(Optional.of(WorkloadType.INFERENCE)));
  }

  /**
   * Derives hours, and what else nobody stated.
   *
   * @return what follows
   * @throws TokenWorkException if nothing can be derived
   */
  public Outcome outcome() throws TokenWorkException {
    return isServing() ? serving() : training();
  }

  private Outcome training() throws TokenWorkException {
    requireTraining();
    LanguageModel model = model();
    Usage bare = bare();
    boolean isLora = work.lora().orElse(false);
    TrainingWork training = trained(model);
    Optional<String> obstacle = training.obstacle(bare.accelerator());
    if (obstacle.isPresent()) {
      throw new TokenWorkException(
          "gpu_type", "has no hours from tokens: " + obstacle.get() + "; state duration_hours");
    }
    TrainingHours hours = hours(training, bare);
    WorkloadType kind = type.orElse(isLora ? WorkloadType.FINE_TUNING : WorkloadType.TRAINING);
    List<String> inferred = inferred();
    if (work.mfu().isEmpty()) {
      inferred.add("mfu");
    }
    return outcome(
        kind,
        model,
        bare.withHoursBand(hours.hours()),
        Optional.of(hours.mfu()),
        Optional.empty(),
        inferred);
  }

  private void requireTraining() throws TokenWorkException {
    boolean isOfTraining =
        type.isEmpty()
            || type.get() == WorkloadType.TRAINING
            || type.get() == WorkloadType.FINE_TUNING;
    if (!isOfTraining) {
      throw wrongKind();
    }
    if (work.tokens().training().isEmpty() || isAmbiguous()) {
      throw isAmbiguous()
          ? new TokenWorkException(
              "workload_type", "is required where training_tokens and output_tokens are stated")
          : new TokenWorkException(
              "output_tokens", "are those of workload_type inference; state training_tokens");
    }
  }

  private TrainingWork trained(LanguageModel model) {
    TrainingWork training = TrainingWork.of(model, work.tokens().training().orElseThrow());
    training = work.lora().orElse(false) ? training.withLora() : training;
    return work.mfu().isPresent() ? training.withMfu(work.mfu().getAsDouble()) : training;
  }

  /**
   * Returns the work as something to be planned, whatever runs it.
   *
   * @return the work
   * @throws TokenWorkException if there are no tokens of its kind, or the size of the model is not
   *     known
   */
  public com.aluminatiai.estimation.work.Work plannable() throws TokenWorkException {
    if (!hasTokens()) {
      throw new TokenWorkException(
          "training_tokens", "are required, or output_tokens for inference: a plan derives hours");
    }
    if (isServing()) {
      return served(model());
    }
    requireTraining();
    return trained(model());
  }

  private static TrainingHours hours(TrainingWork training, Usage bare) throws TokenWorkException {
    try {
      return training.hours(bare).orElseThrow();
    } catch (IllegalArgumentException tooLong) {
      throw new TokenWorkException("num_gpus", tooMany());
    }
  }

  private Outcome serving() throws TokenWorkException {
    LanguageModel model = model();
    ServingWork serving = served(model);
    ServingEstimate estimate = estimate(serving);
    List<String> inferred = inferred();
    estimate.inferred().stream().filter(name -> !inferred.contains(name)).forEach(inferred::add);
    Usage usage;
    try {
      usage = estimate.usage();
    } catch (IllegalArgumentException tooLong) {
      throw new TokenWorkException("num_gpus", tooMany());
    }
    return outcome(
        WorkloadType.INFERENCE,
        model,
        usage,
        Optional.empty(),
        Optional.of(estimate.joulesPerOutputToken()),
        inferred);
  }

  private ServingWork served(LanguageModel model) {
    ServingWork serving = ServingWork.of(model, work.tokens().output().orElseThrow());
    if (work.tokens().input().isPresent()) {
      serving = serving.withInputTokens(work.tokens().input().getAsLong());
    }
    if (work.tokens().requests().isPresent()) {
      serving = serving.withRequests(work.tokens().requests().getAsLong());
    }
    if (work.concurrency().isPresent()) {
      serving = serving.withConcurrency(work.concurrency().getAsLong());
    }
    if (work.tokensPerSecond().isPresent()) {
      serving = serving.withTokensPerSecond(work.tokensPerSecond().getAsDouble());
    }
    if (work.model().bits().isPresent()) {
      serving = serving.withBits(Math.max(1, work.model().bits().getAsDouble()));
    }
    return serving;
  }

  /** On the accelerators that were stated, else on those that a hosted service would have. */
  private ServingEstimate estimate(ServingWork serving) throws TokenWorkException {
    ServingModel model = ServingModel.standard();
    if (gpuType.isEmpty() && numGpus.isEmpty()) {
      return model.estimate(serving);
    }
    if (gpuType.isEmpty()) {
      throw new TokenWorkException("gpu_type", "is required where num_gpus is stated");
    }
    Accelerator accelerator = bare().accelerator();
    return model.estimate(
        serving, accelerator, numGpus.orElseGet(() -> leastCount(serving, accelerator)));
  }

  /** As many as hold the model and a request. */
  private int leastCount(ServingWork serving, Accelerator accelerator) {
    double atOnce = serving.concurrency().orElse(1);
    MemoryNeed need = MemoryNeed.ofServing(serving.model(), atOnce, OptionalDouble.empty());
    return accelerator.memoryGb().isPresent()
        ? need.leastCount(accelerator.memoryGb().getAsDouble()).orElse(1)
        : 1;
  }

  private Outcome outcome(
      WorkloadType kind,
      LanguageModel model,
      Usage usage,
      Optional<Range> mfu,
      Optional<Range> joules,
      List<String> inferred) {
    Accelerator accelerator = usage.accelerator();
    String name = gpuType.orElse(accelerator.name());
    double sizeGb = model.parametersBillions().best() * model.bits() / BITS_PER_BYTE;
    Derived derived =
        new Derived(
            Optional.of(model.name()).filter(text -> !model.id().isEmpty()),
            model.parametersBillions().best(),
            model.activeParametersBillions().best(),
            usage.hoursBand(),
            mfu,
            joules,
            name,
            usage.acceleratorCount(),
            inferred);
    return new Outcome(kind, name, usage.acceleratorCount(), sizeGb, usage, derived);
  }

  /** The accelerators without hours. */
  private Usage bare() throws TokenWorkException {
    if (gpuType.isEmpty()) {
      throw new TokenWorkException("gpu_type", "is required and must not be blank");
    }
    int count = numGpus.orElse(1);
    var match = Estimator.standard().accelerators().find(gpuType.get());
    Usage usage =
        Usage.of(match.found().orElseGet(() -> Accelerator.unknown(gpuType.get())), count, 0);
    usage = match.slice().map(usage::withSlice).orElse(usage);
    return gpuFraction.isPresent()
        ? usage.withAcceleratorFraction(gpuFraction.getAsDouble())
        : usage;
  }

  /**
   * Returns the size of the weights, where what was stated of the model says it.
   *
   * @param work what was stated
   * @return GB; empty where neither parameters nor a known name are stated
   */
  public static OptionalDouble modelSizeGb(Work work) {
    TokenWork said =
        new TokenWork(
            work, Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalDouble.empty());
    try {
      LanguageModel model = said.model();
      double gb = model.parametersBillions().best() * model.bits() / BITS_PER_BYTE;
      return OptionalDouble.of(Math.min(gb, WorkloadSpec.MOST));
    } catch (TokenWorkException unknown) {
      return OptionalDouble.empty();
    }
  }

  /** A stated size beats that of a name. */
  private LanguageModel model() throws TokenWorkException {
    Work.Model said = work.model();
    Optional<LanguageModel> named = said.name().flatMap(LanguageModels.standard()::find);
    LanguageModel model;
    if (said.parametersBillions().isPresent()) {
      model =
          LanguageModel.ofSize(
              said.parametersBillions().getAsDouble(), said.activeParametersBillions());
    } else if (named.isPresent()) {
      model = named.get();
    } else {
      throw unknownModel();
    }
    return said.bits().isPresent() ? model.withBits(Math.max(1, said.bits().getAsDouble())) : model;
  }

  private TokenWorkException unknownModel() {
    Optional<String> name = work.model().name();
    if (name.isEmpty()) {
      return new TokenWorkException(
          "parameters_b",
          "is required, or a model of GET /api/models: hours from tokens need the model's size");
    }
    String near =
        LanguageModels.standard().suggestions(name.get()).stream()
            .map(LanguageModel::name)
            .collect(Collectors.joining(", "));
    return new TokenWorkException(
        "model",
        "is not known, so that hours from tokens need parameters_b"
            + (near.isEmpty()
                ? "; GET /api/models lists the names"
                : "; did you mean " + near + "?"));
  }

  private boolean isAmbiguous() {
    return type.isEmpty() && work.tokens().output().isPresent();
  }

  private TokenWorkException wrongKind() {
    boolean isServed = type.equals(Optional.of(WorkloadType.INFERENCE));
    return work.tokens().training().isPresent()
        ? new TokenWorkException(
            "training_tokens",
            "are those of workload_type training or fine_tuning"
                + (isServed ? "; state output_tokens for inference" : "; state duration_hours"))
        : new TokenWorkException(
            "output_tokens", "are those of workload_type inference; state duration_hours");
  }

  /** What nobody stated, whatever the kind of work. */
  private List<String> inferred() {
    List<String> names = new ArrayList<>(List.of("duration_hours"));
    KEPT.stream().filter(work.inferred()::contains).forEach(names::add);
    if (work.model().parametersBillions().isEmpty()) {
      names.add("parameters_b");
      names.add("active_parameters_b");
    }
    if (type.isEmpty() && !names.contains("workload_type")) {
      names.add("workload_type");
    }
    if (gpuType.isPresent() && numGpus.isEmpty() && !names.contains("num_gpus")) {
      names.add("num_gpus");
    }
    return names;
  }

  private static String tooMany() {
    return String.format(
        Locale.ROOT,
        "must be larger: the tokens would take more than %,d hours",
        WorkloadSpec.MOST);
  }
}
