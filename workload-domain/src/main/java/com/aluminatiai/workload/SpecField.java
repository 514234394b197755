package com.aluminatiai.workload;

import com.aluminatiai.workload.FieldForm.Decimal;
import com.aluminatiai.workload.FieldForm.Flag;
import com.aluminatiai.workload.FieldForm.Text;
import com.aluminatiai.workload.FieldForm.Time;
import com.aluminatiai.workload.FieldForm.Whole;
import com.aluminatiai.workload.FieldForm.Word;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * The optional fields that every way in and out treats alike: requests, answers, files, columns.
 * They are named here, once. {@link WorkloadSpec#with} is the way from fields to a specification,
 * {@link #of} the way back.
 */
public enum SpecField {
  /** The share of each accelerator that the work had. */
  GPU_FRACTION(moreThan0(1, ""), spec -> box(spec.hardware().gpuFraction())),
  /** Measured mean power of one whole accelerator. */
  GPU_WATTS(decimal(0, 100_000, "watts"), spec -> box(spec.hardware().gpuWatts())),
  /** The power limit that was set. */
  POWER_LIMIT_WATTS(decimal(1, 100_000, "watts"), spec -> box(spec.hardware().powerLimitWatts())),
  /** Accelerators that share one machine. */
  GPUS_PER_NODE(new Whole(1, 1_024), spec -> box(spec.hardware().gpusPerNode())),
  /** Power of the rest of a machine for each of its accelerators. */
  HOST_WATTS_PER_GPU(decimal(0, 100_000, "watts"), spec -> box(spec.hardware().hostWattsPerGpu())),
  /** Rent of one accelerator. */
  USD_PER_GPU_HOUR(
      decimal(0, 10_000, "USD per hour"), spec -> box(spec.details().terms().usdPerGpuHour())),
  /** The model's name. */
  MODEL(new Text(200), spec -> spec.work().model().name()),
  /** Whose hardware it is. */
  HOSTING(words(Hosting.values(), Hosting::code), spec -> hosting(spec).map(Hosting::code)),
  /** How often the job promises to report. */
  HEARTBEAT_SECONDS(new Whole(10, 86_400), spec -> box(spec.labels().heartbeatSeconds())),
  /** The name of a site of one's own. */
  SITE(new Text(100), spec -> spec.site().name()),
  /** Carbon intensity by the contract for electricity. */
  MARKET_KG_PER_KWH(
      decimal(0, 5, "kg per kWh"), spec -> box(spec.details().terms().marketKgPerKwh())),
  /** Tokens that were trained on. */
  TRAINING_TOKENS(new Whole(1, Most.COUNT), spec -> box(spec.work().tokens().training())),
  /** Tokens that came out. */
  OUTPUT_TOKENS(new Whole(1, Most.COUNT), spec -> box(spec.work().tokens().output())),
  /** Tokens that went in. */
  INPUT_TOKENS(new Whole(0, Most.COUNT), spec -> box(spec.work().tokens().input())),
  /** Requests that were answered. */
  REQUESTS(new Whole(1, Most.COUNT), spec -> box(spec.work().tokens().requests())),
  /** Parameters of the model in billions. */
  PARAMETERS_B(
      moreThan0(1_000_000, "billions"), spec -> box(spec.work().model().parametersBillions())),
  /** Parameters that each token uses, in billions. */
  ACTIVE_PARAMETERS_B(
      moreThan0(1_000_000, "billions"),
      spec -> box(spec.work().model().activeParametersBillions())),
  /** Model FLOPs utilization. */
  MFU(moreThan0(1, ""), spec -> box(spec.work().mfu())),
  /** Whether only adapters were trained. */
  LORA(new Flag(), spec -> spec.work().lora()),
  /** Requests at a time. */
  CONCURRENCY(new Whole(1, 1_000_000), spec -> box(spec.work().concurrency())),
  /** Tokens a second that came out. */
  TOKENS_PER_SECOND(moreThan0(1e9, ""), spec -> box(spec.work().tokensPerSecond())),
  /** Bits of a weight. */
  BITS(moreThan0(64, ""), spec -> box(spec.work().model().bits())),
  /** When the work ended. */
  ENDED_AT(new Time(), spec -> spec.labels().endedAt()),
  /** Measured energy. */
  MEASURED_KWH(decimal(0, 1e12, "kWh"), spec -> spec.measurement().map(Measurement::kwh)),
  /** What the measurement covers. */
  MEASURED_BOUNDARY(
      words(Measurement.Boundary.values(), Measurement.Boundary::code),
      spec -> spec.measurement().map(measured -> measured.boundary().code()));

  /** Those that enter an estimate. */
  public static final Set<SpecField> ESTIMATING =
      Collections.unmodifiableSet(
          EnumSet.of(
              GPU_FRACTION,
              GPU_WATTS,
              POWER_LIMIT_WATTS,
              GPUS_PER_NODE,
              HOST_WATTS_PER_GPU,
              USD_PER_GPU_HOUR,
              HOSTING,
              SITE,
              MODEL,
              TRAINING_TOKENS,
              OUTPUT_TOKENS,
              INPUT_TOKENS,
              REQUESTS,
              PARAMETERS_B,
              ACTIVE_PARAMETERS_B,
              MFU,
              LORA,
              CONCURRENCY,
              TOKENS_PER_SECOND,
              BITS));

  /** Those that only describe. */
  public static final Set<SpecField> DESCRIBING =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.copyOf(ESTIMATING)));

  /** Bounds that several share: constants of the enum itself come too late for it. */
  private static final class Most {
    static final long COUNT = 1_000_000_000_000_000L;
  }

  private final String code = name().toLowerCase(Locale.ROOT);
  private final FieldForm form;
  private final String rule;
  private final Function<WorkloadSpec, Optional<?>> content;

  SpecField(FieldForm form, Function<WorkloadSpec, Optional<?>> content) {
    this.form = form;
    this.rule = form.rule();
    this.content = content;
  }

  /**
   * Returns the name as it is written in JSON, in files and in SQL.
   *
   * @return the name in lower case
   */
  public String code() {
    return code;
  }

  /**
   * Returns what the field holds.
   *
   * @return its form
   */
  public FieldForm form() {
    return form;
  }

  /**
   * Says what the field must be, without its name in front: {@link FieldForm#rule}, put into words
   * once, because each request is read beside it.
   *
   * @return the rule
   */
  public String rule() {
    return rule;
  }

  /**
   * Returns what a specification says in this field.
   *
   * @param spec the specification
   * @return a value as {@link SpecValues#of} has it; empty if it is not stated
   */
  public Optional<?> of(WorkloadSpec spec) {
    return content.apply(spec);
  }

  void require(OptionalDouble number) {
    number.ifPresent(this::require);
  }

  void require(double number) {
    if (!((Decimal) form).takes(number)) {
      throw refused(number);
    }
  }

  void require(OptionalLong number) {
    number.ifPresent(this::require);
  }

  void require(long number) {
    if (!((Whole) form).takes(number)) {
      throw refused(number);
    }
  }

  void require(String text) {
    Require.label(code, text, ((Text) form).mostCharacters());
  }

  private IllegalArgumentException refused(Object actual) {
    return new IllegalArgumentException(code + " " + rule + ": " + actual);
  }

  private static Decimal decimal(double least, double most, String unit) {
    return new Decimal(least, false, most, unit);
  }

  private static Decimal moreThan0(double most, String unit) {
    return new Decimal(0, true, most, unit);
  }

  private static <W> Word words(W[] words, Function<W, String> code) {
    return new Word(Arrays.stream(words).map(code).toList());
  }

  private static Optional<Hosting> hosting(WorkloadSpec spec) {
    return spec.details().terms().hosting();
  }

  private static Optional<Double> box(OptionalDouble number) {
    return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
  }

  private static Optional<Long> box(OptionalLong number) {
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }

  private static Optional<Long> box(OptionalInt number) {
    return number.isPresent() ? Optional.of((long) number.getAsInt()) : Optional.empty();
  }

  /**
   * Names several fields.
   *
   * @param fields the fields
   * @return their codes
   */
  public static List<String> codes(Set<SpecField> fields) {
    return fields.stream().map(SpecField::code).toList();
  }
}
