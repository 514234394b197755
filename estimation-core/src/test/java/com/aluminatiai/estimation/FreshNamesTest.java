package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.estimation.Match.Kind;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Names of a few devices and regions, made anew for each test: that of the standard catalogue was
 * made long before a test runs, and would hide what is wrong in the making.
 */
final class FreshNamesTest {
  private static final Estimator STANDARD = Estimator.standard();

  private final AcceleratorNames names =
      new AcceleratorNames(
          Stream.of(
                  "NVIDIA_H100_SXM",
                  "NVIDIA_A100_SXM_80",
                  "NVIDIA_A100_SXM_40",
                  "NVIDIA_K80",
                  "NVIDIA_K80_DIE",
                  "NVIDIA_M4",
                  "APPLE_M4",
                  "INTEL_GAUDI3")
              .map(id -> STANDARD.accelerators().byId(id).orElseThrow())
              .toList(),
          List.of(
              machine("p5.48xlarge", "aws", "NVIDIA_H100_SXM", 8),
              machine("Standard_ND96asr_v4", "azure", "NVIDIA_A100_SXM_40", 8),
              machine("H100", "lambda", "NVIDIA_A100_SXM_40", 1)),
          List.of(
              new OtherName("M4", OtherName.Kind.SHARED, List.of("APPLE_M4", "NVIDIA_M4")),
              new OtherName("none", OtherName.Kind.NONE, List.of()),
              new OtherName("xeon", OtherName.Kind.PROCESSOR, List.of())),
          List.of(
              new SliceRow(SliceRow.Kind.MIG, "A100", "NVIDIA_A100_SXM_80", OptionalInt.of(7)),
              new SliceRow(
                  SliceRow.Kind.VGPU, "GRID100", "NVIDIA_A100_SXM_40", OptionalInt.empty())));

  private static MachineType machine(String name, String provider, String id, int count) {
    return new MachineType(name, provider, id, count, 1, Rating.Certainty.PUBLISHED, "a test");
  }

  @ParameterizedTest
  @CsvSource({
    "H100, NVIDIA_H100_SXM, EXACT",
    "nvidia h100 sxm, NVIDIA_H100_SXM, EXACT",
    "NVIDIA NVIDIA_H100_SXM, NVIDIA_H100_SXM, EXACT",
    "NVIDIA Corporation H100 GPU, NVIDIA_H100_SXM, EXACT",
    "A100 40 GB, NVIDIA_A100_SXM_40, EXACT",
    "A100 40, NVIDIA_A100_SXM_40, EXACT",
    "Apple M4, APPLE_M4, EXACT",
    "Tesla M4, NVIDIA_M4, EXACT",
    "p5.48xlarge, NVIDIA_H100_SXM, MACHINE",
    "ml.p5.48xlarge, NVIDIA_H100_SXM, MACHINE",
    "Standard_ND96asr_v4, NVIDIA_A100_SXM_40, MACHINE",
    "nd96asr-v4, NVIDIA_A100_SXM_40, MACHINE",
    "A100 MIG 1g.10gb, NVIDIA_A100_SXM_80, SLICE",
    "GRID GRID100-20C, NVIDIA_A100_SXM_40, SLICE",
    "H100 72GB, NVIDIA_H100_SXM, FAMILY",
  })
  void find_knownName_findsTheDevice(String name, String id, Kind kind) {
    Match<Accelerator> match = names.find(name);

    assertThat(match.found().map(Accelerator::id)).contains(id);
    assertThat(match.kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "M4, SHARED",
    "none, NO_ACCELERATOR",
    "Intel Xeon Gold 6148, NO_ACCELERATOR",
    "ml.Standard_ND96asr_v4, UNKNOWN",
    "Intel H100, UNKNOWN",
    "Gaudi 31, UNKNOWN",
    "quantum abacus, UNKNOWN",
  })
  void find_anythingElse_findsNone(String name, Kind kind) {
    assertThat(names.find(name).found()).isEmpty();
    assertThat(names.find(name).kind()).isEqualTo(kind);
  }

  @Test
  void find_unknownName_suggestsTheNearest() {
    assertThat(names.find("H1000").suggestions())
        .extracting(Accelerator::id)
        .contains("NVIDIA_H100_SXM");
    String long_ = "H100" + " very long name".repeat(20);
    assertThat(names.find(long_).found()).isEmpty();
    assertThat(names.find(long_).suggestions())
        .extracting(Accelerator::id)
        .contains("NVIDIA_H100_SXM");
  }

  @Test
  void find_board_saysHowManyDevicesToolsCount() {
    assertThat(names.find("K80").remark()).contains("2 devices", "NVIDIA K80 die");
    assertThat(names.find("K80 die").remark()).isEmpty();
    assertThat(names.find("H100").remark()).isEmpty();
  }

  @Test
  void search_words_findsWhatHasThemAll() {
    assertThat(names.search("a100 80"))
        .extracting(Accelerator::id)
        .containsExactly("NVIDIA_A100_SXM_80");
  }

  @Test
  void otherName_ofNoDevice_isRefused() {
    List<OtherName> wrong =
        List.of(new OtherName("X", OtherName.Kind.SHARED, List.of("NVIDIA_NONE")));

    assertThatThrownBy(() -> new AcceleratorNames(List.of(), List.of(), wrong, List.of()))
        .hasMessage("no accelerator has the id NVIDIA_NONE");
  }

  private static RegionCatalogue regions() {
    List<String> codes =
        List.of(
            "US",
            "US-VA",
            "DE",
            "EU",
            "ibm:us-east",
            "aws:us-east-1",
            "aws:eu-central-1",
            "gcp:europe-west9",
            "gcp:europe-west10");
    return new RegionCatalogue(
        RegionRow.read(FactorFiles.read()).stream()
            .filter(row -> codes.contains(row.region().code()))
            .toList(),
        List.of(
            new PlaceName("us-east", PlaceName.Kind.SHARED, "", List.of("ibm:us-east", "US-VA")),
            new PlaceName("Old Dominion", PlaceName.Kind.NAME, "US-VA", List.of()),
            new PlaceName("Germany", PlaceName.Kind.SHARED, "", List.of("US", "EU")),
            new PlaceName("Ashburn", PlaceName.Kind.PLACE, "US-VA", List.of("aws:us-east-1")),
            new PlaceName("Ulm", PlaceName.Kind.PLACE, "DE", List.of()),
            new PlaceName("zone 7", PlaceName.Kind.NAME, "DE", List.of())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "us-va | US-VA | EXACT",
        "Old-Dominion | US-VA | EXACT",
        "olddominion | US-VA | EXACT",
        // A region's own name is its own where the others do not name it.
        "Germany | DE | EXACT",
        "Ulm | DE | AVERAGE",
        "Ashburn | US-VA | AVERAGE",
        "EU | EU | AVERAGE",
        "ibm:us-east | ibm:us-east | EXACT",
        "us-east-1a | aws:us-east-1 | EXACT",
        "us-east-1-b | aws:us-east-1 | EXACT",
        "Ulm, Germany | DE | AVERAGE",
        "Ulm, DE | DE | AVERAGE",
        "Ashburn (us-east-1) | aws:us-east-1 | EXACT",
        "zone-7 | DE | EXACT",
        "europe-west9a | gcp:europe-west9 | EXACT",
        "europe-west9-a | gcp:europe-west9 | EXACT",
        "europe-west10b | gcp:europe-west10 | EXACT",
        "europe-west10-b | gcp:europe-west10 | EXACT",
      })
  void findRegion_knownName_findsIt(String name, String code, Kind kind) {
    Match<Region> match = regions().find(name);

    assertThat(match.found().map(Region::code)).contains(code);
    assertThat(match.kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "us-east | SHARED",
        "us east | SHARED",
        "Ulm, USA | UNKNOWN",
        "Ulm (us-east-1) | UNKNOWN",
        "zone7 | UNKNOWN",
        "n/a | UNKNOWN",
        "u s | UNKNOWN",
        "europe-west99 | UNKNOWN",
        "us-east-12 | UNKNOWN",
        "Frankfort | UNKNOWN",
      })
  void findRegion_anythingElse_findsNone(String name, Kind kind) {
    assertThat(regions().find(name).found()).isEmpty();
    assertThat(regions().find(name).kind()).isEqualTo(kind);
  }

  @Test
  void findRegion_unknownName_suggestsTheNearest() {
    RegionCatalogue regions = regions();

    assertThat(regions.find("us-east-12").suggestions())
        .extracting(Region::code)
        .contains("aws:us-east-1");
    assertThat(regions.search("west9"))
        .extracting(Region::code)
        .containsExactly("gcp:europe-west9");
    assertThat(regions.find("x".repeat(1000)).found()).isEmpty();
    // The second time the answer is remembered.
    assertThat(regions.find("Ulm, Germany")).isSameAs(regions.find("Ulm, Germany"));
  }

  @Test
  void findRegion_place_saysWhatIsAssumed() {
    assertThat(regions().find("Ulm").remark())
        .isEqualTo("has no figure of its own: the average of Germany is assumed");
    assertThat(regions().find("Ashburn").remark())
        .isEqualTo(
            "is a place of cloud regions (aws:us-east-1): the average of Virginia is assumed");
  }
}
