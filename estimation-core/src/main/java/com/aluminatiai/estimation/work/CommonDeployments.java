package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Estimator;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Where a hosted model is assumed to run, which its provider does not say: on the first of these
 * that holds it. One, two, four or eight H100, then eight H200, then eight B200, then twice as many
 * B200 until they do. Immutable and thread-safe.
 */
final class CommonDeployments {
  private static final String H100 = "NVIDIA_H100_SXM";
  private static final String H200 = "NVIDIA_H200_SXM";
  private static final String B200 = "NVIDIA_B200";
  private static final int NODE = 8;
  private static final int MOST = 1 << 19;

  private static final List<Deployment> OF_A_NODE =
      List.of(
          new Deployment(accelerator(H100), 1),
          new Deployment(accelerator(H100), 2),
          new Deployment(accelerator(H100), 4),
          new Deployment(accelerator(H100), NODE),
          new Deployment(accelerator(H200), NODE),
          new Deployment(accelerator(B200), NODE));

  /** Accelerators that serve together. */
  record Deployment(Accelerator accelerator, int count) {}

  private CommonDeployments() {}

  static Accelerator accelerator(String id) {
    return Estimator.standard()
        .accelerators()
        .byId(id)
        .orElseThrow(() -> new IllegalStateException("no accelerator " + id));
  }

  static Deployment smallest(BiPredicate<Accelerator, Integer> holds) {
    for (Deployment deployment : OF_A_NODE) {
      if (holds.test(deployment.accelerator, deployment.count)) {
        return deployment;
      }
    }
    Accelerator largest = accelerator(B200);
    int count = 2 * NODE;
    while (count < MOST && !holds.test(largest, count)) {
      count *= 2;
    }
    return new Deployment(largest, count);
  }
}
