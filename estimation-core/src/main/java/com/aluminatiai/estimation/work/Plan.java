package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.estimation.input.Require;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What to run a work on: options over kinds of accelerators, their number, and places, with hours,
 * energy, emissions, electricity, rent and memory.
 *
 * <p>What fits in memory comes first, then what meets deadline and budget, then by the figure that
 * was asked for; emissions by a grid intensity of another accounting come after those of the one
 * that most places have. Immutable and thread-safe.
 */
public final class Plan {
  private final List<PlanOption> options;
  private final List<LeftOut> leftOut;

  Plan(List<PlanOption> options, List<LeftOut> leftOut) {
    this.options = List.copyOf(options);
    this.leftOut = List.copyOf(leftOut);
  }

  /**
   * Begins a plan.
   *
   * @param estimator estimates each option, and knows the accelerators
   * @param work what is to be done
   * @return a builder
   */
  public static Builder builder(Estimator estimator, Work work) {
    return new Builder(estimator, work);
  }

  /** {@return the options, best first} */
  public List<PlanOption> options() {
    return options;
  }

  /** {@return what no option could be made of} */
  public List<LeftOut> leftOut() {
    return leftOut;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Plan plan
        && options.equals(plan.options)
        && leftOut.equals(plan.leftOut);
  }

  @Override
  public int hashCode() {
    return Objects.hash(options, leftOut);
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return options.size() + " options" + (options.isEmpty() ? "" : ", first " + options.get(0));
  }

  /** What options are sorted by. */
  public enum SortBy {
    /** Operational emissions. */
    CARBON_KG,
    /** Energy. */
    KWH,
    /** Cost of electricity. */
    COST_USD,
    /** Rent; options without a price last. */
    RENTAL_USD,
    /** Wall-clock hours. */
    DURATION_HOURS
  }

  /** What no option could be made of, and why. */
  public static final class LeftOut {
    private final Accelerator accelerator;
    private final String reason;

    LeftOut(Accelerator accelerator, String reason) {
      this.accelerator = accelerator;
      this.reason = reason;
    }

    /** {@return the accelerator} */
    public Accelerator accelerator() {
      return accelerator;
    }

    /** {@return why, as a sentence without its full stop} */
    public String reason() {
      return reason;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof LeftOut left
          && accelerator.equals(left.accelerator)
          && reason.equals(left.reason);
    }

    @Override
    public int hashCode() {
      return Objects.hash(accelerator, reason);
    }

    /** Returns one readable line. */
    @Override
    public String toString() {
      return accelerator.name() + ": " + reason;
    }
  }

  /** What a plan is asked for. */
  record Question(
      Estimator estimator,
      Work work,
      List<Accelerator> accelerators,
      List<Integer> counts,
      List<Site> sites,
      Function<Accelerator, Optional<Range>> rentalUsdPerHour,
      UnaryOperator<Usage> stated,
      OptionalDouble deadlineHours,
      OptionalDouble mostRentalUsd,
      OptionalDouble mostCarbonKg,
      SortBy sortBy) {}

  /** Collects what a plan is asked for. Not thread-safe. */
  public static final class Builder {
    private final Estimator estimator;
    private final Work work;
    private List<Accelerator> accelerators = List.of();
    private List<Integer> counts = List.of();
    private List<Site> sites = List.of(Site.UNKNOWN);
    private Function<Accelerator, Optional<Range>> rentalUsdPerHour = any -> Optional.empty();
    private UnaryOperator<Usage> stated = usage -> usage;
    private OptionalDouble deadlineHours = OptionalDouble.empty();
    private OptionalDouble mostRentalUsd = OptionalDouble.empty();
    private OptionalDouble mostCarbonKg = OptionalDouble.empty();
    private SortBy sortBy = SortBy.CARBON_KG;

    private Builder(Estimator estimator, Work work) {
      this.estimator = Objects.requireNonNull(estimator, "estimator");
      this.work = Objects.requireNonNull(work, "work");
    }

    /**
     * Sets the accelerators. Left out, or empty: all of the catalogue that are sold and of which
     * hours can be derived, without laptops and dies of a board.
     *
     * @param some the accelerators
     * @return this
     */
    public Builder accelerators(List<Accelerator> some) {
      accelerators = List.copyOf(some);
      return this;
    }

    /**
     * Sets the numbers of accelerators. Left out, or empty: for each kind the powers of two up to
     * 1,024 on which the work fits, up to the first that takes an hour or less.
     *
     * @param some the numbers, each 1 to 1,000,000
     * @return this
     * @throws IllegalArgumentException if one is out of its range
     */
    public Builder counts(List<Integer> some) {
      some.forEach(count -> Require.within("acceleratorCount", count, 1, Usage.MOST));
      counts = List.copyOf(some);
      return this;
    }

    /**
     * Sets the places. Left out, or empty: one of which nothing is known.
     *
     * @param some the sites
     * @return this
     */
    public Builder sites(List<Site> some) {
      sites = some.isEmpty() ? List.of(Site.UNKNOWN) : List.copyOf(some);
      return this;
    }

    /**
     * Sets what an accelerator is rented for, in USD an hour; left out: no price is known.
     *
     * @param prices the price of an accelerator, empty where none is known
     * @return this
     */
    public Builder rentalUsdPerHour(Function<Accelerator, Optional<Range>> prices) {
      rentalUsdPerHour = Objects.requireNonNull(prices, "prices");
      return this;
    }

    /**
     * Sets what is known of every usage beside device, number and hours: utilization, host, kind of
     * work.
     *
     * @param statements returns a usage that says more
     * @return this
     */
    public Builder stated(UnaryOperator<Usage> statements) {
      stated = Objects.requireNonNull(statements, "statements");
      return this;
    }

    /**
     * Sets the most hours that it may take.
     *
     * @param hours more than 0, at most 1,000,000
     * @return this
     * @throws IllegalArgumentException if they are out of their range or not a number
     */
    public Builder deadlineHours(double hours) {
      deadlineHours = OptionalDouble.of(Require.moreThanZero("deadlineHours", hours, Usage.MOST));
      return this;
    }

    /**
     * Sets the most rent.
     *
     * @param usd 0 or more
     * @return this
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public Builder mostRentalUsd(double usd) {
      mostRentalUsd = OptionalDouble.of(Require.within("mostRentalUsd", usd, 0, Double.MAX_VALUE));
      return this;
    }

    /**
     * Sets the most emissions.
     *
     * @param kg 0 or more
     * @return this
     * @throws IllegalArgumentException if they are negative or not finite
     */
    public Builder mostCarbonKg(double kg) {
      mostCarbonKg = OptionalDouble.of(Require.within("mostCarbonKg", kg, 0, Double.MAX_VALUE));
      return this;
    }

    /**
     * Sets what options are sorted by; left out: emissions.
     *
     * @param figure the figure
     * @return this
     */
    public Builder sortBy(SortBy figure) {
      sortBy = Objects.requireNonNull(figure, "figure");
      return this;
    }

    /**
     * Makes the plan.
     *
     * @return the options, and what none could be made of
     */
    public Plan build() {
      return new Planner(
              new Question(
                  estimator,
                  work,
                  accelerators,
                  counts,
                  sites,
                  rentalUsdPerHour,
                  stated,
                  deadlineHours,
                  mostRentalUsd,
                  mostCarbonKg,
                  sortBy))
          .plan();
    }
  }
}
