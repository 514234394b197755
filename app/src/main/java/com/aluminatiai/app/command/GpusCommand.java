package com.aluminatiai.app.command;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.RentalKind;
import com.aluminatiai.estimation.RentalPrice;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Lists the accelerators that are known. */
final class GpusCommand implements Subcommand {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = Specs.command(this, "gpus", "List the accelerators that are known.");
    spec.addPositional(Specs.words("SEARCH", "Only those whose names contain these words."));
    spec.addOption(Specs.flag("--json", "Print JSON."));
    Specs.examples(spec, Specs.JAR + " gpus", Specs.JAR + " gpus a100 --json");
    return spec;
  }

  @Override
  public int run(ParseResult words, Output output) {
    Estimator estimator = Estimator.standard();
    String search = Searches.text(words);
    List<Accelerator> found = estimator.accelerators().search(search);
    if (words.hasMatchedOption("--json")) {
      Json.print(
          output.results(),
          json ->
              json.objects("gpus", found, GpusCommand::write)
                  .text("factors_version", estimator.factorsVersion()));
    } else if (!found.isEmpty()) {
      table(found).print(output.results(), "");
    }
    return Searches.status(
        search,
        found,
        output,
        estimator.accelerators().find(search.isBlank() ? "-" : search).suggestions().stream()
            .map(Accelerator::name)
            .collect(Collectors.toList()));
  }

  private static Table table(List<Accelerator> found) {
    Table table =
        new Table().right(1, 2, 4).row("NAME", "WATTS", "MEMORY GB", "YEAR", "RENT USD/H", "ID");
    for (Accelerator accelerator : found) {
      table.row(
          accelerator.name(),
          Figures.plain(accelerator.tdpWatts()),
          orDash(accelerator.memoryGb()),
          accelerator.releaseYear().isPresent()
              ? Integer.toString(accelerator.releaseYear().getAsInt())
              : "-",
          rent(accelerator),
          accelerator.id());
    }
    return table;
  }

  private static String rent(Accelerator accelerator) {
    return accelerator
        .rentalPrice(RentalKind.ON_DEMAND)
        .map(RentalPrice::usdPerHour)
        .map(
            usd ->
                usd.low() == usd.high()
                    ? Figures.text(usd.best())
                    : "%s (%s to %s)"
                        .formatted(
                            Figures.text(usd.best()),
                            Figures.text(usd.low()),
                            Figures.text(usd.high())))
        .orElse("-");
  }

  private static String orDash(OptionalDouble figure) {
    return figure.isPresent() ? Figures.plain(figure.getAsDouble()) : "-";
  }

  private static void write(Json json, Accelerator accelerator) throws IOException {
    json.text("id", accelerator.id())
        .text("name", accelerator.name())
        .text("vendor", accelerator.vendor())
        .exact("tdp_watts", accelerator.tdpWatts())
        .exact("memory_gb", accelerator.memoryGb())
        .exact("idle_watts", accelerator.idleWatts());
    if (accelerator.releaseYear().isPresent()) {
      json.whole("year", accelerator.releaseYear().getAsInt());
    }
    json.text("form_factor", accelerator.formFactor().name().toLowerCase(Locale.ROOT))
        .text("availability", accelerator.availability().code())
        .text("certainty", accelerator.rating().certainty().code())
        .object("usd_per_gpu_hour", inner -> writePrices(inner, accelerator))
        .texts("aliases", accelerator.aliases())
        .text("notes", accelerator.notes())
        .text("source", accelerator.source());
  }

  private static void writePrices(Json json, Accelerator accelerator) throws IOException {
    for (RentalKind kind : List.of(RentalKind.ON_DEMAND, RentalKind.SPOT, RentalKind.RESERVED)) {
      Optional<RentalPrice> price = accelerator.rentalPrice(kind);
      if (price.isEmpty()) {
        json.none(kind.code());
      } else {
        json.object(kind.code(), inner -> write(inner, price.get()));
      }
    }
  }

  private static void write(Json json, RentalPrice price) throws IOException {
    json.exact("low", price.usdPerHour().low())
        .exact("best", price.usdPerHour().best())
        .exact("high", price.usdPerHour().high())
        .exactOrNull("hyperscalers", price.hyperscalerUsdPerHour())
        .exactOrNull("marketplaces", price.marketplaceUsdPerHour())
        .texts("providers", price.providers())
        .text("date", price.date())
        .text("certainty", price.certainty().code())
        .text("source", price.source());
  }
}
