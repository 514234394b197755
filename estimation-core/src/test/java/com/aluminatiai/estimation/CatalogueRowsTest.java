package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.aluminatiai.estimation.input.DataRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rows refuse, and with which words. */
final class CatalogueRowsTest {
  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -0.0,
        -700,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        1e7
      })
  void accelerator_wattsThatCannotBe_areRefusedWithFieldRuleAndValue(double watts) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> accelerator("X_1", watts, OptionalDouble.empty()))
        .withMessage("tdpWatts must be more than 0 and at most 1000000: " + watts);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void accelerator_idleWattsThatCannotBe_areRefused(double watts) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> accelerator("X_1", 700, OptionalDouble.of(watts)))
        .withMessage("idleWatts must be within 0..1000000: " + watts);
  }

  @Test
  void accelerator_blankId_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> accelerator(" ", 700, OptionalDouble.empty()))
        .withMessage("id must not be blank: \" \"");
  }

  @Test
  void accelerator_ofACallersOwn_isAnAccelerator() {
    assertThat(accelerator("X_1", 700, OptionalDouble.of(0)).isKnown()).isTrue();
    assertThat(Accelerator.unknown("what").isKnown()).isFalse();
    assertThatNullPointerException()
        .isThrownBy(() -> Accelerator.unknown(null))
        .withMessage("name");
  }

  private static Accelerator accelerator(String id, double tdpWatts, OptionalDouble idleWatts) {
    return new Accelerator(
        id,
        "X 1",
        "X",
        "",
        tdpWatts,
        500,
        new Rating(1, 1e6, List.of(), Rating.Certainty.PUBLISHED),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        idleWatts,
        FormFactor.UNKNOWN,
        OptionalInt.empty(),
        Availability.SOLD,
        OptionalDouble.empty(),
        Optional.empty(),
        List.of(),
        "",
        "a test",
        List.of());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.99, -1, 5.1, Double.NaN, Double.POSITIVE_INFINITY})
  void region_pueThatCannotBe_isRefused(double pue) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> region(Range.exactly(0.4), pue))
        .withMessage("pue must be within 1..5: " + pue);
  }

  @Test
  void region_gridThatCannotBe_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> region(Range.exactly(400), 1.1))
        .withMessage("gridKgPerKwh must be within 0..5: 400.0");
  }

  private static Region region(Range gridKgPerKwh, double pue) {
    return new Region(
        "x:north-1",
        "North",
        Region.Level.CLOUD,
        Optional.of("x"),
        "NO",
        gridKgPerKwh,
        2024,
        Region.Level.COUNTRY,
        Accounting.LIFE_CYCLE,
        Optional.empty(),
        OptionalDouble.of(pue),
        false,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        false,
        "a test");
  }

  @Test
  void dataRow_faults_areReportedWithFileAndLine() {
    List<DataRow> rows = DataRow.parse("a.tsv", "# a remark\n\nid\twatts\nX\tmany\nY\t\n");

    assertThat(rows).hasSize(2);
    assertThatIllegalStateException()
        .isThrownBy(() -> rows.get(0).number("watts"))
        .withMessage("a.tsv:4 watts is no number");
    assertThatIllegalStateException()
        .isThrownBy(() -> rows.get(0).wholeNumber("watts"))
        .withMessage("a.tsv:4 watts is no whole number");
    assertThatIllegalStateException()
        .isThrownBy(() -> rows.get(1).number("watts"))
        .withMessage("a.tsv:5 lacks watts");
    assertThatIllegalStateException()
        .isThrownBy(() -> rows.get(1).text("volts"))
        .withMessage("a.tsv:5 has no column volts");
    assertThatIllegalStateException()
        .isThrownBy(() -> DataRow.parse("a.tsv", "id\twatts\nX\n"))
        .withMessage("a.tsv:2 must have 2 cells: 1");
  }

  @Test
  void catalogue_aliasOfTwoAccelerators_isRefused() {
    List<Accelerator> two =
        List.of(
            accelerator("X_1", 700, OptionalDouble.empty()),
            accelerator("Y_1", 700, OptionalDouble.empty()));
    assertThatIllegalStateException()
        .isThrownBy(() -> new AcceleratorCatalogue(two))
        .withMessage("alias of two accelerators: X 1");
  }
}
