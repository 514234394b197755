package com.aluminatiai.estimation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * An accelerator: a GPU, TPU or similar device, one row of the catalogue.
 *
 * @param id the catalogue's id, {@code NVIDIA_H100_SXM} for instance; upper case, digits and
 *     underscores
 * @param name the name that people read, {@code NVIDIA H100 SXM} for instance
 * @param vendor the vendor
 * @param architecture the vendor's architecture name; empty if not known
 * @param tdpWatts board power in watts, more than 0: what the calibrated model starts from
 * @param fallbackWatts watts that the simple formula uses; equal to {@code tdpWatts} except where
 *     the formula's own table says otherwise
 * @param rating the rating's band, the other ratings of the board, and how they are known
 * @param memoryGb device memory in GB as the vendor prints it
 * @param memoryGbPerSecond memory bandwidth in GB/s
 * @param idleWatts watts at 0 % utilization with a context open
 * @param formFactor how it is built into its host
 * @param releaseYear year of release
 * @param availability whether it can be had
 * @param bf16Tflops peak dense BF16 or FP16 throughput in TFLOP/s
 * @param boardId the id of the board of which this is one die, where tools count dies
 * @param aliases the names under which it is found, besides id and name
 * @param notes remarks, where sources disagree for instance; may be empty
 * @param source where the figures are from
 */
public record Accelerator(
    String id,
    String name,
    String vendor,
    String architecture,
    double tdpWatts,
    double fallbackWatts,
    Rating rating,
    OptionalDouble memoryGb,
    OptionalDouble memoryGbPerSecond,
    OptionalDouble idleWatts,
    FormFactor formFactor,
    OptionalInt releaseYear,
    Availability availability,
    OptionalDouble bf16Tflops,
    Optional<String> boardId,
    List<String> aliases,
    String notes,
    String source) {

  /** Watts that the simple formula assumes for a device that the catalogue does not know: 500. */
  public static final double UNKNOWN_WATTS = 500;

  /** The id of an accelerator that the catalogue does not know. */
  public static final String UNKNOWN_ID = "UNKNOWN";

  private static final double MOST_WATTS = 1e6;
  private static final double MOST_MEMORY_GB = 1e6;
  private static final double MOST_GB_PER_S = 1e9;
  private static final double MOST_TFLOPS = 1e9;

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if watts, memory, bandwidth or throughput are not more than 0
   *     and finite, if the rating's band does not hold {@code tdpWatts}, if idle watts are
   *     negative, or if the id is blank
   * @throws NullPointerException if a component is null
   */
  public Accelerator {
    if (id.isBlank()) {
      throw new IllegalArgumentException("id must not be blank: \"" + id + "\"");
    }
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(vendor, "vendor");
    Objects.requireNonNull(architecture, "architecture");
    Objects.requireNonNull(formFactor, "formFactor");
    Objects.requireNonNull(releaseYear, "releaseYear");
    Objects.requireNonNull(availability, "availability");
    Objects.requireNonNull(boardId, "boardId");
    Objects.requireNonNull(notes, "notes");
    Objects.requireNonNull(source, "source");
    Require.moreThanZero("tdpWatts", tdpWatts, MOST_WATTS);
    Require.moreThanZero("fallbackWatts", fallbackWatts, MOST_WATTS);
    if (rating.lowWatts() > tdpWatts || rating.highWatts() < tdpWatts) {
      throw new IllegalArgumentException(
          "rating must hold tdpWatts, "
              + tdpWatts
              + ": "
              + rating.lowWatts()
              + " to "
              + rating.highWatts());
    }
    memoryGbPerSecond.ifPresent(gb -> Require.moreThanZero("memoryGbPerSecond", gb, MOST_GB_PER_S));
    memoryGb.ifPresent(gb -> Require.moreThanZero("memoryGb", gb, MOST_MEMORY_GB));
    idleWatts.ifPresent(watts -> Require.within("idleWatts", watts, 0, MOST_WATTS));
    bf16Tflops.ifPresent(tflops -> Require.moreThanZero("bf16Tflops", tflops, MOST_TFLOPS));
    aliases = List.copyOf(aliases);
  }

  /**
   * Returns a stand-in of {@value #UNKNOWN_WATTS} W for a device that the catalogue does not know.
   *
   * @param name the name as the caller wrote it
   * @return an accelerator with the id {@value #UNKNOWN_ID}
   */
  public static Accelerator unknown(String name) {
    return new Accelerator(
        UNKNOWN_ID,
        name,
        "",
        "",
        UNKNOWN_WATTS,
        UNKNOWN_WATTS,
        Rating.published(UNKNOWN_WATTS),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        FormFactor.UNKNOWN,
        OptionalInt.empty(),
        Availability.SOLD,
        OptionalDouble.empty(),
        Optional.empty(),
        List.of(),
        "not in the catalogue",
        "the product's default of 500 W");
  }

  /** The same device with another band of its rating. */
  Accelerator rated(Rating other) {
    return new Accelerator(
        id,
        name,
        vendor,
        architecture,
        tdpWatts,
        fallbackWatts,
        other,
        memoryGb,
        memoryGbPerSecond,
        idleWatts,
        formFactor,
        releaseYear,
        availability,
        bf16Tflops,
        boardId,
        aliases,
        notes,
        source);
  }

  /**
   * Returns whether this is a row of the catalogue and no stand-in.
   *
   * @return false for what {@link #unknown} made
   */
  public boolean isKnown() {
    return !id.equals(UNKNOWN_ID);
  }
}
