package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.names.NameText;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that were once answered with another place, or not at all. */
final class RegionAnswersTest {
  private final RegionCatalogue catalogue = Estimator.standard().regions();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // As each provider prints it.
        "Canada (Central) | aws:ca-central-1",
        "CANADA (CENTRAL) | aws:ca-central-1",
        "Mexico (Central) | aws:mx-central-1",
        "Canada Central | azure:canadacentral",
        "canada-central | azure:canadacentral",
        "Mexico Central | azure:mexicocentral",
        "Korea South | azure:koreasouth",
        "us-east2 (Georgia) | gcp:us-east2",
        "us-central1 (Council Bluffs, Iowa) | gcp:us-central1",
        "Jerusalem (il-jerusalem-1) | oci:il-jerusalem-1",
        "us-south (Dallas) | ibm:us-south",
        // As lists of countries write them.
        "Korea, South | KR",
        "Korea, North | KP",
        "Congo, Republic of the | CG",
        "Bahamas, The | BS",
        "Trinidad & Tobago | TT",
        "Saint Vincent & the Grenadines | VC",
        // Utilities.
        "PG&E | CAMX",
        "SDG&E | CAMX",
        "PSE&G | RFCE",
        "OG&E | SPSO",
        // A vowel's accent makes another word: Austria in Vietnamese, Angola's code.
        "\u00C1o | AT",
        "A\u0301o | AT",
        "AO | AO",
        // States.
        "Washington State | US-WA",
        "State of Georgia | US-GA",
        "New York State | US-NY",
        "Province of Ontario | CA-ON",
        "U.S. | US",
        "U S A | US",
      })
  void find_asItIsWritten_findsThatOne(String name, String code) {
    assertThat(catalogue.find(name).found().map(Region::code)).contains(code);
    assertThat(catalogue.find(name).kind()).isEqualTo(Match.Kind.EXACT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scaleway:pl-waw-1 | scaleway:pl-waw",
        "scaleway:fr-par-1 | scaleway:fr-par",
        "aws:use1-az1 | aws:us-east-1",
        "aws:EU (Frankfurt) | aws:eu-central-1",
        "AWS US East (N. Virginia) | aws:us-east-1",
        "amazon: us-east-1b | aws:us-east-1",
        "ovh:GRA11 | ovhcloud:eu-west-gra",
        "ovh:GRA | ovhcloud:eu-west-gra",
        "aws:Frankfurt | aws:eu-central-1",
        "aws:Ohio | aws:us-east-2",
        "gcp:Georgia | gcp:us-east2",
        "google us-central1-a | gcp:us-central1",
        "runpod:EU-RO-1 | RO",
        "coreweave:US-EAST-04A | US",
        "alibaba:cn-hangzhou | CN-ZJ",
        "EU27 | EU",
      })
  void find_withItsProvider_findsWhatTheBareNameDoes(String name, String code) {
    assertThat(catalogue.find(name).found().map(Region::code)).contains(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"azure:use1-az1", "aws:pl-waw-1", "gcp:Zaragoza", "aws:DE", "ovh:Berlin"})
  void find_withAnotherProvider_findsNothing(String name) {
    assertThat(catalogue.find(name).found()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "BR-N, BR",
    "BR-NE, BR",
    "BR-CS, BR",
    "BR-S, BR",
    "DK-DK1, DK",
    "IT-NO, IT",
    "JP-TK, JP",
    "IN-WE, IN",
    "IN-GA, IN",
    "GB-NIR, GB",
    "Tibet, CN",
    "\u897F\u85CF, CN",
    "New Delhi, IN",
    "Kansai, JP",
    "DE-BY, DE",
    "50Hertz, DE",
  })
  void find_partWithoutAFigure_saysThatAnAverageStandsIn(String name, String code) {
    Match<Region> match = catalogue.find(name);

    assertThat(match.found().map(Region::code)).contains(code);
    assertThat(match.kind()).isEqualTo(Match.Kind.AVERAGE);
    assertThat(match.remark()).contains("average of");
  }

  @ParameterizedTest
  @CsvSource({
    "Congo, CG, CD",
    "us-gov, aws:us-gov-west-1, azure:usgovvirginia",
    "US West 3, azure:westus3, gcp:us-west3",
    "BHS, BS, ovhcloud:ca-east-bhs",
    "ERI, ER, ovhcloud:eu-west-eri",
    "PSE, PS, PL",
    "BLR, BY, IN",
    "PGE, NWPP, CAMX",
    "eu-west1, aws:eu-west-1, FR",
  })
  void find_nameOfTwoPlaces_asksBack(String name, String one, String other) {
    Match<Region> match = catalogue.find(name);

    assertThat(match.kind()).isEqualTo(Match.Kind.SHARED);
    assertThat(match.suggestions()).extracting(Region::code).contains(one, other);
    assertThat(match.remark()).contains("several places share");
  }

  @Test
  void find_severalPlaces_isNotSaidOfOne() {
    for (PlaceName row : PlaceName.read(FactorFiles.read())) {
      Match<Region> match = catalogue.find(row.name());
      assertThat(match.remark().contains("several") && match.suggestions().size() < 2)
          .as(row.name())
          .isFalse();
    }
    assertThat(catalogue.find("eus").remark()).contains("short name of one provider");
    assertThat(catalogue.find("azure:US East").suggestions())
        .extracting(Region::code)
        .containsExactly("azure:eastus");
  }

  /** Zones of the grid in other letters than a code's: BRN is Brunei's, CAMX California's grid. */
  @ParameterizedTest
  @ValueSource(strings = {"BR-A", "B RN", "CA-MX", "US-A", "I-ND", "S&WE", "NE-WE"})
  void find_codeInTwoParts_isNotThatCode(String name) {
    assertThat(catalogue.find(name).found()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "New Dehli, NC",
    "New Dehli, NZ",
    "United Republik, US",
    "Saint Petersburg, LC",
  })
  void find_onlyACommonWordInCommon_suggestsNothing(String name, String code) {
    assertThat(catalogue.find(name).suggestions()).extracting(Region::code).doesNotContain(code);
  }

  @ParameterizedTest
  @CsvSource({
    "\u9999\u6E2F, HK",
    "\u81FA\u7063, TW",
    "\u4E2D\u570B, CN",
    "\uD55C\uAD6D, KR",
    "\u0627\u0644\u0633\u0639\u0648\u062F\u064A\u0629, SA",
    "Vi\u1EC7t Nam, VN",
    "Suid-Afrika, ZA",
    "\u010Cesk\u00E1 republika, CZ",
    "Shqip\u00EBria, AL",
    "\u0E1B\u0E23\u0E30\u0E40\u0E17\u0E28\u0E44\u0E17\u0E22, TH",
    "\u092D\u093E\u0930\u0924, IN",
    "\u65E5\u672C\u56FD, JP",
    "\u00C9ire, IE",
    "Magyarorsz\u00E1g, HU",
    "\u1780\u1798\u17D2\u1796\u17BB\u1787\u17B6, KH",
    "\u10E1\u10D0\u10E5\u10D0\u10E0\u10D7\u10D5\u10D4\u10DA\u10DD, GE",
  })
  void find_countryInItsOwnLanguage_findsIt(String name, String code) {
    assertThat(catalogue.find(name).found().map(Region::code)).contains(code);
  }

  /** What Azure shows is found as it is, and what others show is with its provider or its code. */
  @Test
  void find_everyNameThatAProviderShows_findsItsRegion() {
    for (Region region : catalogue.all()) {
      if (region.provider().isPresent()) {
        String id = region.code().substring(region.code().indexOf(':') + 1);
        for (String shown :
            List.of(
                id + " (" + region.name() + ")",
                region.name() + " (" + id + ")",
                region.provider().get() + ":" + region.name())) {
          assertThat(catalogue.find(shown).found().map(Region::code))
              .as(shown)
              .contains(region.code());
        }
        if (region.provider().get().equals("azure")) {
          assertThat(catalogue.find(region.name()).found()).as(region.name()).contains(region);
        }
      }
    }
  }

  /** What is printed with brackets or accents is no other region's name but as it is written. */
  @Test
  void find_otherNames_areNeverAnothersCode() {
    for (Region region : catalogue.all()) {
      assertThat(catalogue.find(region.code().toLowerCase(Locale.ROOT)).found())
          .as(region.code())
          .contains(region);
      assertThat(catalogue.find(NameText.normalised(region.code(), '-')).found())
          .as(region.code())
          .contains(region);
    }
  }
}
