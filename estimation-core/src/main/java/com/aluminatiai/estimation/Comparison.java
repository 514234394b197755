package com.aluminatiai.estimation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The same work on other accelerators and in other regions, by the calibrated model or another.
 *
 * <p>Made by this library; it grows by accessors. Immutable and thread-safe.
 */
public final class Comparison {
  private final Alternative baseline;
  private final List<Alternative> alternatives;

  Comparison(Alternative baseline, List<Alternative> alternatives) {
    this.baseline = Objects.requireNonNull(baseline, "baseline");
    this.alternatives = List.copyOf(alternatives);
  }

  /** {@return the work as it was described} */
  public Alternative baseline() {
    return baseline;
  }

  /**
   * {@return best first; then, in an order by emissions, those whose grid has no figure of the
   * accounting that the others are compared by; what does not fit in memory last}
   */
  public List<Alternative> alternatives() {
    return alternatives;
  }

  /** What alternatives are sorted by. */
  public enum SortBy {
    /** Operational emissions. */
    CARBON_KG,
    /** Energy. */
    KWH,
    /** Cost of electricity. */
    COST_USD
  }

  /** One cell of a comparison. */
  public static final class Alternative {
    private final Accelerator accelerator;
    private final Optional<Region> region;
    private final Optional<Accounting> accounting;
    private final int acceleratorCount;
    private final double acceleratorFraction;
    private final double durationHours;
    private final boolean hoursScaled;
    private final Optional<Boolean> fitsInMemory;
    private final Range kwh;
    private final Range carbonKg;
    private final Optional<CountedOtherwise> countedOtherwise;
    private final Range costUsd;
    private final SavingPercent saving;
    private final boolean distinguishable;

    Alternative(
        Accelerator accelerator,
        Optional<Region> region,
        Optional<Accounting> accounting,
        int acceleratorCount,
        double acceleratorFraction,
        double durationHours,
        boolean hoursScaled,
        Optional<Boolean> fitsInMemory,
        Range kwh,
        Range carbonKg,
        Optional<CountedOtherwise> countedOtherwise,
        Range costUsd,
        SavingPercent saving,
        boolean distinguishable) {
      this.accelerator = Objects.requireNonNull(accelerator, "accelerator");
      this.region = Objects.requireNonNull(region, "region");
      this.accounting = Objects.requireNonNull(accounting, "accounting");
      this.acceleratorCount = acceleratorCount;
      this.acceleratorFraction = acceleratorFraction;
      this.durationHours = durationHours;
      this.hoursScaled = hoursScaled;
      this.fitsInMemory = Objects.requireNonNull(fitsInMemory, "fitsInMemory");
      this.kwh = Objects.requireNonNull(kwh, "kwh");
      this.carbonKg = Objects.requireNonNull(carbonKg, "carbonKg");
      this.countedOtherwise = Objects.requireNonNull(countedOtherwise, "countedOtherwise");
      this.costUsd = Objects.requireNonNull(costUsd, "costUsd");
      this.saving = Objects.requireNonNull(saving, "saving");
      this.distinguishable = distinguishable;
    }

    /** {@return the accelerator} */
    public Accelerator accelerator() {
      return accelerator;
    }

    /** {@return the region; empty where none was given} */
    public Optional<Region> region() {
      return region;
    }

    /**
     * {@return how the grid intensity is counted that {@code carbonKg} rests on; empty where it was
     * stated or no region was given}
     */
    public Optional<Accounting> accounting() {
      return accounting;
    }

    /** {@return number of accelerators} */
    public int acceleratorCount() {
      return acceleratorCount;
    }

    /** {@return the share of each accelerator, more than 0, at most 1} */
    public double acceleratorFraction() {
      return acceleratorFraction;
    }

    /** {@return hours, scaled by throughput and share where {@code hoursScaled}} */
    public double durationHours() {
      return durationHours;
    }

    /**
     * {@return whether hours were scaled: the catalogue knows the throughput of both accelerators,
     * or the shares of one differ}
     */
    public boolean hoursScaled() {
      return hoursScaled;
    }

    /**
     * {@return whether the weights fit in the accelerators' memory; empty where the memory is not
     * known}
     */
    public Optional<Boolean> fitsInMemory() {
      return fitsInMemory;
    }

    /** {@return energy in kWh} */
    public Range kwh() {
      return kwh;
    }

    /** {@return operational emissions in kg CO2e} */
    public Range carbonKg() {
      return carbonKg;
    }

    /** {@return the same emissions by the region's figure of another accounting} */
    public Optional<CountedOtherwise> countedOtherwise() {
      return countedOtherwise;
    }

    /** {@return cost of electricity in USD} */
    public Range costUsd() {
      return costUsd;
    }

    /**
     * {@return what is saved against the baseline, by the figure that alternatives are sorted by}
     */
    public SavingPercent saving() {
      return saving;
    }

    /**
     * {@return whether the whole range of the saving lies on one side of zero; the ranges are of
     * judged bands, no test of chance; never where emissions of two accountings would be compared}
     */
    public boolean distinguishable() {
      return distinguishable;
    }

    private List<Object> parts() {
      return List.of(
          accelerator,
          region,
          accounting,
          acceleratorCount,
          acceleratorFraction,
          durationHours,
          hoursScaled,
          fitsInMemory,
          kwh,
          carbonKg,
          countedOtherwise,
          costUsd,
          saving,
          distinguishable);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Alternative alternative && parts().equals(alternative.parts());
    }

    @Override
    public int hashCode() {
      return parts().hashCode();
    }

    /** Returns one readable line. */
    @Override
    public String toString() {
      String where = region.map(Region::code).orElse("the site");
      return acceleratorCount
          + " x "
          + accelerator.name()
          + (acceleratorFraction == 1 ? "" : " (" + acceleratorFraction + " of each)")
          + " in "
          + where
          + ": "
          + kwh
          + " kWh, "
          + saving
          + " saved";
    }
  }

  /** Emissions by a grid intensity of another accounting. */
  public static final class CountedOtherwise {
    private final Accounting accounting;
    private final Range carbonKg;

    CountedOtherwise(Accounting accounting, Range carbonKg) {
      this.accounting = Objects.requireNonNull(accounting, "accounting");
      this.carbonKg = Objects.requireNonNull(carbonKg, "carbonKg");
    }

    /** {@return how that intensity is counted} */
    public Accounting accounting() {
      return accounting;
    }

    /** {@return operational emissions in kg CO2e} */
    public Range carbonKg() {
      return carbonKg;
    }

    private List<Object> parts() {
      return List.of(accounting, carbonKg);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof CountedOtherwise countedOtherwise
          && parts().equals(countedOtherwise.parts());
    }

    @Override
    public int hashCode() {
      return parts().hashCode();
    }

    /** Returns one readable line. */
    @Override
    public String toString() {
      return carbonKg + " kg CO2e, " + accounting.description();
    }
  }

  /** A saving in percent of the baseline; negative where the alternative needs more. */
  public static final class SavingPercent {
    private final double low;
    private final double best;
    private final double high;

    SavingPercent(double low, double best, double high) {
      this.low = low;
      this.best = best;
      this.high = high;
    }

    /** {@return the least} */
    public double low() {
      return low;
    }

    /** {@return the best figure} */
    public double best() {
      return best;
    }

    /** {@return the most} */
    public double high() {
      return high;
    }

    private List<Object> parts() {
      return List.of(low, best, high);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof SavingPercent savingPercent && parts().equals(savingPercent.parts());
    }

    @Override
    public int hashCode() {
      return parts().hashCode();
    }

    /** Returns one readable line. */
    @Override
    public String toString() {
      return Shown.figure(best) + " % (" + Shown.figure(low) + " to " + Shown.figure(high) + ")";
    }
  }

  private List<Object> parts() {
    return List.of(baseline, alternatives);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Comparison comparison && parts().equals(comparison.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return baseline + "; " + alternatives.size() + " alternatives";
  }
}
