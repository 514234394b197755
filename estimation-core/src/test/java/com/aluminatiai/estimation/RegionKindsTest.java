package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.names.NameText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How names are answered that are no region's own. */
final class RegionKindsTest {
  private final RegionCatalogue catalogue = Estimator.standard().regions();

  @ParameterizedTest
  @CsvSource({
    "Deutschland, DE",
    "Allemagne, DE",
    "\u65E5\u672C, JP",
    "US East (N. Virginia), aws:us-east-1",
    "use1-az2, aws:us-east-1",
    "USW2, aws:us-west-2",
    "APS1, aws:ap-southeast-1",
    "aps1-az1, aws:ap-south-1",
    "US-CAL-CISO, CAMX",
    "CAISO_NORTH, CAMX",
    "ERCOT, ERCT",
    "BPA, NWPP",
    "AU-NSW, AU-NSW",
    "New South Wales, AU-NSW",
    "Alberta, CA-AB",
    "CA-QC, CA-QC",
    "Guangdong, CN-GD",
    "SE-SE3, SE-SE3",
    "cn-hangzhou, CN-ZJ",
    "fr-par-2, scaleway:fr-par",
    "ovhcloud:WAW, ovhcloud:eu-central-waw",
    "azure:eus2, azure:eastus2",
    "azure:EU West, azure:westeurope",
    "NSW1, AU-NSW",
    "U.S.A., US",
  })
  void find_otherNameOfARegion_findsIt(String name, String code) {
    Match<Region> match = catalogue.find(name);

    assertThat(match.found().map(Region::code)).contains(code);
    assertThat(match.kind()).isEqualTo(Match.Kind.EXACT);
  }

  @ParameterizedTest
  @CsvSource({
    "Dublin, IE, aws:eu-west-1",
    "Frankfurt, DE, aws:eu-central-1",
    "Tokyo, JP, aws:ap-northeast-1",
    "Montreal, CA-QC, aws:ca-central-1",
    "Sydney, AU-NSW, aws:ap-southeast-2",
    "us-west-2-lax-1a, US-CA, aws:us-west-2",
    "Bavaria, DE, no figure of its own",
    "Scotland, GB, no figure of its own",
    "Maharashtra, IN, no figure of its own",
    "LUMI, FI, no figure of its own",
    "World, WORLD, stands for many countries",
    "global, WORLD, stands for many countries",
    "European Union, EU, stands for many countries",
    "EU, EU, stands for many countries",
    "Europe, EUROPE, stands for many countries",
    "LATAM, LATIN_AMERICA, stands for many countries",
  })
  void find_cityOrPart_findsThePlaceAroundItAndSaysSo(String name, String code, String remark) {
    Match<Region> match = catalogue.find(name);

    assertThat(match.kind()).isEqualTo(Match.Kind.AVERAGE);
    assertThat(match.found().map(Region::code)).contains(code);
    assertThat(match.remark()).contains(remark, "average");
    Region found = match.found().orElseThrow();
    if (found.level() != Region.Level.WORLD) {
      assertThat(match.remark()).contains(found.name());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PJM, RFCE, RFCW",
    "NYISO, NYUP, NYCW",
    "US-MIDA-PJM, RFCE, SRVC",
    "waw, ovhcloud:eu-central-waw, PL",
    "sea, azure:southeastasia, US-WA",
    "Georgia, GE, US-GA",
    "EMEA, EUROPE, AFRICA",
    "APAC, ASIA, OCEANIA",
    "eu-west, aws:eu-west-1, azure:westeurope",
    "EU West, aws:eu-west-1, gcp:europe-west1",
    "us-west, aws:us-west-2, gcp:us-west1",
    "ap-southeast, aws:ap-southeast-1, azure:southeastasia",
    "us-central, azure:centralus, gcp:us-central1",
    "Columbia, CO, US-SC",
    "us-east, aws:us-east-1, ibm:us-east",
    "US East, aws:us-east-1, azure:eastus",
    "us-south, gcp:us-south1, ibm:us-south",
    "ca-central, aws:ca-central-1, azure:canadacentral",
    "eu-central, aws:eu-central-1, aws:eu-central-2",
    "Europe West, gcp:europe-west1, gcp:europe-west4",
    "me-central, aws:me-central-1, gcp:me-central1",
    "Nordics, SE, NO",
  })
  void find_nameOfSeveralPlaces_choosesNoneAndNamesThem(String name, String one, String other) {
    Match<Region> match = catalogue.find(name);

    assertThat(match.kind()).isEqualTo(Match.Kind.SHARED);
    assertThat(match.found()).isEmpty();
    assertThat(match.suggestions()).extracting(Region::code).contains(one, other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Paris, France | FR",
        "Paris (France) | FR",
        "London UK | GB",
        "Montreal, QC | CA-QC",
        "San Jose, CA | US-CA",
        "Georgia, USA | US-GA",
        "Texas, US | US-TX",
        "Tokyo,JP | JP",
        "Cambridge, UK | GB",
        "J\u00FClich, Germany | DE",
        "Frankfurt (eu-central-1) | aws:eu-central-1",
        "oregon, us-west-2 | aws:us-west-2",
        "us-east-1 (N. Virginia) | aws:us-east-1",
        "europe-west1, Belgium | gcp:europe-west1",
      })
  void find_placeAndWhatItIsIn_findsThePlace(String name, String code) {
    assertThat(catalogue.find(name).found().map(Region::code)).contains(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Paris, Texas",
        "San Jose, Costa Rica",
        "Dublin, Ohio",
        "Frankfurt (eu-west-1)",
        "eu-west-1 (Frankfurt)",
        "n/a",
        "N/A",
        "#N/A",
        "n.a.",
        "c/o",
        "on-prem",
        "CAISO_SOUTHEAST",
        "MIT",
        "iad"
      })
  void find_whatIsNoPlaceOrAnother_findsNothing(String name) {
    assertThat(catalogue.find(name).found()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "on-prem, CA-ON",
    "MIT, IT",
    "iad, ID",
    "Linz am See, AM",
    "n/a, NA",
    "CAISO_SOUTHEAST, aws:ap-southeast-1",
  })
  void find_fewLettersInCommon_suggestsNothing(String name, String code) {
    assertThat(catalogue.find(name).suggestions()).extracting(Region::code).doesNotContain(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgp", "SGP"})
  void find_codeOfACountryAndOfASite_isTheCountry(String name) {
    assertThat(catalogue.find(name).found().map(Region::country)).contains("SG");
  }

  @ParameterizedTest
  @CsvSource({
    "CAISO_NORTHEAST, KP",
    "PACIFIC NORTH, KP",
    "Dublim, AE",
    "Dublim, azure:uaenorth",
    "South Pole, SS",
    "West Foo, EH",
  })
  void find_nearMiss_suggestsNothingThatSharesADirectionOrAFewLetters(String name, String code) {
    assertThat(catalogue.find(name).found()).isEmpty();
    assertThat(catalogue.find(name).suggestions()).extracting(Region::code).doesNotContain(code);
  }

  @Test
  void find_everyOtherName_isAnsweredAsTheFileSays() {
    for (PlaceName row : PlaceName.read(FactorFiles.read())) {
      Match<Region> match = catalogue.find(row.name());
      switch (row.kind()) {
        case NAME, PLACE -> {
          assertThat(match.found().map(Region::code)).as(row.name()).contains(row.code());
          assertThat(match.remark().isEmpty())
              .as(row.name())
              .isEqualTo(
                  row.kind() == PlaceName.Kind.NAME
                      && match.found().orElseThrow().level() != Region.Level.WORLD);
        }
        case SHARED -> assertThat(match.kind()).as(row.name()).isEqualTo(Match.Kind.SHARED);
      }
    }
  }

  /** What is left of numbered regions without their number chooses none of them. */
  @Test
  void find_numberedRegionWithoutItsNumber_choosesNone() {
    Map<String, Set<Region>> byStem = new HashMap<>();
    for (Region region : catalogue.all()) {
      Matcher numbered = Pattern.compile(".*:(.*-.*[a-z])-?[0-9]+").matcher(region.code());
      if (numbered.matches()) {
        byStem.computeIfAbsent(numbered.group(1), stem -> new HashSet<>()).add(region);
      }
    }
    byStem.values().removeIf(regions -> regions.size() < 2);

    assertThat(byStem).containsKeys("us-east", "eu-central", "europe-west");
    for (Map.Entry<String, Set<Region>> stem : byStem.entrySet()) {
      Match<Region> match = catalogue.find(stem.getKey());
      if (isDisplayed(match, stem.getKey())) {
        continue;
      }
      assertThat(match.found()).as(stem.getKey()).isEmpty();
      assertThat(match.suggestions()).as(stem.getKey()).anyMatch(stem.getValue()::contains);
    }
  }

  /** {@code Australia Southeast} is how Azure shows one of its regions. */
  private static boolean isDisplayed(Match<Region> match, String stem) {
    return match
        .found()
        .filter(region -> NameText.normalised(region.name(), '-').equals(stem))
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "ibm:us-east, ibm:us-east",
    "ibm us-south, ibm:us-south",
    "azure:CA Central, azure:canadacentral",
    "Azure East US, azure:eastus",
    "australiasoutheast, azure:australiasoutheast",
  })
  void find_sharedNameWithItsProvider_findsThatProviders(String name, String code) {
    assertThat(catalogue.find(name).found().map(Region::code)).contains(code);
  }

  @Test
  void all_noTwoRegions_shareACode() {
    Set<String> codes = new HashSet<>();
    for (Region region : catalogue.all()) {
      assertThat(codes.add(NameText.normalised(region.code(), '-'))).as(region.code()).isTrue();
    }
  }

  @Test
  void all_cloudRegionsOfOneGrid_areNotFarFromIt() {
    assertThat(catalogue.get("aws:us-west-2").gridKgPerKwh().best()).isBetween(0.12, 0.204);
    assertThat(catalogue.get("azure:westus2").gridKgPerKwh().best()).isBetween(0.1, 0.2);
  }

  @Test
  void all_googlesFigures_areLabelledOperational() {
    assertThat(catalogue.get("gcp:europe-north2").accounting())
        .isEqualTo(Accounting.OPERATIONAL_GOOGLE);
    assertThat(catalogue.get("aws:eu-north-1").accounting()).isEqualTo(Accounting.LIFE_CYCLE);
    // Their ranges meet, so that a comparison does not tell them apart by their accounting.
    assertThat(catalogue.get("gcp:europe-north2").gridKgPerKwh().high())
        .isGreaterThan(catalogue.get("aws:eu-north-1").gridKgPerKwh().low());
    assertThat(catalogue.get("US-CA").accounting()).isEqualTo(Accounting.DIRECT);
    assertThat(catalogue.get("CA-AB").accounting()).isEqualTo(Accounting.CONSUMPTION);
  }
}
