package com.aluminatiai.estimation;

import com.aluminatiai.estimation.input.Require;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * An accelerator: a GPU, TPU or similar device, one row of the catalogue.
 *
 * <p>The catalogue has many; one of your own is made by {@link #builder}. It grows by accessors and
 * by methods of its builder. Immutable and thread-safe.
 */
public final class Accelerator {
  /** Watts that the simple formula assumes for a device that the catalogue does not know: 500. */
  public static final double UNKNOWN_WATTS = 500;

  /** The id of an accelerator that the catalogue does not know. */
  public static final String UNKNOWN_ID = "UNKNOWN";

  private static final double MOST_WATTS = 1e6;

  private static final double MOST_MEMORY_GB = 1e6;

  private static final double MOST_GB_PER_S = 1e9;

  private static final double MOST_TFLOPS = 1e9;

  private final String id;
  private final String name;
  private final String vendor;
  private final String architecture;
  private final double tdpWatts;
  private final double fallbackWatts;
  private final Rating rating;
  private final OptionalDouble memoryGb;
  private final OptionalDouble memoryGbPerSecond;
  private final OptionalDouble idleWatts;
  private final FormFactor formFactor;
  private final OptionalInt releaseYear;
  private final Availability availability;
  private final OptionalDouble bf16Tflops;
  private final Optional<String> boardId;
  private final List<String> aliases;
  private final String notes;
  private final String source;
  private final List<RentalPrice> rentalPrices;
  private final boolean ofALaptop;

  Accelerator(
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
      String source,
      List<RentalPrice> rentalPrices) {
    if (id.isBlank()) {
      throw new IllegalArgumentException("id must not be blank: \"" + id + "\"");
    }
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
    this.id = id;
    this.name = Objects.requireNonNull(name, "name");
    this.vendor = Objects.requireNonNull(vendor, "vendor");
    this.architecture = Objects.requireNonNull(architecture, "architecture");
    this.tdpWatts = tdpWatts;
    this.fallbackWatts = fallbackWatts;
    this.rating = rating;
    this.memoryGb = memoryGb;
    this.memoryGbPerSecond = memoryGbPerSecond;
    this.idleWatts = idleWatts;
    this.formFactor = Objects.requireNonNull(formFactor, "formFactor");
    this.releaseYear = Objects.requireNonNull(releaseYear, "releaseYear");
    this.availability = Objects.requireNonNull(availability, "availability");
    this.bf16Tflops = bf16Tflops;
    this.boardId = Objects.requireNonNull(boardId, "boardId");
    this.aliases = List.copyOf(aliases);
    this.notes = Objects.requireNonNull(notes, "notes");
    this.source = Objects.requireNonNull(source, "source");
    this.rentalPrices = List.copyOf(rentalPrices);
    this.ofALaptop = name.toLowerCase(Locale.ROOT).contains("laptop");
  }

  /** Whether its host is a laptop, which its name says. */
  boolean isOfALaptop() {
    return ofALaptop;
  }

  /**
   * Begins an accelerator of your own. What is not set is not known: the name is the id, both watts
   * are the rating, and the form factor is {@link FormFactor#UNKNOWN}.
   *
   * @param id its id: upper case, digits and underscores; not blank
   * @param tdpWatts board power in watts, more than 0
   * @return a builder
   * @throws IllegalArgumentException if the watts are not more than 0 and finite
   */
  public static Builder builder(String id, double tdpWatts) {
    Require.moreThanZero("tdpWatts", tdpWatts, MOST_WATTS);
    return new Builder(Objects.requireNonNull(id, "id"), tdpWatts);
  }

  /**
   * {@return the catalogue's id, {@code NVIDIA_H100_SXM} for instance; upper case, digits and
   * underscores}
   */
  public String id() {
    return id;
  }

  /** {@return the name that people read, {@code NVIDIA H100 SXM} for instance} */
  public String name() {
    return name;
  }

  /** {@return the vendor} */
  public String vendor() {
    return vendor;
  }

  /** {@return the vendor's architecture name; empty if not known} */
  public String architecture() {
    return architecture;
  }

  /** {@return board power in watts, more than 0: what the calibrated model starts from} */
  public double tdpWatts() {
    return tdpWatts;
  }

  /**
   * {@return watts that the simple formula uses; equal to {@code tdpWatts} except where the
   * formula's own table says otherwise}
   */
  public double fallbackWatts() {
    return fallbackWatts;
  }

  /** {@return the rating's band, the other ratings of the board, and how they are known} */
  public Rating rating() {
    return rating;
  }

  /** {@return device memory in GB as the vendor prints it} */
  public OptionalDouble memoryGb() {
    return memoryGb;
  }

  /** {@return memory bandwidth in GB/s} */
  public OptionalDouble memoryGbPerSecond() {
    return memoryGbPerSecond;
  }

  /** {@return watts at 0 % utilization with a context open} */
  public OptionalDouble idleWatts() {
    return idleWatts;
  }

  /** {@return how it is built into its host} */
  public FormFactor formFactor() {
    return formFactor;
  }

  /** {@return year of release} */
  public OptionalInt releaseYear() {
    return releaseYear;
  }

  /** {@return whether it can be had} */
  public Availability availability() {
    return availability;
  }

  /** {@return peak dense BF16 or FP16 throughput in TFLOP/s} */
  public OptionalDouble bf16Tflops() {
    return bf16Tflops;
  }

  /** {@return the id of the board of which this is one die, where tools count dies} */
  public Optional<String> boardId() {
    return boardId;
  }

  /** {@return the names under which it is found, besides id and name} */
  public List<String> aliases() {
    return aliases;
  }

  /** {@return remarks, where sources disagree for instance; may be empty} */
  public String notes() {
    return notes;
  }

  /** {@return where the figures are from} */
  public String source() {
    return source;
  }

  /** {@return what it is rented for, each kind at most once; empty if no price is known} */
  public List<RentalPrice> rentalPrices() {
    return rentalPrices;
  }

  /**
   * Returns what it is rented for on given terms.
   *
   * @param kind on what terms
   * @return the price; empty if none is known
   */
  public Optional<RentalPrice> rentalPrice(RentalKind kind) {
    Objects.requireNonNull(kind, "kind");
    return rentalPrices.stream().filter(price -> price.kind() == kind).findFirst();
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
        "the product's default of 500 W",
        List.of());
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
        source,
        rentalPrices);
  }

  /**
   * Returns whether this is a row of the catalogue and no stand-in.
   *
   * @return false for what {@link #unknown} made
   */
  public boolean isKnown() {
    return !id.equals(UNKNOWN_ID);
  }

  /** All that it says, in a fixed order. */
  List<Object> parts() {
    return List.of(
        id,
        name,
        vendor,
        architecture,
        tdpWatts,
        fallbackWatts,
        rating,
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
        source,
        rentalPrices);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Accelerator accelerator
            && id.equals(accelerator.id)
            && parts().equals(accelerator.parts());
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return name + " (" + id + "), " + tdpWatts + " W";
  }

  /** What is known of an accelerator. Not thread-safe. */
  public static final class Builder {
    private final String id;
    private String name;
    private String vendor = "";
    private String architecture = "";
    private final double tdpWatts;
    private double fallbackWatts = Double.NaN;
    private Rating rating;
    private OptionalDouble memoryGb = OptionalDouble.empty();
    private OptionalDouble memoryGbPerSecond = OptionalDouble.empty();
    private OptionalDouble idleWatts = OptionalDouble.empty();
    private FormFactor formFactor = FormFactor.UNKNOWN;
    private OptionalInt releaseYear = OptionalInt.empty();
    private Availability availability = Availability.SOLD;
    private OptionalDouble bf16Tflops = OptionalDouble.empty();
    private Optional<String> boardId = Optional.empty();
    private List<String> aliases = List.of();
    private String notes = "";
    private String source = Assumed.STATED;
    private List<RentalPrice> rentalPrices = List.of();

    private Builder(String id, double tdpWatts) {
      this.id = id;
      this.tdpWatts = tdpWatts;
      this.name = id;
      this.fallbackWatts = tdpWatts;
      this.rating = Rating.published(tdpWatts);
    }

    /**
     * Sets the name that people read, {@code NVIDIA H100 SXM} for instance.
     *
     * @return this
     */
    public Builder name(String name) {
      this.name = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * Sets the vendor.
     *
     * @return this
     */
    public Builder vendor(String vendor) {
      this.vendor = Objects.requireNonNull(vendor, "vendor");
      return this;
    }

    /**
     * Sets the vendor's architecture name.
     *
     * @return this
     */
    public Builder architecture(String architecture) {
      this.architecture = Objects.requireNonNull(architecture, "architecture");
      return this;
    }

    /**
     * Sets watts that the simple formula uses; equal to {@code tdpWatts} except where the formula's
     * own table says otherwise.
     *
     * @return this
     */
    public Builder fallbackWatts(double fallbackWatts) {
      this.fallbackWatts = fallbackWatts;
      return this;
    }

    /**
     * Sets the rating's band, the other ratings of the board, and how they are known.
     *
     * @return this
     */
    public Builder rating(Rating rating) {
      this.rating = Objects.requireNonNull(rating, "rating");
      return this;
    }

    /**
     * Sets device memory in GB as the vendor prints it.
     *
     * @return this
     */
    public Builder memoryGb(double memoryGb) {
      this.memoryGb = OptionalDouble.of(memoryGb);
      return this;
    }

    /**
     * Sets memory bandwidth in GB/s.
     *
     * @return this
     */
    public Builder memoryGbPerSecond(double memoryGbPerSecond) {
      this.memoryGbPerSecond = OptionalDouble.of(memoryGbPerSecond);
      return this;
    }

    /**
     * Sets watts at 0 % utilization with a context open.
     *
     * @return this
     */
    public Builder idleWatts(double idleWatts) {
      this.idleWatts = OptionalDouble.of(idleWatts);
      return this;
    }

    /**
     * Sets how it is built into its host.
     *
     * @return this
     */
    public Builder formFactor(FormFactor formFactor) {
      this.formFactor = Objects.requireNonNull(formFactor, "formFactor");
      return this;
    }

    /**
     * Sets year of release.
     *
     * @return this
     */
    public Builder releaseYear(int releaseYear) {
      this.releaseYear = OptionalInt.of(releaseYear);
      return this;
    }

    /**
     * Sets whether it can be had.
     *
     * @return this
     */
    public Builder availability(Availability availability) {
      this.availability = Objects.requireNonNull(availability, "availability");
      return this;
    }

    /**
     * Sets peak dense BF16 or FP16 throughput in TFLOP/s.
     *
     * @return this
     */
    public Builder bf16Tflops(double bf16Tflops) {
      this.bf16Tflops = OptionalDouble.of(bf16Tflops);
      return this;
    }

    /**
     * Sets the id of the board of which this is one die, where tools count dies.
     *
     * @return this
     */
    public Builder boardId(String boardId) {
      this.boardId = Optional.of(boardId);
      return this;
    }

    /**
     * Sets the names under which it is found, besides id and name.
     *
     * @return this
     */
    public Builder aliases(List<String> aliases) {
      this.aliases = List.copyOf(aliases);
      return this;
    }

    /**
     * Sets remarks, where sources disagree for instance; may be empty.
     *
     * @return this
     */
    public Builder notes(String notes) {
      this.notes = Objects.requireNonNull(notes, "notes");
      return this;
    }

    /**
     * Sets where the figures are from.
     *
     * @return this
     */
    public Builder source(String source) {
      this.source = Objects.requireNonNull(source, "source");
      return this;
    }

    /**
     * Sets what it is rented for.
     *
     * @return this
     */
    public Builder rentalPrices(List<RentalPrice> rentalPrices) {
      this.rentalPrices = List.copyOf(rentalPrices);
      return this;
    }

    /**
     * Makes the accelerator.
     *
     * @return the accelerator
     * @throws IllegalArgumentException if a figure is out of its range, or the rating's band does
     *     not hold the board power
     */
    public Accelerator build() {
      return new Accelerator(
          id,
          name,
          vendor,
          architecture,
          tdpWatts,
          Require.given("fallbackWatts", fallbackWatts),
          rating,
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
          source,
          rentalPrices);
    }
  }
}
