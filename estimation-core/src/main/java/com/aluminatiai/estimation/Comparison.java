package com.aluminatiai.estimation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The same work on other accelerators and in other regions, by the calibrated model.
 *
 * @param baseline the work as it was described
 * @param alternatives best first; then, in an order by emissions, those whose grid has no figure of
 *     the accounting that the others are compared by; what does not fit in memory last
 */
public record Comparison(Alternative baseline, List<Alternative> alternatives) {
  /** Copies the list. */
  public Comparison {
    Objects.requireNonNull(baseline, "baseline");
    alternatives = List.copyOf(alternatives);
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

  /**
   * One cell of a comparison.
   *
   * @param accelerator the accelerator
   * @param region the region; empty where none was given
   * @param accounting how the grid intensity is counted that {@code carbonKg} rests on; empty where
   *     it was stated or no region was given
   * @param acceleratorCount number of accelerators
   * @param durationHours hours, scaled by throughput where {@code hoursScaled}
   * @param hoursScaled whether the catalogue knows the throughput of both accelerators, so that
   *     hours were scaled
   * @param fitsInMemory whether the weights fit in the accelerators' memory; empty where the memory
   *     is not known
   * @param kwh energy in kWh
   * @param carbonKg operational emissions in kg CO2e
   * @param countedOtherwise the same emissions by the region's figure of another accounting
   * @param costUsd cost of electricity in USD
   * @param saving what is saved against the baseline, by the figure that alternatives are sorted by
   * @param distinguishable whether the whole range of the saving lies on one side of zero; the
   *     ranges are of judged bands, no test of chance; never where emissions of two accountings
   *     would be compared
   */
  public record Alternative(
      Accelerator accelerator,
      Optional<Region> region,
      Optional<Accounting> accounting,
      int acceleratorCount,
      double durationHours,
      boolean hoursScaled,
      Optional<Boolean> fitsInMemory,
      Range kwh,
      Range carbonKg,
      Optional<CountedOtherwise> countedOtherwise,
      Range costUsd,
      SavingPercent saving,
      boolean distinguishable) {
    /** Checks that nothing is null. */
    public Alternative {
      Objects.requireNonNull(accelerator, "accelerator");
      Objects.requireNonNull(region, "region");
      Objects.requireNonNull(accounting, "accounting");
      Objects.requireNonNull(fitsInMemory, "fitsInMemory");
      Objects.requireNonNull(kwh, "kwh");
      Objects.requireNonNull(carbonKg, "carbonKg");
      Objects.requireNonNull(countedOtherwise, "countedOtherwise");
      Objects.requireNonNull(costUsd, "costUsd");
      Objects.requireNonNull(saving, "saving");
    }
  }

  /**
   * Emissions by a grid intensity of another accounting.
   *
   * @param accounting how that intensity is counted
   * @param carbonKg operational emissions in kg CO2e
   */
  public record CountedOtherwise(Accounting accounting, Range carbonKg) {
    /** Checks that nothing is null. */
    public CountedOtherwise {
      Objects.requireNonNull(accounting, "accounting");
      Objects.requireNonNull(carbonKg, "carbonKg");
    }
  }

  /**
   * A saving in percent of the baseline; negative where the alternative needs more.
   *
   * @param low the least
   * @param best the best figure
   * @param high the most
   */
  public record SavingPercent(double low, double best, double high) {}
}
