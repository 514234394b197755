package com.aluminatiai.estimation;

/**
 * Energy of many rows at once, on plain arrays of the same length: for analytics jobs. Nothing is
 * allocated; figures are not checked, lengths are. Thread-safe for arrays that no one else writes.
 */
public final class EnergyColumns {
  private EnergyColumns() {}

  /**
   * Computes the simple formula for every row.
   *
   * @param watts watts of one accelerator
   * @param acceleratorCount number of accelerators
   * @param durationHours hours
   * @param utilizationPercent utilization, 0 to 100
   * @param pue power usage effectiveness
   * @param kwh receives energy in kWh
   * @throws IllegalArgumentException if the arrays differ in length
   */
  public static void fallbackKwh(
      double[] watts,
      double[] acceleratorCount,
      double[] durationHours,
      double[] utilizationPercent,
      double[] pue,
      double[] kwh) {
    int rows = kwh.length;
    requireRows("watts", watts.length, rows);
    requireRows("acceleratorCount", acceleratorCount.length, rows);
    requireRows("durationHours", durationHours.length, rows);
    requireRows("utilizationPercent", utilizationPercent.length, rows);
    requireRows("pue", pue.length, rows);
    for (int i = 0; i < rows; i++) {
      kwh[i] =
          FallbackModel.energyKwh(
              watts[i], acceleratorCount[i], durationHours[i], utilizationPercent[i], pue[i]);
    }
  }

  /**
   * Computes the calibrated model's best figure for every row.
   *
   * @param profiles one profile for each accelerator, kind of work and site among the rows
   * @param profileOfRow index into {@code profiles}
   * @param acceleratorCount number of accelerators
   * @param durationHours hours
   * @param utilizationPercent utilization, 0 to 100; NaN where it is not known
   * @param kwh receives energy in kWh
   * @throws IllegalArgumentException if the arrays of rows differ in length
   * @throws IndexOutOfBoundsException if an index is outside {@code profiles}
   */
  public static void calibratedKwh(
      EnergyProfile[] profiles,
      int[] profileOfRow,
      double[] acceleratorCount,
      double[] durationHours,
      double[] utilizationPercent,
      double[] kwh) {
    int rows = kwh.length;
    requireRows("profileOfRow", profileOfRow.length, rows);
    requireRows("acceleratorCount", acceleratorCount.length, rows);
    requireRows("durationHours", durationHours.length, rows);
    requireRows("utilizationPercent", utilizationPercent.length, rows);
    for (int i = 0; i < rows; i++) {
      kwh[i] =
          profiles[profileOfRow[i]].energyKwh(
              acceleratorCount[i] * durationHours[i], utilizationPercent[i]);
    }
  }

  private static void requireRows(String field, int length, int rows) {
    if (length != rows) {
      throw new IllegalArgumentException(field + " must have " + rows + " rows: " + length);
    }
  }
}
