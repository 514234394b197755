package com.aluminatiai.estimation.benchmark;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.AcceleratorCatalogue;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Match;
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

/** Nanoseconds a look-up of an accelerator by name; each names another one than the one before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NamesBenchmark {
  private static final String[] ALIASES = {
    "NVIDIA A100-SXM4-80GB",
    "  nvidia_h100--80gb  HBM3 ",
    "GeForce RTX\u2122 4090",
    "nvidia.com/gpu.product=Tesla-V100-SXM2-32GB",
    "AMD Instinct\u2122 MI300X",
    "Intel(R) Data Center GPU Max 1550",
    "rtx_3090_ti",
    "NV\u0131D\u0131A L40S",
  };

  private static final String[] OTHER_NAMES = {
    "8x NVIDIA H100 80GB HBM3",
    "NVIDIA\u00AE H100 Tensor Core GPU",
    "4xA100-40GB",
    "Radeon 7900XTX 24GB",
    "Tesla T4 15GB",
    "Apple M1 Max 64 GB",
    "NVIDIA GeForce RTX 3090 24GB GDDR6X",
    "A100 PCIE 80GiB",
  };

  private static final String[] UNKNOWN_NAMES = {
    "RTX A1000", "H1O0", "NVIDIA A100-SXM4-80GB MIG 1g.10gb", "Titan X 12 GB",
  };

  private final AcceleratorCatalogue catalogue = Estimator.standard().accelerators();

  private int next;

  /** Creates the state. */
  public NamesBenchmark() {}

  /**
   * A look-up by an alias in a messy spelling.
   *
   * @return the accelerator
   */
  @Benchmark
  public Match<Accelerator> alias() {
    return find(ALIASES);
  }

  /**
   * A look-up by a name that says more than the alias: a count, noise, memory.
   *
   * @return the accelerator
   */
  @Benchmark
  public Match<Accelerator> otherName() {
    return find(OTHER_NAMES);
  }

  /**
   * A look-up that ends with suggestions.
   *
   * @return suggestions
   */
  @Benchmark
  public Match<Accelerator> unknownName() {
    return find(UNKNOWN_NAMES);
  }

  private Match<Accelerator> find(String[] names) {
    next++;
    return catalogue.find(names[next & (names.length - 1)]);
  }
}
