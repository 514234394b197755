package com.aluminatiai.estimation;

import com.aluminatiai.estimation.input.DataRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A region and its names.
 *
 * @param region the region
 * @param names what it is looked up by
 * @param context what it is searched by, besides
 */
record RegionRow(Region region, List<String> names, List<String> context) {
  /** What people call providers, besides their code. */
  private static final Map<String, List<String>> PROVIDER_NAMES =
      Map.of(
          "aws", List.of("amazon"),
          "gcp", List.of("google"),
          "azure", List.of("microsoft"),
          "oci", List.of("oracle"),
          "ovhcloud", List.of("ovh"));

  /** What else people call a provider. */
  static List<String> providerNames(String provider) {
    return PROVIDER_NAMES.getOrDefault(provider, List.of());
  }

  static List<RegionRow> read(FactorFiles files) {
    List<RegionRow> rows = new ArrayList<>();
    for (DataRow row : files.rows(FactorFiles.COUNTRIES)) {
      rows.add(country(row));
    }
    for (DataRow row : files.rows(FactorFiles.STATES)) {
      rows.add(state(row));
    }
    for (DataRow row : files.rows(FactorFiles.GRID_AREAS)) {
      rows.add(area(row));
    }
    Map<String, String> names = new HashMap<>();
    for (RegionRow row : rows) {
      names.put(row.region().code(), row.region().name());
    }
    for (DataRow row : files.rows(FactorFiles.CLOUD_REGIONS)) {
      rows.add(cloudRegion(row, names));
    }
    return pricedByCountry(rows);
  }

  /** A part of a country without a price of its own takes the country's. */
  private static List<RegionRow> pricedByCountry(List<RegionRow> rows) {
    Map<String, Region> countries = new HashMap<>();
    for (RegionRow row : rows) {
      if (row.region().level() == Region.Level.COUNTRY) {
        countries.put(row.region().code(), row.region());
      }
    }
    return rows.stream().map(row -> row.pricedByCountry(countries)).toList();
  }

  private RegionRow pricedByCountry(Map<String, Region> countries) {
    Region around = countries.get(region.country());
    return around == null || region.usdPerKwh().isPresent() || around.usdPerKwh().isEmpty()
        ? this
        : new RegionRow(region.pricedAs(around), names, context);
  }

  /** A region of the caller's own. */
  static RegionRow own(Region region, List<String> names) {
    List<String> all = new ArrayList<>(names);
    all.addAll(List.of(region.code(), region.name()));
    return new RegionRow(region, List.copyOf(all), List.of(region.country()));
  }

  private static RegionRow country(DataRow row) {
    String code = row.required("code");
    List<String> names = new ArrayList<>(row.list("aliases"));
    names.addAll(List.of(code, row.required("alpha3"), row.required("name")));
    return new RegionRow(place(row, Region.Level.COUNTRY, code), names, List.of());
  }

  private static RegionRow state(DataRow row) {
    List<String> names = new ArrayList<>(row.list("aliases"));
    names.addAll(List.of(row.required("code"), row.required("name")));
    return new RegionRow(place(row, Region.Level.STATE, "US"), names, List.of("United States"));
  }

  private static RegionRow area(DataRow row) {
    List<String> names = new ArrayList<>(row.list("aliases"));
    names.addAll(List.of(row.required("code"), row.required("name")));
    Region region =
        new Region(
            row.required("code"),
            row.required("name"),
            level(row.required("level")),
            Optional.empty(),
            row.text("country"),
            gridKgPerKwh(row),
            row.wholeNumber("year"),
            level(row.required("level")),
            accounting(row),
            lifeCycleKgPerKwh(row),
            OptionalDouble.empty(),
            false,
            OptionalDouble.empty(),
            row.optionalNumber("usd_per_kwh"),
            false,
            row.required("source"));
    return new RegionRow(region, names, List.of());
  }

  private static Region.Level level(String code) {
    return Region.Level.valueOf(code.toUpperCase(Locale.ROOT));
  }

  private static Accounting accounting(DataRow row) {
    return Accounting.valueOf(row.required("accounting").toUpperCase(Locale.ROOT));
  }

  private static Region place(DataRow row, Region.Level level, String country) {
    return new Region(
        row.required("code"),
        row.required("name"),
        level,
        Optional.empty(),
        country,
        gridKgPerKwh(row),
        row.wholeNumber("year"),
        level,
        accounting(row),
        lifeCycleKgPerKwh(row),
        OptionalDouble.empty(),
        false,
        OptionalDouble.empty(),
        row.optionalNumber("usd_per_kwh"),
        false,
        row.required("source"));
  }

  private static RegionRow cloudRegion(DataRow row, Map<String, String> placeNames) {
    String provider = row.required("provider");
    String id = row.required("region_id");
    String country = row.required("country");
    Region region =
        new Region(
            provider.concat(":").concat(id),
            row.required("name"),
            Region.Level.CLOUD,
            Optional.of(provider),
            country,
            gridKgPerKwh(row),
            row.wholeNumber("year"),
            level(row.required("grid_level")),
            accounting(row),
            lifeCycleKgPerKwh(row),
            row.optionalNumber("pue"),
            row.text("pue_scope").equals("fleet"),
            row.optionalNumber("wue_l_per_kwh"),
            row.optionalNumber("usd_per_kwh"),
            false,
            row.required("source"));
    List<String> names = new ArrayList<>(List.of(id, region.code()));
    for (String called : providerNames(provider)) {
      names.add(called.concat("-").concat(id));
    }
    return new RegionRow(
        region,
        names,
        List.of(
            region.name(),
            country,
            placeNames.getOrDefault(country, ""),
            placeNames.getOrDefault(row.text("state"), "")));
  }

  private static Range gridKgPerKwh(DataRow row) {
    return new Range(
        row.thousandth("low_g"), row.thousandth("grid_g_per_kwh"), row.thousandth("high_g"));
  }

  private static Optional<Range> lifeCycleKgPerKwh(DataRow row) {
    return accounting(row) == Accounting.LIFE_CYCLE
        ? Optional.empty()
        : Optional.of(
            new Range(
                row.thousandth("life_cycle_low_g"),
                row.thousandth("life_cycle_g"),
                row.thousandth("life_cycle_high_g")));
  }

  /** Everything that a search looks at. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(names);
    texts.addAll(context);
    return texts;
  }
}
