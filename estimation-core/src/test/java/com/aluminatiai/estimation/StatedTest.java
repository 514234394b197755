package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is stated of a job and its site is kept, told apart and shown, each field by itself. */
final class StatedTest {
  private static final Usage USAGE = Usage.of(Devices.H100, 8, 72);

  private static final List<UnaryOperator<Usage>> OF_A_JOB =
      List.of(
          usage -> usage.withAcceleratorFraction(0.5),
          usage -> usage.withUtilizationPercent(85),
          usage -> usage.withWorkloadType(WorkloadType.TRAINING),
          usage -> usage.withAcceleratorWatts(600),
          usage -> usage.withPowerLimitWatts(500),
          usage -> usage.withHostWattsPerAccelerator(300),
          usage -> usage.withNetworkFraction(0.02),
          usage -> usage.withAcceleratorsPerNode(4));

  private static final List<UnaryOperator<Site>> OF_A_SITE =
      List.of(
          site -> site.withPue(1.2),
          site -> site.withGridKgPerKwh(0.3),
          site -> site.withUsdPerKwh(0.07));

  @Test
  void usage_eachField_tellsItApart() {
    List<Usage> all = new ArrayList<>(List.of(USAGE));
    OF_A_JOB.forEach(stated -> all.add(stated.apply(USAGE)));
    all.add(Usage.of(Devices.A100, 8, 72));
    all.add(Usage.of(Devices.H100, 7, 72));
    all.add(Usage.of(Devices.H100, 8, 71));

    assertAllDiffer(all);
    for (UnaryOperator<Usage> stated : OF_A_JOB) {
      assertThat(stated.apply(USAGE))
          .isEqualTo(stated.apply(USAGE))
          .hasSameHashCodeAs(stated.apply(USAGE));
    }
    assertThat(USAGE).isNotEqualTo("8 x H100");
  }

  @Test
  void site_eachField_tellsItApart() {
    List<Site> all = new ArrayList<>(List.of(Site.UNKNOWN));
    OF_A_SITE.forEach(stated -> all.add(stated.apply(Site.UNKNOWN)));
    all.add(Site.in(Estimator.standard().regions().get("FR")));

    assertAllDiffer(all);
    for (UnaryOperator<Site> stated : OF_A_SITE) {
      assertThat(stated.apply(Site.UNKNOWN))
          .isEqualTo(stated.apply(Site.UNKNOWN))
          .hasSameHashCodeAs(stated.apply(Site.UNKNOWN));
    }
    assertThat(Site.UNKNOWN).isNotEqualTo("unknown region");
  }

  private static void assertAllDiffer(List<?> all) {
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < all.size(); j++) {
        assertThat(all.get(i).equals(all.get(j)))
            .as(all.get(i) + ", " + all.get(j))
            .isEqualTo(i == j);
      }
    }
    assertThat(all.stream().map(Object::hashCode).distinct()).hasSameSizeAs(all);
  }

  @Test
  void toString_isOneLineWithWhatWasStated() {
    Usage all = USAGE;
    for (UnaryOperator<Usage> stated : OF_A_JOB) {
      all = stated.apply(all);
    }
    Site site = Site.in(Estimator.standard().regions().get("FR"));
    for (UnaryOperator<Site> stated : OF_A_SITE) {
      site = stated.apply(site);
    }

    assertThat(USAGE).hasToString("8 x NVIDIA_H100_SXM, 72.0 h");
    assertThat(all)
        .hasToString(
            "8 x NVIDIA_H100_SXM (0.5 of each), 72.0 h, 85.0 % utilization, training, measured 600.0"
                + " W, limit 500.0 W, host 300.0 W, network 0.02, 4 a node");
    assertThat(Site.UNKNOWN).hasToString("unknown region");
    assertThat(site).hasToString("FR, PUE 1.2, 0.3 kg CO2e/kWh, 0.07 USD/kWh");
  }

  /** Minus nothing is nothing: two ways to write it are one statement. */
  @Test
  void minusZero_isZero() {
    assertThat(USAGE.withNetworkFraction(-0.0)).isEqualTo(USAGE.withNetworkFraction(0));
    assertThat(USAGE.withAcceleratorWatts(-0.0)).isEqualTo(USAGE.withAcceleratorWatts(0));
    assertThat(USAGE.withHostWattsPerAccelerator(-0.0))
        .isEqualTo(USAGE.withHostWattsPerAccelerator(0));
    assertThat(USAGE.withUtilizationPercent(-0.0)).isEqualTo(USAGE.withUtilizationPercent(0));
    assertThat(Site.UNKNOWN.withGridKgPerKwh(-0.0)).isEqualTo(Site.UNKNOWN.withGridKgPerKwh(0));
    assertThat(Site.UNKNOWN.withUsdPerKwh(-0.0)).isEqualTo(Site.UNKNOWN.withUsdPerKwh(0));
  }
}
