package com.aluminatiai.estimation.benchmark;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.work.LanguageModel;
import com.aluminatiai.estimation.work.Plan;
import com.aluminatiai.estimation.work.TrainingWork;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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

/** A plan of 1,000 cells: 20 accelerators, 5 numbers of them, 10 regions. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlanBenchmark {
  private final Estimator estimator = Estimator.standard();
  private final TrainingWork work =
      TrainingWork.of(LanguageModel.ofSize(70, OptionalDouble.empty()), 5e8);
  private final List<Accelerator> accelerators =
      estimator.accelerators().all().stream()
          .filter(one -> one.bf16Tflops().isPresent())
          .limit(20)
          .toList();
  private final List<Site> sites =
      estimator.regions().all().stream().limit(10).map(Site::in).toList();

  /** Creates the state. */
  public PlanBenchmark() {}

  /**
   * All options, sorted and weighed against each other.
   *
   * @return the plan
   */
  @Benchmark
  public Plan thousandCells() {
    return Plan.builder(estimator, work)
        .accelerators(accelerators)
        .counts(List.of(8, 16, 32, 64, 128))
        .sites(sites)
        .rentalUsdPerHour(any -> Optional.of(new Range(1, 2, 4)))
        .build();
  }
}
