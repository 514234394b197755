package com.aluminatiai.estimation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What renting the accelerators of a job costs. Electricity and host are in a rent: the figure
 * stands beside the cost of electricity and is never added to it. Immutable and thread-safe.
 */
public final class RentalCost {
  /** Where a stated price is from. */
  private static final String STATED = "usd_per_gpu_hour, " + Assumed.STATED;

  private final Range usd;
  private final RentalKind kind;
  private final String source;

  private RentalCost(Range usd, RentalKind kind, String source) {
    this.usd = Objects.requireNonNull(usd, "usd");
    this.kind = Objects.requireNonNull(kind, "kind");
    this.source = Objects.requireNonNull(source, "source");
  }

  /**
   * Returns a cost that was stored.
   *
   * @param usd USD in all
   * @param kind on what terms
   * @param source where the price is from
   * @return the cost
   */
  public static RentalCost of(Range usd, RentalKind kind, String source) {
    return new RentalCost(usd, kind, source);
  }

  /**
   * Returns what a job costs: by the price that was stated of the site, else by what the
   * accelerator is rented for on demand.
   *
   * @param usage what ran
   * @param site where it ran
   * @return the cost; empty on hardware of one's own, and where no price is known
   */
  static Optional<RentalCost> of(Usage usage, Site site) {
    if (site.isOwnHardware()) {
      return Optional.empty();
    }
    Optional<RentalPrice> price =
        site.usdPerAcceleratorHour().isPresent()
            ? Optional.of(stated(site.usdPerAcceleratorHour().getAsDouble()))
            : usage.accelerator().rentalPrice(RentalKind.ON_DEMAND);
    return price.map(
        rent ->
            new RentalCost(
                usd(rent.usdPerHour(), usage),
                rent.kind(),
                rent.date().isEmpty() ? rent.source() : rent.source() + ", " + rent.date()));
  }

  private static RentalPrice stated(double usdPerHour) {
    return RentalPrice.of(RentalKind.STATED, Range.exactly(usdPerHour), STATED);
  }

  /** What is not known of the price says nothing of what is not known of derived hours. */
  private static Range usd(Range usdPerHour, Usage usage) {
    double many = usage.acceleratorCount() * usage.acceleratorFraction();
    Range hours = usage.hoursBand();
    return hours.low() == hours.high()
        ? usdPerHour.times(hours.best() * many)
        : usdPerHour.times(hours, Range.Errors.INDEPENDENT).times(many);
  }

  /** {@return USD for all accelerators and hours} */
  public Range usd() {
    return usd;
  }

  /** {@return on what terms} */
  public RentalKind kind() {
    return kind;
  }

  /** {@return where the price is from} */
  public String source() {
    return source;
  }

  private List<Object> parts() {
    return List.of(usd, kind, source);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RentalCost cost && parts().equals(cost.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return usd + " USD, " + kind.code();
  }
}
