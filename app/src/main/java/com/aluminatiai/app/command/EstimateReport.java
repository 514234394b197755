package com.aluminatiai.app.command;

import com.aluminatiai.estimation.Accounting;
import com.aluminatiai.estimation.Assumptions;
import com.aluminatiai.estimation.CalibratedEstimate;
import com.aluminatiai.estimation.Equivalent;
import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.ExplainedAssumption;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.RentalCost;
import com.aluminatiai.estimation.RentalKind;
import com.aluminatiai.estimation.Usage;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** An estimate as it is printed. */
record EstimateReport(
    Usage usage,
    Estimate estimate,
    List<ExplainedAssumption> explanation,
    List<Equivalent> equivalents,
    List<String> warnings) {

  void printTable(PrintWriter target) {
    Assumptions assumed = estimate.assumptions();
    target.println(
        bold(
            String.format(
                Locale.ROOT,
                "%d x %s, %s h",
                usage.acceleratorCount(),
                assumed.gpu(),
                Figures.plain(usage.durationHours()))));
    target.println();
    figures().print(target, "  ");
    target.println();
    target.println(bold("Assumptions of " + method()));
    assumptions(assumed).print(target, "  ");
    if (!explanation.isEmpty()) {
      target.println();
      target.println(bold("What the range rests on"));
      explained().print(target, "  ");
    }
    if (!equivalents.isEmpty()) {
      target.println();
      target.println(bold("About as much as"));
      everyday().print(target, "  ");
    }
    target.println();
    target.println("Factors " + estimate.factorsVersion());
  }

  /** What was measured to hold leads; the formula that people reckon with stands beside it. */
  private Table figures() {
    Table table = new Table();
    Optional<CalibratedEstimate> calibrated = estimate.calibrated();
    table.row("", calibrated.isPresent() ? "calibrated: best (low to high)" : "", method());
    figure(table, "energy", estimate.kwh(), "kWh", calibrated.map(CalibratedEstimate::kwh));
    figure(
        table,
        "carbon",
        estimate.carbonKg(),
        "kg CO2e",
        calibrated.map(CalibratedEstimate::carbonKg));
    figure(
        table,
        "electricity",
        estimate.costUsd(),
        "USD",
        calibrated.map(CalibratedEstimate::costUsd));
    estimate.rental().ifPresent(rental -> table.row("rent", rent(rental)));
    estimate.embodiedKg().ifPresent(kg -> table.row("embodied", range(kg) + " kg CO2e, besides"));
    estimate.waterLitres().ifPresent(litres -> table.row("water", range(litres) + " l, on site"));
    return table;
  }

  /** A rent has the electricity in it. */
  private static String rent(RentalCost rental) {
    return rental.kind() == RentalKind.STATED
        ? Figures.text(rental.usd().best()) + " USD, as stated, instead of electricity"
        : range(rental.usd()) + " USD on demand, instead of electricity";
  }

  private String method() {
    return estimate.method() == Method.FALLBACK
        ? "the simple formula"
        : "the method " + estimate.method().code();
  }

  private static void figure(
      Table table, String name, double figure, String unit, Optional<Range> calibrated) {
    table.row(
        name,
        calibrated.map(range -> range(range) + " " + unit).orElse(""),
        Figures.text(figure) + " " + unit);
  }

  private Table explained() {
    Table table = new Table().row("", "value", "band", "moves kWh by", "source");
    for (ExplainedAssumption one : explanation) {
      boolean isOpen = one.low() < one.high();
      boolean moves = one.effectLowPercent() < 0 || one.effectHighPercent() > 0;
      table.row(
          one.name(),
          Figures.plain(one.value()) + (one.unit().equals("1") ? "" : " " + one.unit()),
          isOpen ? Figures.plain(one.low()) + " to " + Figures.plain(one.high()) : "",
          moves ? percent(one.effectLowPercent()) + " .. " + percent(one.effectHighPercent()) : "",
          one.source());
    }
    return table;
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%+.0f %%", value);
  }

  private Table everyday() {
    Table table = new Table();
    equivalents.forEach(
        same ->
            table.row(Figures.rough(same.value()), words(same.name()), "(" + same.source() + ")"));
    return table.right(0);
  }

  private static String range(Range range) {
    return "%s (%s to %s)"
        .formatted(
            Figures.text(range.best()), Figures.text(range.low()), Figures.text(range.high()));
  }

  private Table assumptions(Assumptions assumed) {
    Table table = new Table().row("board power", Figures.plain(assumed.gpuWatts()) + " W");
    if (usage.acceleratorFraction() < 1) {
      table.row("share of each", Figures.rounded(usage.acceleratorFraction()).toString());
    }
    return table
        .row("utilization", Figures.plain(assumed.utilizationPercent()) + " %", utilizationNote())
        .row("PUE", Figures.plain(assumed.pue()))
        .row(
            "grid",
            Figures.plain(assumed.gridKgPerKwh()) + " kg CO2e/kWh",
            assumed.accounting().map(Accounting::description).orElse(""))
        .row("price", Figures.plain(assumed.usdPerKwh()) + " USD/kWh")
        .row("region", assumed.region().orElse("none given"));
  }

  private String utilizationNote() {
    if (usage.acceleratorWatts().isPresent()) {
      return "in the measured watts";
    }
    return usage.utilizationPercent().isPresent()
        ? ""
        : "assumed by the simple formula: none was given";
  }

  private static String words(String name) {
    return name.replace('_', ' ');
  }

  private static String bold(String text) {
    return Ansi.AUTO.enabled() ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  void printJson(PrintWriter target) {
    Json.print(
        target,
        json -> {
          json.object("estimates", this::writeEstimates);
          if (!warnings.isEmpty()) {
            json.texts("warnings", warnings);
          }
          if (!explanation.isEmpty()) {
            json.objects("explanation", explanation, EstimateReport::write);
          }
          json.objects("equivalents", equivalents, EstimateReport::write);
        });
  }

  private void writeEstimates(Json json) throws IOException {
    json.rounded("kwh", estimate.kwh())
        .rounded("carbon_kg", estimate.carbonKg())
        .rounded("cost_usd", estimate.costUsd())
        .text("calculation_method", estimate.method().code())
        .object("assumptions", this::writeAssumptions);
    if (estimate.calibrated().isPresent()) {
      CalibratedEstimate calibrated = estimate.calibrated().get();
      json.object(
          "calibrated",
          inner -> {
            write(inner, "kwh", calibrated.kwh());
            write(inner, "carbon_kg", calibrated.carbonKg());
            write(inner, "cost_usd", calibrated.costUsd());
          });
    }
    if (estimate.embodiedKg().isPresent()) {
      write(json, "embodied_kg", estimate.embodiedKg().get());
    }
    if (estimate.waterLitres().isPresent()) {
      write(json, "water_l", estimate.waterLitres().get());
    }
    writeRental(json);
    json.text("factors_version", estimate.factorsVersion());
  }

  private void writeRental(Json json) throws IOException {
    if (estimate.rental().isEmpty()) {
      json.none("rental_usd");
      return;
    }
    RentalCost rental = estimate.rental().get();
    json.object(
        "rental_usd",
        inner ->
            inner
                .rounded("low", rental.usd().low())
                .rounded("best", rental.usd().best())
                .rounded("high", rental.usd().high())
                .text("kind", rental.kind().code())
                .text("source", rental.source()));
  }

  private void writeAssumptions(Json json) throws IOException {
    Assumptions assumed = estimate.assumptions();
    json.text("gpu", assumed.gpu())
        .exact("gpu_watts", assumed.gpuWatts())
        .exact("utilization_pct", assumed.utilizationPercent())
        .exact("pue", assumed.pue())
        .exact("grid_kg_per_kwh", assumed.gridKgPerKwh())
        .exact("usd_per_kwh", assumed.usdPerKwh());
    if (assumed.region().isPresent()) {
      json.text("region", assumed.region().get());
    } else {
      json.none("region");
    }
    if (assumed.accounting().isPresent()) {
      json.text("accounting", assumed.accounting().get().code());
    }
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

  private static void write(Json json, ExplainedAssumption assumption) throws IOException {
    json.text("name", assumption.name())
        .exact("value", assumption.value())
        .text("unit", assumption.unit())
        .text("source", assumption.source())
        .exact("low", assumption.low())
        .exact("high", assumption.high())
        .object(
            "effect_pct",
            effect ->
                effect
                    .rounded("low", assumption.effectLowPercent())
                    .rounded("high", assumption.effectHighPercent()));
  }

  private static void write(Json json, Equivalent equivalent) throws IOException {
    json.text("name", equivalent.name())
        .rounded("value", equivalent.value())
        .text("unit", equivalent.unit())
        .text("source", equivalent.source());
  }
}
