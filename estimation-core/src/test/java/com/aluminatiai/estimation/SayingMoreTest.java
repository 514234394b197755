package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Who says more never gets a wider range, as the ratio of its ends: over all accelerators, whatever
 * one other field says. A figure that the model assumes is stated as it is assumed, since another
 * one is about another machine.
 */
final class SayingMoreTest {
  private static final CalibratedModel MODEL = new CalibratedModel();

  /**
   * Effects are added in quadrature, which keeps an order but for a few hundredths of a percent.
   */
  private static final double ROUNDING = 1e-3;

  private static final double[] UTILIZATIONS = {0, 5, 20, 35, 50, 65, 80, 90, 95, 100};

  @Test
  void statingAField_neverWidensTheRange() {
    List<String> wider = new ArrayList<>();
    for (Accelerator accelerator : accelerators()) {
      Usage open = Usage.of(accelerator, 1, 1000);
      wider.addAll(widened(open));
      wider.addAll(widened(open.withHoursBand(new Range(600, 1000, 1700))));
      wider.addAll(widened(open.withAcceleratorWattsBand(derivedWatts(accelerator))));
      statements(open).values().forEach(first -> wider.addAll(widened(first.apply(open))));
    }

    assertThat(wider).isEmpty();
  }

  @Test
  void statingTheNumberInANode_neverWidensEmbodiedCarbon() {
    Estimator estimator = Estimator.standard();
    List<String> wider = new ArrayList<>();
    for (Accelerator accelerator : estimator.accelerators().all()) {
      Usage open = Usage.of(accelerator, 1, 1000);
      double before = embodiedWidth(estimator, open);
      for (int many : new int[] {1, 2, 4, 8, 16, 1024}) {
        double after = embodiedWidth(estimator, open.withAcceleratorsPerNode(many));
        if (after > before * (1 + ROUNDING)) {
          wider.add(accelerator.id() + ", " + many + " per node: " + before + ", " + after);
        }
      }
    }

    assertThat(wider).isEmpty();
  }

  private static double embodiedWidth(Estimator estimator, Usage usage) {
    Range kg =
        estimator.estimate(Method.CALIBRATED, usage, Site.UNKNOWN).embodiedKg().orElseThrow();
    return kg.high() / kg.low();
  }

  private static List<Accelerator> accelerators() {
    List<Accelerator> all = new ArrayList<>(Estimator.standard().accelerators().all());
    all.add(Accelerator.unknown("a device of one's own"));
    return all;
  }

  /** Says which fields, stated in addition, widen the range of a usage. */
  private static List<String> widened(Usage usage) {
    List<String> wider = new ArrayList<>();
    double before = width(usage);
    statements(usage)
        .forEach(
            (what, statement) -> {
              double after = width(statement.apply(usage));
              if (after > before * (1 + ROUNDING)) {
                wider.add(
                    String.format(
                        Locale.ROOT,
                        "%s, %s stated: %.4f becomes %.4f",
                        usage,
                        what,
                        before,
                        after));
              }
            });
    return wider;
  }

  private static double width(Usage usage) {
    Range kwh = MODEL.energyKwh(usage, Site.UNKNOWN.withPue(1));
    return kwh.high() / kwh.low();
  }

  /** What can be said of a usage that does not say it yet. */
  private static Map<String, UnaryOperator<Usage>> statements(Usage usage) {
    Map<String, UnaryOperator<Usage>> statements = new LinkedHashMap<>();
    CalibratedAssumptions assumed = MODEL.assumptions(usage, Site.UNKNOWN);
    if (usage.workloadType().isEmpty()) {
      for (WorkloadType type : WorkloadType.values()) {
        statements.put(type.code(), more -> more.withWorkloadType(type));
      }
    }
    if (usage.utilizationPercent().isEmpty()) {
      for (double percent : UTILIZATIONS) {
        statements.put(percent + " %", more -> more.withUtilizationPercent(percent));
      }
    }
    if (usage.acceleratorsPerNode().isEmpty()) {
      for (int many : new int[] {1, 2, 4, 8, 16}) {
        statements.put(many + " per node", more -> more.withAcceleratorsPerNode(many));
      }
    }
    if (usage.powerLimitWatts().isEmpty()) {
      for (double share : new double[] {0.5, 0.8, 0.95, 1}) {
        double watts = share * usage.accelerator().tdpWatts();
        statements.put("limit of " + watts + " W", more -> more.withPowerLimitWatts(watts));
      }
    }
    if (usage.hostWattsPerAccelerator().isEmpty()) {
      double watts = assumed.hostWattsPerGpu().best();
      statements.put("host watts", more -> more.withHostWattsPerAccelerator(watts));
    }
    if (usage.acceleratorWatts().isEmpty()) {
      double watts = watts(assumed);
      statements.put("watts", more -> more.withAcceleratorWatts(watts));
    }
    Range hours = usage.hoursBand();
    if (hours.low() < hours.high()) {
      statements.put("hours", more -> more.withHoursBand(Range.exactly(hours.best())));
    }
    if (usage.networkFraction().isEmpty()) {
      double fraction = assumed.networkFraction().best();
      statements.put("network", more -> more.withNetworkFraction(fraction));
    }
    return statements;
  }

  private static Range derivedWatts(Accelerator accelerator) {
    double watts = accelerator.tdpWatts();
    return new Range(0.4 * watts, 0.6 * watts, 0.9 * watts);
  }

  private static double watts(CalibratedAssumptions assumed) {
    return CalibratedModel.nodeWattsPerGpu(
        assumed.gpuWatts().best(),
        assumed.utilizationFraction().best(),
        assumed.idleFraction().best(),
        assumed.fullLoadFraction().best(),
        0);
  }
}
