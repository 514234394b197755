package com.aluminatiai.estimation;

import com.aluminatiai.estimation.input.DataRow;
import com.aluminatiai.estimation.names.NameText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The accelerators that are known. Immutable and thread-safe. */
public final class AcceleratorCatalogue {
  private final List<Accelerator> accelerators;
  private final List<MachineType> machines;
  private final Map<String, Optional<Accelerator>> byId = new HashMap<>();
  private final AcceleratorNames names;

  AcceleratorCatalogue(List<Accelerator> accelerators) {
    this(accelerators, List.of(), List.of(), List.of());
  }

  AcceleratorCatalogue(
      List<Accelerator> accelerators,
      List<MachineType> machines,
      List<OtherName> otherNames,
      List<SliceRow> slices) {
    this.accelerators = List.copyOf(accelerators);
    for (Accelerator accelerator : accelerators) {
      byId.put(accelerator.id(), Optional.of(accelerator));
    }
    this.machines = List.copyOf(machines);
    names = new AcceleratorNames(this.accelerators, this.machines, otherNames, slices);
  }

  static AcceleratorCatalogue load(FactorFiles files) {
    return load(files, OwnFactors.none());
  }

  static AcceleratorCatalogue load(FactorFiles files, OwnFactors own) {
    List<Accelerator> accelerators = new ArrayList<>();
    Map<String, List<RentalPrice>> prices = prices(files);
    for (DataRow row : files.rows(FactorFiles.ACCELERATORS)) {
      accelerators.add(accelerator(row, prices.getOrDefault(row.required("id"), List.of())));
    }
    return new AcceleratorCatalogue(
        own.added(accelerators), machines(files), OtherName.read(files), SliceRow.read(files));
  }

  private static Map<String, List<RentalPrice>> prices(FactorFiles files) {
    Map<String, List<RentalPrice>> prices = new HashMap<>();
    for (DataRow row : files.rows(FactorFiles.PRICES)) {
      prices
          .computeIfAbsent(row.required("accelerator"), id -> new ArrayList<>())
          .add(RentalPrice.read(row));
    }
    return prices;
  }

  private static Accelerator accelerator(DataRow row, List<RentalPrice> prices) {
    return new Accelerator(
        row.required("id"),
        row.required("name"),
        row.required("vendor"),
        row.text("architecture"),
        row.number("tdp_watts"),
        row.number("fallback_watts"),
        rating(row),
        row.optionalNumber("memory_gb"),
        row.optionalNumber("memory_gb_per_s"),
        row.optionalNumber("idle_watts"),
        FormFactor.valueOf(row.required("form_factor")),
        row.optionalWholeNumber("release_year"),
        Availability.valueOf(row.required("availability").toUpperCase(Locale.ROOT)),
        row.optionalNumber("bf16_tflops"),
        Optional.of(row.text("board")).filter(id -> !id.isEmpty()),
        row.list("aliases"),
        row.text("notes"),
        row.required("source"),
        prices);
  }

  private static Rating rating(DataRow row) {
    double tdpWatts = row.number("tdp_watts");
    return new Rating(
        row.optionalNumber("tdp_low_watts").orElse(tdpWatts),
        row.optionalNumber("tdp_high_watts").orElse(tdpWatts),
        row.list("other_watts").stream().map(Double::valueOf).toList(),
        Rating.Certainty.valueOf(row.required("certainty").toUpperCase(Locale.ROOT)));
  }

  private static List<MachineType> machines(FactorFiles files) {
    List<MachineType> machines = new ArrayList<>();
    for (DataRow row : files.rows(FactorFiles.MACHINE_TYPES)) {
      machines.add(
          new MachineType(
              row.required("type"),
              row.required("provider"),
              row.required("accelerator"),
              row.wholeNumber("count"),
              row.number("fraction"),
              Rating.Certainty.valueOf(row.required("certainty").toUpperCase(Locale.ROOT)),
              row.required("source")));
    }
    return machines;
  }

  /**
   * Returns every type of machine, in the order of the data file.
   *
   * @return an immutable list
   */
  public List<MachineType> machines() {
    return machines;
  }

  /**
   * Returns every accelerator, in the order of the data file.
   *
   * @return an immutable list
   */
  public List<Accelerator> all() {
    return accelerators;
  }

  /**
   * Looks an accelerator up by the name that a person or tool wrote: {@code h100}, {@code
   * RTX_4090}, {@code Tesla V100-SXM2-32GB}, {@code nvidia.com/gpu.product=NVIDIA-A100-SXM4-80GB}.
   *
   * <p>Case, separators, trademarks, vendor words, a stated memory size and a number of devices
   * ({@code 8x H100}) do not matter. A name is never matched by a part of it: {@code A1000} is no
   * {@code A100}. A machine's name ({@code p5.48xlarge}) finds what is in it. A known family with
   * an unknown suffix or memory ({@code H100 72GB}) finds its nearest member, with a wider band of
   * its rating. A slice's name ({@code A100-MIG-1g.5gb}, {@code NVIDIA A10-8Q}) finds its device
   * and the share of it. A name that two devices share is not found, nor what is no accelerator:
   * {@link Match#kind} tells which. There are at most five suggestions. Names of more than 200
   * characters are not found.
   *
   * <p>A known alias is found without creating objects.
   *
   * @param name any spelling of id, name or alias
   * @return the accelerator, or suggestions
   * @throws NullPointerException if {@code name} is null
   */
  public Match<Accelerator> find(String name) {
    return names.find(Objects.requireNonNull(name, "name"));
  }

  /**
   * Returns what of a name counts when it is looked up, for names of one's own that are to be read
   * by the same rules: letters and digits, in lower case and without accents, of the name alone
   * where it stands in a label ({@code nvidia.com/gpu.product=A100L}).
   *
   * @param name any spelling
   * @return its key; empty if it has neither letters nor digits
   * @throws NullPointerException if {@code name} is null
   */
  public static String key(String name) {
    return NameText.normalised(NameText.plain(name), (char) 0);
  }

  /**
   * Looks an accelerator up as {@link #find} does, where one must be known.
   *
   * @param name any spelling of id, name or alias
   * @return the accelerator
   * @throws IllegalArgumentException if it is not found; the message names what is near
   * @throws NullPointerException if {@code name} is null
   */
  public Accelerator get(String name) {
    return find(name).foundOr("accelerator", name, Accelerator::id);
  }

  /**
   * Looks an accelerator up by its id.
   *
   * @param id a catalogue id
   * @return the accelerator
   * @throws NullPointerException if {@code id} is null
   */
  public Optional<Accelerator> byId(String id) {
    return byId.getOrDefault(Objects.requireNonNull(id, "id"), Optional.empty());
  }

  /**
   * Returns the accelerators of which id, name or an alias contains every word of {@code text},
   * best match first.
   *
   * @param text words; blank for all
   * @return an immutable list
   * @throws NullPointerException if {@code text} is null
   */
  public List<Accelerator> search(String text) {
    return names.search(Objects.requireNonNull(text, "text"));
  }
}
