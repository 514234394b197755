package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The host of a laptop's GPU is the laptop. */
final class LaptopTest {
  private final Estimator estimator = Estimator.standard();

  @ParameterizedTest
  @ValueSource(
      strings = {"RTX 4060 Laptop GPU", "RTX 4090 Laptop GPU", "GeForce MX450", "Quadro T1000"})
  void estimate_laptop_hasTheHostAndTheEmbodiedCarbonOfALaptop(String name) {
    Usage usage = Usage.of(estimator.accelerators().get(name), 1, 35_040);
    Estimate estimate = estimator.estimate(Method.CALIBRATED, usage, Site.UNKNOWN);

    assertThat(estimate.calibrated().orElseThrow().assumptions().hostWattsPerGpu().best())
        .isCloseTo(20 + 0.1 * usage.accelerator().tdpWatts(), within(1e-9));
    // Its whole life of 35,040 h: 30 kg for the GPU and 250 kg for the laptop.
    assertThat(estimate.embodiedKg().orElseThrow().best()).isCloseTo(280, within(1e-9));
  }
}
