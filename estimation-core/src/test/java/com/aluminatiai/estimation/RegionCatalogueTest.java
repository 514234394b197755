package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.aluminatiai.estimation.names.NearNames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegionCatalogueTest {
  private final RegionCatalogue catalogue = Estimator.standard().regions();

  @Test
  void find_everyCode_findsItsOwnRow() {
    for (Region region : catalogue.all()) {
      for (String spelling :
          List.of(
              region.code(),
              region.code().toUpperCase(Locale.ROOT),
              " " + region.code().toLowerCase(Locale.ROOT).replace(':', '/') + " ")) {
        assertThat(catalogue.find(spelling).found()).as(spelling).contains(region);
      }
    }
  }

  @Test
  void find_everyCloudRegionWithoutProvider_findsItsOwnRow() {
    // What people write for the regions of every cloud there is IBM's code, too.
    Set<String> shared = Set.of("ibm:us-east", "ibm:us-south");
    for (String code : shared) {
      assertThat(catalogue.find(code.substring(4)).suggestions())
          .extracting(Region::code)
          .contains(code);
    }
    catalogue.all().stream()
        .filter(region -> region.level() == Region.Level.CLOUD && !shared.contains(region.code()))
        .forEach(
            region -> {
              String id = region.code().substring(region.code().indexOf(':') + 1);
              assertThat(catalogue.find(id).found()).as(id).contains(region);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "FR, FR",
    "FRA, FR",
    "France, FR",
    "france, FR",
    "US, US",
    "USA, US",
    "United States of America, US",
    "UK, GB",
    "T\u00FCrkiye, TR",
    "TURKIYE, TR",
    "Turkey, TR",
    "Cote dIvoire, CI",
    "C\u00F4te d\u2019Ivoire, CI",
    "Re\u0301union, RE",
    "South Korea, KR",
    "Viet Nam, VN",
    "US-CA, US-CA",
    "us_ca, US-CA",
    "California, US-CA",
    "new york, US-NY",
    "US-GA, US-GA",
    "GE, GE",
    "CA, CA",
    "us-east-1, aws:us-east-1",
    "us_east_1, aws:us-east-1",
    "us-east1, gcp:us-east1",
    "aws:us-east-1, aws:us-east-1",
    "AWS us-east-1, aws:us-east-1",
    "amazon/us-east-1, aws:us-east-1",
    "us-east-1a, aws:us-east-1",
    "gcp:europe-west1, gcp:europe-west1",
    "google europe-west1, gcp:europe-west1",
    "europe-west1-b, gcp:europe-west1",
    "West Europe, azure:westeurope",
    "azure:West Europe, azure:westeurope",
    "topology.kubernetes.io/region=us-west-2, aws:us-west-2",
    "oci:us-ashburn-1, oci:us-ashburn-1",
    "fr-par, scaleway:fr-par",
  })
  void find_anySpelling_findsTheRegion(String name, String code) {
    assertThat(catalogue.find(name).found().map(Region::code)).contains(code);
    assertThat(catalogue.find(name).suggestions()).isEmpty();
  }

  @Test
  void find_nameOfTwoPlaces_suggestsBoth() {
    assertThat(catalogue.find("Georgia").found()).isEmpty();
    assertThat(catalogue.find("Georgia").suggestions())
        .extracting(Region::code)
        .containsExactly("GE", "US-GA");
    assertThat(catalogue.find("useast1").suggestions())
        .extracting(Region::code)
        .containsExactly("aws:us-east-1", "gcp:us-east1");
  }

  @Test
  void find_idOfTwoProviders_isFoundOnlyWithTheProvider() {
    RegionCatalogue two = new RegionCatalogue(List.of(cloud("aws"), cloud("other")));

    assertThat(two.find("north-1").found()).isEmpty();
    assertThat(two.find("north-1").suggestions())
        .extracting(Region::code)
        .containsExactly("aws:north-1", "other:north-1");
    assertThat(two.find("other:north-1").found().map(Region::code)).contains("other:north-1");
  }

  private static RegionRow cloud(String provider) {
    Region region =
        new Region(
            provider + ":north-1",
            "North",
            Region.Level.CLOUD,
            Optional.of(provider),
            "NO",
            Range.exactly(0.03),
            2024,
            Region.Level.COUNTRY,
            Accounting.LIFE_CYCLE,
            Optional.empty(),
            OptionalDouble.empty(),
            false,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            false,
            "a test");
    return new RegionRow(region, List.of("north-1", region.code()), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-9, aws:us-east-1",
    "Frankfort, aws:eu-central-1",
    "Frnace, FR",
    "Germny, DE",
    "eu-west-11, aws:eu-west-1",
    "Californa, US-CA",
  })
  void find_nearMiss_isNotFoundButSuggested(String name, String suggestion) {
    Match<Region> match = catalogue.find(name);

    assertThat(match.found()).isEmpty();
    assertThat(match.suggestions()).extracting(Region::code).contains(suggestion);
    assertThat(match.suggestions()).hasSizeBetween(1, NearNames.MOST_SUGGESTIONS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ":", "\0", "\uD800", "\uD83D\uDE80", "Atlantis", "=", "\u2122"})
  void find_nowhere_findsNothing(String name) {
    assertThat(catalogue.find(name).found()).isEmpty();
    assertThat(catalogue.find(name).suggestions()).isEmpty();
  }

  @Test
  void find_veryLongName_isNotFound() {
    assertThat(catalogue.find("FR ".repeat(1_000_000)).found()).isEmpty();
  }

  @Test
  void find_inATurkishLocale_isTheSame() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("tr", "TR"));
      assertThat(catalogue.find("ILLINOIS").found().map(Region::code)).contains("US-IL");
      assertThat(catalogue.find("illinois").found().map(Region::code)).contains("US-IL");
      assertThat(catalogue.find("T\u00DCRK\u0130YE").found().map(Region::code)).contains("TR");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void find_null_isRefused() {
    assertThatNullPointerException().isThrownBy(() -> catalogue.find(null)).withMessage("name");
  }

  @Test
  void byCode_code_findsTheRow() {
    assertThat(catalogue.byCode("gcp:europe-west1").map(Region::country)).contains("BE");
    assertThat(catalogue.byCode("europe-west1")).isEmpty();
  }

  @Test
  void search_words_findsRowsThatContainAll() {
    assertThat(catalogue.search("france"))
        .extracting(Region::code)
        .contains("FR", "aws:eu-west-3", "gcp:europe-west9", "scaleway:fr-par");
    assertThat(catalogue.search("aws virginia"))
        .extracting(Region::code)
        .containsExactlyInAnyOrder("aws:us-east-1");
    assertThat(catalogue.search("")).isEqualTo(catalogue.all());
  }

  @Test
  void grams_become_kilograms_without_a_binary_tail() {
    Region alaska = catalogue.find("AKMS").found().orElseThrow();

    // 236.96 g/kWh; 236.96 / 1000 in binary would be 0.23696000000000002.
    assertThat(alaska.gridKgPerKwh().best()).isEqualTo(0.23696);
  }
}
