package com.aluminatiai.app.command;

import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.estimation.work.Plan;
import com.aluminatiai.estimation.work.PlanOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A plan as it is printed. */
record PlanReport(Plan plan, String factorsVersion) {
  boolean isEmpty() {
    return plan.options().isEmpty();
  }

  void printTable(PrintWriter target, int mostRows) {
    Table table =
        new Table()
            .right(1)
            .row(
                "GPU",
                "N",
                "REGION",
                "HOURS",
                "ENERGY KWH",
                "CARBON KG",
                "ELECTRICITY USD",
                "RENT USD",
                "");
    List<PlanOption> options = plan.options();
    options.stream().limit(mostRows).forEach(option -> row(table, option));
    table.print(target, "");
    target.println();
    if (options.size() > mostRows) {
      target.printf(
          Locale.ROOT, "%d of %d options; --limit shows more.%n", mostRows, options.size());
    }
    target.println("best (low to high); * no other option is better by hours, money and carbon;");
    target.println("~ differs from the first by no more than what nobody knows. Rent holds the");
    target.println("electricity. Factors " + factorsVersion);
    plan.leftOut()
        .forEach(
            left ->
                target.println("Left out: " + left.accelerator().name() + ", " + left.reason()));
  }

  private void row(Table table, PlanOption option) {
    table.row(
        option.accelerator().name(),
        Integer.toString(option.acceleratorCount()),
        option.region().map(Region::code).orElse("-"),
        range(option.hours()),
        range(option.kwh()),
        range(option.carbonKg()),
        range(option.costUsd()),
        option.rentalUsd().map(PlanReport::range).orElse("-"),
        remarks(option));
  }

  private String remarks(PlanOption option) {
    List<String> remarks = new ArrayList<>();
    if (option.isPareto()) {
      remarks.add("*");
    }
    if (!option.isDistinguishable() && option != plan.options().get(0)) {
      remarks.add("~");
    }
    if (option.fitsInMemory().equals(Optional.of(false))) {
      remarks.add("needs " + Figures.rough(option.memoryNeededGb().best()) + " GB: does not fit");
    }
    if (!option.meetsDeadline()) {
      remarks.add("too late");
    }
    if (!option.withinBudget()) {
      remarks.add("over budget");
    }
    return String.join(" ", remarks);
  }

  private static String range(Range range) {
    String best = Figures.rough(range.best());
    return range.low() == range.high()
        ? best
        : "%s (%s to %s)".formatted(best, Figures.rough(range.low()), Figures.rough(range.high()));
  }

  void printJson(PrintWriter target) {
    Json.print(
        target,
        json -> {
          json.objects("options", plan.options(), PlanReport::write);
          json.objects(
              "left_out",
              plan.leftOut(),
              (inner, left) ->
                  inner
                      .text("gpu", left.accelerator().name())
                      .text("gpu_type", left.accelerator().id())
                      .text("reason", left.reason()));
          json.text("factors_version", factorsVersion);
        });
  }

  private static void write(Json json, PlanOption option) throws IOException {
    json.text("gpu", option.accelerator().name())
        .text("gpu_type", option.accelerator().id())
        .whole("num_gpus", option.acceleratorCount());
    if (option.region().isPresent()) {
      json.text("region", option.region().get().code());
    } else {
      json.none("region");
    }
    write(json, "duration_hours", option.hours());
    write(json, "kwh", option.kwh());
    write(json, "carbon_kg", option.carbonKg());
    write(json, "cost_usd", option.costUsd());
    if (option.rentalUsd().isPresent()) {
      write(json, "rental_usd", option.rentalUsd().get());
    } else {
      json.none("rental_usd");
    }
    if (option.fitsInMemory().isPresent()) {
      json.flag("fits_in_memory", option.fitsInMemory().get());
    } else {
      json.none("fits_in_memory");
    }
    json.rounded("memory_needed_gb", option.memoryNeededGb().best())
        .flag("meets_deadline", option.meetsDeadline())
        .flag("within_budget", option.withinBudget())
        .flag("pareto", option.isPareto())
        .flag("distinguishable", option.isDistinguishable());
  }

  private static void write(Json json, String name, Range range) throws IOException {
    json.object(
        name,
        inner ->
            inner
                .rounded("low", range.low())
                .rounded("best", range.best())
                .rounded("high", range.high()));
  }
}
