package com.example.ownmodel;

import com.aluminatiai.estimation.EnergyModel;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;

/**
 * A model in ten lines: a node draws half its accelerators' TDP when idle and 1.25 times when busy.
 */
public final class WallModel implements EnergyModel {
  private static final double IDLE = 0.5;
  private static final double BUSY = 1.25;
  private static final Range DOUBT = new Range(0.8, 1, 1.2);

  @Override
  public String id() {
    return "wall";
  }

  @Override
  public Range energyKwh(Usage usage, Site site) {
    double tdpWatts = usage.accelerator().tdpWatts();
    double load = usage.utilizationPercent().orElse(90) / 100;
    double guess = tdpWatts * (IDLE + (BUSY - IDLE) * load);
    boolean metered =
        usage.acceleratorWatts().isPresent() && usage.hostWattsPerAccelerator().isPresent();
    double watts =
        metered
            ? usage.acceleratorWatts().getAsDouble() + usage.hostWattsPerAccelerator().getAsDouble()
            : guess;
    double hours = usage.durationHours() * usage.acceleratorCount();
    double kwh = watts * hours * site.pue().orElse(1.2) / 1000;
    return metered && site.pue().isPresent() ? Range.exactly(kwh) : DOUBT.times(kwh);
  }
}
