package com.aluminatiai.app.command;

import com.aluminatiai.estimation.Accounting;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Region;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Lists the regions that are known. */
final class RegionsCommand implements Subcommand {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            this, "regions", "List the countries, US states and cloud regions that are known.");
    spec.addPositional(
        Specs.words("SEARCH", "Only those whose code, name or provider contain these words."));
    spec.addOption(Specs.flag("--json", "Print JSON."));
    Specs.examples(spec, Specs.JAR + " regions france", Specs.JAR + " regions us-east --json");
    return spec;
  }

  @Override
  public int run(ParseResult words, Output output) {
    Estimator estimator = Estimator.standard();
    String search = Searches.text(words);
    List<Region> found = estimator.regions().search(search);
    if (words.hasMatchedOption("--json")) {
      Json.print(
          output.results(),
          json ->
              json.objects("regions", found, RegionsCommand::write)
                  .text("factors_version", estimator.factorsVersion()));
    } else if (!found.isEmpty()) {
      table(found).print(output.results(), "");
    }
    return Searches.status(
        search,
        found,
        output,
        estimator.regions().find(search.isBlank() ? "-" : search).suggestions().stream()
            .map(region -> region.code() + " (" + region.name() + ")")
            .collect(Collectors.toList()));
  }

  private static Table table(List<Region> found) {
    Table table =
        new Table()
            .right(2, 5, 6)
            .row("CODE", "NAME", "KG CO2E/KWH", "YEAR", "COUNTED", "USD/KWH", "PUE");
    for (Region region : found) {
      table.row(
          region.code(),
          region.name(),
          Figures.plain(region.gridKgPerKwh().best()),
          Integer.toString(region.gridYear()),
          region.accounting().code(),
          orDash(region.usdPerKwh()),
          orDash(region.pue()));
    }
    return table;
  }

  private static String orDash(OptionalDouble figure) {
    return figure.isPresent() ? Figures.plain(figure.getAsDouble()) : "-";
  }

  private static void write(Json json, Region region) throws IOException {
    json.text("code", region.code())
        .text("name", region.name())
        .text("level", region.level().code());
    if (region.provider().isPresent()) {
      json.text("provider", region.provider().get());
    }
    json.text("country", region.country())
        .exact("grid_kg_per_kwh", region.gridKgPerKwh().best())
        .whole("grid_year", region.gridYear())
        .text("grid_level", region.gridLevel().code())
        .text("accounting", region.accounting().code())
        .exact("low", region.gridKgPerKwh().low())
        .exact("high", region.gridKgPerKwh().high())
        .exact("life_cycle_kg_per_kwh", lifeCycleKgPerKwh(region))
        .exact("pue", region.pue())
        .exact("wue_l_per_kwh", region.wueLitresPerKwh())
        .exact("usd_per_kwh", region.usdPerKwh())
        .text("source", region.source());
  }

  private static OptionalDouble lifeCycleKgPerKwh(Region region) {
    return region.gridCountedAs(Accounting.LIFE_CYCLE).stream()
        .mapToDouble(Range::best)
        .findFirst();
  }
}
