package com.aluminatiai.estimation.benchmark;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.CalibratedEstimate;
import com.aluminatiai.estimation.CalibratedModel;
import com.aluminatiai.estimation.Comparison;
import com.aluminatiai.estimation.EnergyProfile;
import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.FallbackModel;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One estimate beside bare arithmetic, with and without its range, and a comparison. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EstimationBenchmark {
  private final Estimator estimator = Estimator.standard();
  private final FallbackModel fallback = new FallbackModel();
  private final CalibratedModel model = new CalibratedModel();
  private final Accelerator h100 = estimator.accelerators().find("H100").found().orElseThrow();
  private final Usage usage = Usage.of(h100, 8, 72).withUtilizationPercent(85);
  private final EnergyProfile profile = EnergyProfile.of(usage, Site.UNKNOWN);
  private final List<Accelerator> accelerators = estimator.accelerators().all().subList(0, 40);
  private final List<Region> regions = estimator.regions().all().subList(0, 25);

  private double watts = 700;
  private double count = 8;
  private double hours = 72;
  private double utilizationPercent = 85;
  private double pue = 1.3;

  /** Creates the state. */
  public EstimationBenchmark() {}

  /**
   * The seed's formula written out: what everything else is compared with.
   *
   * @return kWh
   */
  @Benchmark
  public double bareArithmetic() {
    return watts * count * hours * (utilizationPercent / 100) * pue / 1000;
  }

  /**
   * The seed's formula by its primitive entry point.
   *
   * @return kWh
   */
  @Benchmark
  public double fallbackPrimitive() {
    return FallbackModel.energyKwh(h100.fallbackWatts(), count, hours, utilizationPercent, pue);
  }

  /**
   * The seed's formula by the objects of the API.
   *
   * @return kWh
   */
  @Benchmark
  public double fallbackModel() {
    return fallback.energyKwh(usage, Site.UNKNOWN).best();
  }

  /**
   * The calibrated best figure by a profile.
   *
   * @return kWh
   */
  @Benchmark
  public double calibratedPrimitive() {
    return profile.energyKwh(count * hours, utilizationPercent);
  }

  /**
   * The calibrated estimate with ranges and assumptions.
   *
   * @return the estimate
   */
  @Benchmark
  public CalibratedEstimate calibratedEstimate() {
    return model.estimate(usage, Site.UNKNOWN);
  }

  /**
   * All that the service stores.
   *
   * @return the estimate
   */
  @Benchmark
  public Estimate estimate() {
    return estimator.estimate(Method.FALLBACK, usage, Site.UNKNOWN);
  }

  /**
   * A comparison of 40 accelerators in 25 regions.
   *
   * @return the comparison
   */
  @Benchmark
  public Comparison compareThousandCells() {
    return estimator.compare(
        usage, Site.UNKNOWN, 140, accelerators, regions, Comparison.SortBy.CARBON_KG);
  }
}
