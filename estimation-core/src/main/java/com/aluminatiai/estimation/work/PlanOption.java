package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Accounting;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import java.util.List;
import java.util.Optional;

/**
 * One way to do the work of a plan: a kind of accelerator, a number of them, a place.
 *
 * <p>Made by {@link Plan}; it grows by accessors. Immutable and thread-safe.
 */
public final class PlanOption {
  private final Usage usage;
  private final Site site;
  private final Figures figures;
  private final Memory memory;
  private final Verdict verdict;

  /** What it takes. */
  record Figures(Range kwh, Range carbonKg, Range costUsd, Optional<Range> rentalUsd) {}

  /** What it needs, and whether there is as much. */
  record Memory(Range neededGb, Optional<Boolean> fits) {}

  /** How it stands to what was asked for, and to the other options. */
  record Verdict(
      boolean meetsDeadline, boolean withinBudget, boolean isPareto, boolean isDistinguishable) {}

  PlanOption(Usage usage, Site site, Figures figures, Memory memory, Verdict verdict) {
    this.usage = usage;
    this.site = site;
    this.figures = figures;
    this.memory = memory;
    this.verdict = verdict;
  }

  /** {@return the accelerator} */
  public Accelerator accelerator() {
    return usage.accelerator();
  }

  /** {@return number of accelerators} */
  public int acceleratorCount() {
    return usage.acceleratorCount();
  }

  /** {@return what was estimated: device, number, hours, and what was stated of them} */
  public Usage usage() {
    return usage;
  }

  /** {@return where, with the grid intensity of the accounting that all are compared by} */
  public Site site() {
    return site;
  }

  /** {@return the region; empty where none was given} */
  public Optional<Region> region() {
    return site.region();
  }

  /** {@return how the grid intensity is counted; empty where it was stated or no region given} */
  public Optional<Accounting> accounting() {
    return site.gridAccounting();
  }

  /** {@return wall-clock hours} */
  public Range hours() {
    return usage.hoursBand();
  }

  /** {@return facility energy in kWh} */
  public Range kwh() {
    return figures.kwh;
  }

  /** {@return operational emissions in kg CO2e} */
  public Range carbonKg() {
    return figures.carbonKg;
  }

  /** {@return cost of electricity in USD} */
  public Range costUsd() {
    return figures.costUsd;
  }

  /** {@return rent in USD; empty where no price is known} */
  public Optional<Range> rentalUsd() {
    return figures.rentalUsd;
  }

  /** {@return memory that all accelerators together need, in GB} */
  public Range memoryNeededGb() {
    return memory.neededGb;
  }

  /** {@return whether the best figure of the memory fits; empty where its size is not known} */
  public Optional<Boolean> fitsInMemory() {
    return memory.fits;
  }

  /** {@return whether the best figure of the hours meets the deadline; true where none is set} */
  public boolean meetsDeadline() {
    return verdict.meetsDeadline;
  }

  /**
   * {@return whether the best figures keep to the most rent and emissions that were asked for; true
   * where none was, false where the rent is not known and was limited}
   */
  public boolean withinBudget() {
    return verdict.withinBudget;
  }

  /**
   * {@return whether it may fit and no other option that does is at least as good by hours, money
   * and emissions, and better by one; money is rent where any price is known, else electricity}
   */
  public boolean isPareto() {
    return verdict.isPareto;
  }

  /**
   * {@return whether it is worse than the first option by more than the doubt that they do not
   * share, in the figure that the plan is sorted by; false for the first}
   */
  public boolean isDistinguishable() {
    return verdict.isDistinguishable;
  }

  PlanOption with(boolean isPareto, boolean isDistinguishable) {
    return new PlanOption(
        usage,
        site,
        figures,
        memory,
        new Verdict(verdict.meetsDeadline, verdict.withinBudget, isPareto, isDistinguishable));
  }

  /** Whether it does what was asked for. */
  boolean isGood() {
    return verdict.meetsDeadline && verdict.withinBudget;
  }

  private List<Object> parts() {
    return List.of(usage, site, figures, memory, verdict);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PlanOption option && parts().equals(option.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return usage.acceleratorCount()
        + " x "
        + usage.accelerator().name()
        + " in "
        + region().map(Region::code).orElse("the site")
        + ": "
        + hours()
        + " h, "
        + figures.kwh
        + " kWh, "
        + figures.carbonKg
        + " kg CO2e"
        + figures.rentalUsd.map(usd -> ", " + usd + " USD of rent").orElse("");
  }
}
