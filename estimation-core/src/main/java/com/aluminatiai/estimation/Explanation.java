package com.aluminatiai.estimation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Puts the assumptions of an estimate into rows for a person to read. */
final class Explanation {
  private Explanation() {}

  /** What the energy of the calibrated model rests on. */
  static List<ExplainedAssumption> ofEnergy(Basis basis) {
    Effects effects = Effects.of(basis.assumptions());
    List<ExplainedAssumption> rows = new ArrayList<>();
    Collections.addAll(rows, row("gpu_watts", "W", basis.gpuWatts(), effects, Effects.GPU_WATTS));
    if (!basis.utilizationFraction().equals(LoadRules.IN_THE_LOAD)) {
      Collections.addAll(
          rows,
          row(
              "utilization_fraction",
              "1",
              basis.utilizationFraction(),
              effects,
              Effects.UTILIZATION),
          row("idle_fraction", "1", basis.idleFraction(), effects, Effects.IDLE));
    }
    Collections.addAll(
        rows,
        row("full_load_fraction", "1", basis.fullLoadFraction(), effects, Effects.FULL_LOAD),
        row("host_watts_per_gpu", "W", basis.hostWattsPerGpu(), effects, Effects.HOST),
        row("network_fraction", "1", basis.networkFraction(), effects, Effects.NETWORK));
    if (!basis.powerShare().equals(Assumed.WHOLE_ACCELERATOR)) {
      rows.add(row("power_share", "1", basis.powerShare(), effects, Effects.SHARE));
    }
    rows.add(row("pue", "1", basis.pue(), effects, Effects.PUE));
    if (basis.durationHours().source().equals(Assumed.DERIVED)) {
      rows.add(row("duration_hours", "h", basis.durationHours(), effects, Effects.HOURS));
    }
    return List.copyOf(rows);
  }

  /** Grid and price move emissions and cost, not the energy. */
  static List<ExplainedAssumption> ofElectricity(Basis basis, Optional<Accounting> accounting) {
    return List.of(
        row("grid_kg_per_kwh", "kg CO2e/kWh", counted(basis.gridKgPerKwh(), accounting)),
        row("usd_per_kwh", "USD/kWh", basis.usdPerKwh()));
  }

  private static ExplainedAssumption row(
      String name, String unit, Assumed assumed, Effects effects, int k) {
    return row(name, unit, assumed)
        .withEffectPercent(percent(effects.low(k)), percent(effects.high(k)));
  }

  static ExplainedAssumption row(String name, String unit, Assumed assumed) {
    return ExplainedAssumption.of(name, unit, assumed.band(), assumed.source());
  }

  /** Says first what the intensity counts, for figures of different kinds cannot be compared. */
  private static Assumed counted(Assumed grid, Optional<Accounting> accounting) {
    return accounting
        .map(kind -> new Assumed(grid.band(), kind.description() + "; " + grid.source()))
        .orElse(grid);
  }

  private static double percent(double log) {
    return 100 * (StrictMath.exp(log) - 1);
  }
}
