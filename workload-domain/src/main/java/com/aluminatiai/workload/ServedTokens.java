package com.aluminatiai.workload;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.estimation.work.MemoryNeed;
import com.aluminatiai.estimation.work.ServingModel;
import com.aluminatiai.estimation.work.ServingWork;
import com.aluminatiai.estimation.work.Work;
import java.util.Optional;
import java.util.OptionalDouble;

/** Serving as something to be planned. */
record ServedTokens(ServingWork serving) implements Work {
  @Override
  public Optional<Usage> on(Accelerator accelerator, int acceleratorCount) {
    return obstacle(accelerator).isPresent()
        ? Optional.empty()
        : Optional.of(
            ServingModel.standard().estimate(serving, accelerator, acceleratorCount).usage());
  }

  @Override
  public Optional<String> obstacle(Accelerator accelerator) {
    return accelerator.bf16Tflops().isPresent() && accelerator.memoryGb().isPresent()
        ? Optional.empty()
        : Optional.of("no BF16 throughput or memory of " + accelerator.name() + " is known");
  }

  @Override
  public MemoryNeed memory() {
    return MemoryNeed.ofServing(
        serving.bits().isPresent()
            ? serving.model().withBits(serving.bits().getAsDouble())
            : serving.model(),
        serving.concurrency().orElse(1),
        OptionalDouble.empty());
  }
}
