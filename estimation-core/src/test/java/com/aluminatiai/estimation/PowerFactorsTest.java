package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PowerFactorsTest {
  private static final List<String> UNITS =
      List.of("1", "W", "h", "kWh", "kg CO2e", "kg CO2e/kWh", "kg CO2e/km", "USD/kWh");

  @Test
  void factors_haveUnitAndSource() {
    assertThat(PowerFactors.standard().all())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            factor -> {
              assertThat(factor.source()).as(factor.key()).isNotBlank();
              assertThat(UNITS).as(factor.key()).contains(factor.unit());
            });
  }

  @Test
  void embodiedFactors_areOfAcceleratorsThatTheCatalogueKnows() {
    for (PowerFactors.Factor factor : PowerFactors.standard().all()) {
      for (String prefix : List.of("embodied_kg.", "tpu_watts.")) {
        if (factor.key().startsWith(prefix)) {
          String id = factor.key().substring(prefix.length());
          assertThat(Estimator.standard().accelerators().byId(id)).as(id).isPresent();
          assertThat(factor.unit()).as(id).isEqualTo(prefix.equals("tpu_watts.") ? "W" : "kg CO2e");
        }
      }
    }
  }

  @Test
  void fullLoad_isAlwaysAboveIdle() {
    double idle = PowerFactors.standard().get("idle_fraction").band().high();

    for (PowerFactors.Factor factor : PowerFactors.standard().all()) {
      if (factor.key().startsWith("full_load_fraction.")) {
        assertThat(factor.band().low()).as(factor.key()).isGreaterThanOrEqualTo(idle);
        assertThat(factor.band().high()).as(factor.key()).isEqualTo(1);
      }
    }
  }

  @Test
  void manual_listsEveryFactorAsItIs() throws IOException {
    String manual =
        Files.readString(Path.of("src/main/java/com/aluminatiai/estimation/package-info.java"))
            .replaceAll("\\s*\\n \\*\\s*", " ")
            .replace("> <", "><");

    for (PowerFactors.Factor factor : PowerFactors.standard().all()) {
      Range band = factor.band();
      assertThat(manual)
          .contains(
              "{@code %s}</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td>"
                  .formatted(
                      factor.key(),
                      plain(band.low()),
                      plain(band.best()),
                      plain(band.high()),
                      factor.unit(),
                      factor.source().replace("<", "&lt;")));
    }
  }

  private static String plain(double figure) {
    return BigDecimal.valueOf(figure).stripTrailingZeros().toPlainString();
  }

  @Test
  void factor_thatIsNotThere_isNamed() {
    assertThatThrownBy(() -> PowerFactors.standard().get("nonsense"))
        .hasMessage("no power factor nonsense");
  }
}
