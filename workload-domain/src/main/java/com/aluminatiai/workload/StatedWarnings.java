package com.aluminatiai.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What a user should know about figures as they were stated, in whatever way. */
public final class StatedWarnings {
  private StatedWarnings() {}

  /**
   * Returns what there is to say.
   *
   * @param utilizationPercent accelerator utilization, 0 to 100
   * @param hardware what was stated of the hardware
   * @return sentences for the user; empty if there is nothing to say
   */
  public static List<String> of(OptionalDouble utilizationPercent, Hardware hardware) {
    List<String> warnings = new ArrayList<>();
    double percent = utilizationPercent.orElse(0);
    if (percent > 0 && percent <= 1) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "A utilization of %s counts as %<s percent; state %s if %<s percent is meant.",
              shown(percent),
              shown(percent * 100)));
    }
    double watts = hardware.gpuWatts().orElse(0);
    double limit = hardware.powerLimitWatts().orElse(Double.MAX_VALUE);
    if (watts > limit) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "The measured %s W of each accelerator are above its power limit of %s W; the"
                  + " measured watts are used.",
              shown(watts),
              shown(limit)));
    }
    return warnings;
  }

  /**
   * Says of an accelerator that the catalogue does not know that nothing is assumed of its power.
   *
   * @param hardware hardware whose watts were measured
   * @return the end of a sentence
   */
  public static String measuredAreUsed(Hardware hardware) {
    return "the measured " + shown(hardware.gpuWatts().orElseThrow()) + " W are used.";
  }

  private static String shown(double number) {
    String text = String.format(Locale.ROOT, "%.4f", number);
    return text.replaceFirst("\\.?0+$", "");
  }
}
