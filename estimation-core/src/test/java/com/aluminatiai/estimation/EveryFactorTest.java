package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A factor that is documented has an effect: its low, its best and its high figure each have. */
final class EveryFactorTest {
  private static final Estimator STANDARD = Estimator.standard();

  /** The host of a module draws nothing: for the test it does, or its modules could not count. */
  private static final PowerFactors FACTORS =
      PowerFactors.standard().with("host_watts_per_node.module", Range.exactly(40));

  private static final List<Accelerator> ACCELERATORS = accelerators();
  private static final List<Object> FIGURES = figures(STANDARD.with(FACTORS));

  static Stream<String> keys() {
    return StreamSupport.stream(FACTORS.all().spliterator(), false).map(PowerFactors.Factor::key);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyFigureOfAFactor_movesSomeEstimate(String key) {
    for (Range band : moved(key, FACTORS.get(key).band())) {
      Estimator other = STANDARD.with(FACTORS.with(key, band));

      assertThat(figures(other)).as("%s at %s", key, band).isNotEqualTo(FIGURES);
    }
  }

  /** Moves each end of a band and its best figure alone, and a point as a whole. */
  private static List<Range> moved(String key, Range band) {
    double low = band.low();
    double best = band.best();
    double high = band.high();
    if (low == high) {
      return List.of(Range.exactly(low * 0.9));
    }
    List<Range> bands = new ArrayList<>();
    if (low > 0) {
      bands.add(new Range(low * 0.9, best, high));
    }
    if (!isDoubt(key)) {
      bands.add(new Range(low, best < high ? (best + high) / 2 : (low + best) / 2, high));
    }
    bands.add(new Range(low, best, best < high ? (best + high) / 2 : high * 1.1));
    return bands;
  }

  /** The best figure is the published one itself, whose doubt this is. */
  private static boolean isDoubt(String key) {
    return List.of("pue_region_ratio", "pue_fleet_ratio", "hours_scaling_ratio").contains(key);
  }

  /** What all accelerators, kinds of work and regions come to. */
  private static List<Object> figures(Estimator estimator) {
    List<Object> figures = new ArrayList<>();
    for (Accelerator accelerator : ACCELERATORS) {
      Usage usage = Usage.of(accelerator, 3, 10);
      add(figures, estimator, usage, Site.UNKNOWN);
      add(figures, estimator, usage.withUtilizationPercent(60), Site.UNKNOWN);
      add(figures, estimator, usage.withAcceleratorsPerNode(2), Site.UNKNOWN);
      add(figures, estimator, usage.withAcceleratorsPerNode(16), Site.UNKNOWN);
      for (WorkloadType type : WorkloadType.values()) {
        add(figures, estimator, usage.withWorkloadType(type), Site.UNKNOWN);
      }
    }
    add(
        figures,
        estimator,
        Usage.of(Devices.H100, 8, 72).withAcceleratorFraction(1.0 / 7),
        Site.UNKNOWN);
    Usage usage = Usage.of(Devices.H100, 8, 72).withUtilizationPercent(50);
    for (Region region : STANDARD.regions().all()) {
      add(figures, estimator, usage, Site.in(region));
    }
    figures.add(estimator.equivalents(445.536, 178.2144));
    figures.add(
        estimator.compare(usage, Site.UNKNOWN, 70, ACCELERATORS, List.of(), Comparison.SortBy.KWH));
    return figures;
  }

  /** One of each vendor and form, those that a factor names, and an unknown one. */
  private static List<Accelerator> accelerators() {
    Map<String, Accelerator> found = new LinkedHashMap<>();
    for (Accelerator one : STANDARD.accelerators().all()) {
      boolean isNamed = keys().anyMatch(key -> key.endsWith("." + one.id()));
      found.putIfAbsent(isNamed ? one.id() : one.vendor() + " " + HostClass.of(one), one);
      found.putIfAbsent(one.architecture(), one);
    }
    found.put("", Accelerator.unknown("a device of one's own"));
    return List.copyOf(found.values());
  }

  private static void add(List<Object> figures, Estimator estimator, Usage usage, Site site) {
    Estimate estimate = estimator.estimate(Method.CALIBRATED, usage, site);
    CalibratedEstimate range = estimate.calibrated().orElseThrow();
    figures.add(range.kwh());
    figures.add(range.carbonKg());
    figures.add(range.costUsd());
    figures.add(estimate.embodiedKg());
  }
}
