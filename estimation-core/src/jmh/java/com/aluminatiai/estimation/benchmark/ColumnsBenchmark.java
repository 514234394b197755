package com.aluminatiai.estimation.benchmark;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.CalibratedModel;
import com.aluminatiai.estimation.EnergyColumns;
import com.aluminatiai.estimation.EnergyProfile;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds a row of the columnar entry points, beside copying the arrays that they read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ColumnsBenchmark {
  private static final int ROWS = 1_000_000;

  private final Random random = new Random(1);
  private final double[] watts = random.doubles(ROWS, 70, 1000).toArray();
  private final double[] count = random.doubles(ROWS, 1, 64).toArray();
  private final double[] hours = random.doubles(ROWS, 0, 720).toArray();
  private final double[] percent = random.doubles(ROWS, 0, 100).toArray();
  private final double[] pue = random.doubles(ROWS, 1, 1.6).toArray();
  private final int[] profileOfRow = random.ints(ROWS, 0, 100).toArray();
  private final double[] kwh = new double[ROWS];
  private final double[] copy = new double[ROWS];
  private final int[] copyOfProfiles = new int[ROWS];
  private final EnergyProfile[] profiles = profiles();

  /** Creates the state. */
  public ColumnsBenchmark() {}

  private static EnergyProfile[] profiles() {
    CalibratedModel model = new CalibratedModel();
    List<Accelerator> accelerators = Estimator.standard().accelerators().all();
    return accelerators.stream()
        .limit(100)
        .map(device -> EnergyProfile.of(Usage.of(device, 1, 1), Site.UNKNOWN))
        .toArray(EnergyProfile[]::new);
  }

  /**
   * Copies as many columns as the seed's formula reads: what memory alone costs.
   *
   * @return the last copy
   */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double[] copyOfFiveColumns() {
    System.arraycopy(watts, 0, copy, 0, ROWS);
    System.arraycopy(count, 0, copy, 0, ROWS);
    System.arraycopy(hours, 0, copy, 0, ROWS);
    System.arraycopy(percent, 0, copy, 0, ROWS);
    System.arraycopy(pue, 0, copy, 0, ROWS);
    return copy;
  }

  /**
   * Copies the columns that the calibrated model reads.
   *
   * @return the last copy
   */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double[] copyOfFourColumns() {
    System.arraycopy(profileOfRow, 0, copyOfProfiles, 0, ROWS);
    System.arraycopy(count, 0, copy, 0, ROWS);
    System.arraycopy(hours, 0, copy, 0, ROWS);
    System.arraycopy(percent, 0, copy, 0, ROWS);
    return copy;
  }

  /**
   * The seed's formula.
   *
   * @return kWh
   */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double[] fallback() {
    EnergyColumns.fallbackKwh(watts, count, hours, percent, pue, kwh);
    return kwh;
  }

  /**
   * The calibrated best figure over a hundred profiles.
   *
   * @return kWh
   */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double[] calibrated() {
    EnergyColumns.calibratedKwh(profiles, profileOfRow, count, hours, percent, kwh);
    return kwh;
  }
}
