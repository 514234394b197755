package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.input.DataRow;
import com.aluminatiai.estimation.input.Require;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A language model: how many parameters it has, and how many of them work on a token.
 *
 * <p>{@link LanguageModels} has those that are known by name; {@link #ofSize} makes any other. It
 * grows by accessors. Immutable and thread-safe.
 */
public final class LanguageModel {
  /** The id of a model of which the size alone is known. */
  public static final String UNNAMED = "";

  /** Most parameters, in billions, that a model may have: a thousand times the largest today. */
  public static final double MOST_BILLIONS = 1_000_000;

  private static final double BITS_OF_BF16 = 16;
  private static final String ESTIMATED = "estimated";

  private final Names names;
  private final Range parametersBillions;
  private final Range activeParametersBillions;
  private final double bits;
  private final String source;
  private final boolean isEstimate;

  private record Names(String id, String name, String vendor, List<String> aliases) {}

  private LanguageModel(
      Names names,
      Range parametersBillions,
      Range activeParametersBillions,
      double bits,
      String source,
      boolean isEstimate) {
    this.names = names;
    this.parametersBillions = parametersBillions;
    this.activeParametersBillions = activeParametersBillions;
    this.bits = bits;
    this.source = source;
    this.isEstimate = isEstimate;
  }

  static LanguageModel of(DataRow row) {
    return new LanguageModel(
        new Names(
            row.required("id"), row.required("name"), row.required("vendor"), row.list("aliases")),
        new Range(row.number("low_b"), row.number("parameters_b"), row.number("high_b")),
        new Range(row.number("active_low_b"), row.number("active_b"), row.number("active_high_b")),
        row.number("bits"),
        row.required("source"),
        row.required("certainty").equals(ESTIMATED));
  }

  /**
   * Returns a model of which nothing but the size is known; its parameters have 16 bits.
   *
   * @param parametersBillions all parameters in billions, more than 0, at most 1,000,000
   * @param activeParametersBillions those that work on a token, of a mixture of experts; empty for
   *     a dense model, all of whose do
   * @return the model
   * @throws IllegalArgumentException if a size is out of its range or not a number, or more
   *     parameters would be active than there are
   */
  public static LanguageModel ofSize(
      double parametersBillions, OptionalDouble activeParametersBillions) {
    Require.moreThanZero("parametersBillions", parametersBillions, MOST_BILLIONS);
    double active = activeParametersBillions.orElse(parametersBillions);
    Require.moreThanZero("activeParametersBillions", active, parametersBillions);
    String name = shown(parametersBillions) + "B parameters";
    return new LanguageModel(
        new Names(
            UNNAMED,
            active == parametersBillions ? name : name + ", " + shown(active) + "B active",
            "",
            List.of()),
        Range.exactly(parametersBillions),
        Range.exactly(active),
        BITS_OF_BF16,
        "stated by the caller",
        false);
  }

  /**
   * Returns this model in another precision: quantised to 4 bits for instance.
   *
   * @param bits bits of one parameter, 1 to 64
   * @return a copy
   * @throws IllegalArgumentException if it is out of its range or not a number
   */
  public LanguageModel withBits(double bits) {
    Require.within("bits", bits, 1, 64);
    return new LanguageModel(
        names, parametersBillions, activeParametersBillions, bits, source, isEstimate);
  }

  /** {@return the id in the catalogue, {@code llama-3.1-70b} for instance; else empty} */
  public String id() {
    return names.id;
  }

  /** {@return the name to show} */
  public String name() {
    return names.name;
  }

  /** {@return who made it; empty for a model by size} */
  public String vendor() {
    return names.vendor;
  }

  /** {@return other names that it is found by, as APIs and hubs print them} */
  public List<String> aliases() {
    return names.aliases;
  }

  /** {@return all parameters in billions; one point where they are published or stated} */
  public Range parametersBillions() {
    return parametersBillions;
  }

  /** {@return the parameters in billions that work on a token: all of a dense model's} */
  public Range activeParametersBillions() {
    return activeParametersBillions;
  }

  /** {@return bits of one parameter: as it is published or served, unless set} */
  public double bits() {
    return bits;
  }

  /** {@return where its size is from} */
  public String source() {
    return source;
  }

  /** {@return whether its size is somebody's estimate and no fact: {@link #source} says whose} */
  public boolean isEstimate() {
    return isEstimate;
  }

  /** {@return whether part of it rests on each token: a mixture of experts} */
  public boolean isMixture() {
    return activeParametersBillions.best() < parametersBillions.best();
  }

  private static String shown(double billions) {
    return billions == Math.rint(billions)
        ? String.format(Locale.ROOT, "%.0f", billions)
        : Double.toString(billions);
  }

  private List<Object> parts() {
    return List.of(names, parametersBillions, activeParametersBillions, bits, source, isEstimate);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LanguageModel model && parts().equals(model.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return names.name
        + ": "
        + parametersBillions
        + "B parameters"
        + (isMixture() ? ", " + activeParametersBillions + "B active" : "")
        + (isEstimate ? ", estimated" : "");
  }
}
