package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class EnergyColumnsTest {
  private static final long SEED = 3;

  @Test
  void calibratedKwh_ofManyRows_isWhatTheModelSaysOfEach() {
    Accelerator[] devices = {Devices.H100, Devices.A100, Devices.L4, Devices.TPU_V4};
    CalibratedModel model = new CalibratedModel();
    EnergyProfile[] profiles = new EnergyProfile[devices.length];
    for (int i = 0; i < devices.length; i++) {
      profiles[i] = EnergyProfile.of(Usage.of(devices[i], 1, 1), Site.UNKNOWN.withPue(1.2));
    }
    int rows = 1000;
    Random random = new Random(SEED);
    int[] profileOfRow = random.ints(rows, 0, devices.length).toArray();
    double[] count = random.ints(rows, 1, 1000).asDoubleStream().toArray();
    double[] hours = random.doubles(rows, 0, 1000).toArray();
    double[] percent = random.doubles(rows, 0, 100).toArray();
    for (int i = 0; i < rows; i += 3) {
      percent[i] = Double.NaN;
    }
    double[] kwh = new double[rows];

    EnergyColumns.calibratedKwh(profiles, profileOfRow, count, hours, percent, kwh);

    for (int i = 0; i < rows; i++) {
      Usage usage = Usage.of(devices[profileOfRow[i]], (int) count[i], hours[i]);
      Usage row = Double.isNaN(percent[i]) ? usage : usage.withUtilizationPercent(percent[i]);
      double one = model.energyKwh(row, Site.UNKNOWN.withPue(1.2)).best();
      assertThat(kwh[i]).as("seed %d, row %d", SEED, i).isCloseTo(one, within(one * 1e-12));
    }
  }

  @Test
  void fallbackKwh_ofTheSeedsExample_isTheSeedsAnswer() {
    double[] kwh = new double[1];

    EnergyColumns.fallbackKwh(
        new double[] {700},
        new double[] {8},
        new double[] {72},
        new double[] {85},
        new double[] {1.3},
        kwh);

    assertThat(kwh[0]).isCloseTo(445.536, within(1e-9));
  }

  @Test
  void columns_ofDifferentLength_areRefused() {
    double[] one = new double[1];
    double[] two = new double[2];

    assertThatThrownBy(() -> EnergyColumns.fallbackKwh(one, one, two, one, one, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("durationHours must have 1 rows: 2");
  }
}
