package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Availability;
import com.aluminatiai.estimation.CalibratedEstimate;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Makes the options of a plan. */
final class Planner {
  private static final int MOST_BY_ITSELF = 1024;

  private final Plan.Question question;
  private final MemoryNeed need;
  private final List<Site> sites;
  private final List<PlanOption> options = new ArrayList<>();
  private final List<Plan.LeftOut> leftOut = new ArrayList<>();

  Planner(Plan.Question question) {
    this.question = question;
    this.need = question.work().memory();
    this.sites = Estimator.countedAlike(question.sites());
  }

  Plan plan() {
    for (Accelerator accelerator : accelerators()) {
      Optional<String> obstacle = question.work().obstacle(accelerator);
      if (obstacle.isPresent()) {
        leftOut.add(new Plan.LeftOut(accelerator, obstacle.get()));
      } else {
        addAll(accelerator);
      }
    }
    return new Plan(new PlanOrder(question, sites).sorted(options), leftOut);
  }

  private List<Accelerator> accelerators() {
    return question.accelerators().isEmpty()
        ? question.estimator().accelerators().all().stream().filter(this::canBeHad).toList()
        : question.accelerators();
  }

  private boolean canBeHad(Accelerator accelerator) {
    return accelerator.availability() == Availability.SOLD
        && accelerator.boardId().isEmpty()
        && !accelerator.name().toLowerCase(Locale.ROOT).contains("laptop")
        && question.work().obstacle(accelerator).isEmpty();
  }

  private void addAll(Accelerator accelerator) {
    if (!question.counts().isEmpty()) {
      question.counts().forEach(count -> add(accelerator, count));
      return;
    }
    int least = leastCount(accelerator.memoryGb());
    if (least > MOST_BY_ITSELF) {
      leftOut.add(
          new Plan.LeftOut(accelerator, "it does not fit on up to " + MOST_BY_ITSELF + " of them"));
    }
    double hours = Double.MAX_VALUE;
    for (int count = least; count <= MOST_BY_ITSELF && hours > 1; count *= 2) {
      hours = add(accelerator, count);
    }
  }

  /** The smallest power of two on which it fits, or may fit. */
  private int leastCount(OptionalDouble memoryGb) {
    int count = 1;
    while (count <= MOST_BY_ITSELF && !fits(memoryGb, count).orElse(true)) {
      count *= 2;
    }
    return count;
  }

  private Optional<Boolean> fits(OptionalDouble memoryGb, int count) {
    return memoryGb.isEmpty()
        ? Optional.empty()
        : Optional.of(need.fits(count, memoryGb.getAsDouble()));
  }

  /** Adds the options of all places, and returns their hours. */
  private double add(Accelerator accelerator, int count) {
    Usage usage;
    try {
      usage = question.stated().apply(question.work().on(accelerator, count).orElseThrow());
    } catch (IllegalArgumentException tooLong) {
      leftOut.add(new Plan.LeftOut(accelerator, tooLong.getMessage()));
      return Usage.MOST;
    }
    Optional<Range> rentalUsd =
        question
            .rentalUsdPerHour()
            .apply(accelerator)
            .map(usd -> usage.hoursBand().times(usd, Range.Errors.INDEPENDENT).times(count));
    PlanOption.Memory memory =
        new PlanOption.Memory(need.totalGb(count), fits(usage.acceleratorMemoryGb(), count));
    for (Site site : sites) {
      options.add(option(usage, site, rentalUsd, memory));
    }
    return usage.durationHours();
  }

  private PlanOption option(
      Usage usage, Site site, Optional<Range> rentalUsd, PlanOption.Memory memory) {
    CalibratedEstimate estimate = question.estimator().calibratedModel().estimate(usage, site);
    boolean isInTime = usage.durationHours() <= most(question.deadlineHours());
    boolean isAffordable =
        estimate.carbonKg().best() <= most(question.mostCarbonKg())
            && (question.mostRentalUsd().isEmpty()
                || rentalUsd.isPresent()
                    && rentalUsd.get().best() <= question.mostRentalUsd().getAsDouble());
    return new PlanOption(
        usage,
        site,
        new PlanOption.Figures(estimate.kwh(), estimate.carbonKg(), estimate.costUsd(), rentalUsd),
        memory,
        new PlanOption.Verdict(isInTime, isAffordable, false, false));
  }

  private static double most(OptionalDouble limit) {
    return limit.orElse(Double.POSITIVE_INFINITY);
  }
}
