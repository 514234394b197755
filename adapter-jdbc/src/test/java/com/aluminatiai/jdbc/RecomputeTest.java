package com.aluminatiai.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.Assumptions;
import com.aluminatiai.estimation.CalibratedEstimate;
import com.aluminatiai.estimation.CalibratedModel;
import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.FallbackModel;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.PageRequest;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.WorkloadSpec;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Estimates that an older release made and stored, with its factors: {@code estimates-v4.backup} is
 * the backup of eight submissions to it, by both methods, with and without a region, a utilization
 * and prices. What is stored with them gives them again, bit for bit, whatever today's factors are.
 */
final class RecomputeTest {
  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  private Database database;
  private List<Workload> workloads;

  @BeforeEach
  void restore() throws Exception {
    database = databases.empty(Clock.systemUTC());
    database.restore(
        () -> RecomputeTest.class.getResourceAsStream("golden/estimates-v4.backup"), false);
    workloads =
        database
            .workloads()
            .of(Owner.NOBODY)
            .list(WorkloadFilter.ALL, new PageRequest(10, 0, Optional.empty()))
            .workloads();
    assertThat(workloads).hasSize(8);
  }

  @Test
  void storedRange_isComputedAgainFromWhatIsStoredWithIt() {
    for (Workload workload : workloads) {
      WorkloadSpec spec = workload.spec();
      CalibratedEstimate stored = workload.estimate().calibrated().orElseThrow();

      CalibratedEstimate again =
          CalibratedModel.estimate(stored.assumptions(), spec.numGpus(), spec.durationHours());

      assertThat(again).as(spec.gpuType()).isEqualTo(stored);
    }
  }

  @Test
  void storedHeadline_isComputedAgainFromWhatIsStoredWithIt() {
    for (Workload workload : workloads) {
      WorkloadSpec spec = workload.spec();
      Estimate stored = workload.estimate();
      Assumptions assumed = stored.assumptions();
      double kwh =
          stored.method() == Method.FALLBACK
              ? FallbackModel.energyKwh(
                  assumed.gpuWatts(),
                  spec.numGpus(),
                  spec.durationHours(),
                  assumed.utilizationPercent(),
                  assumed.pue())
              : stored.calibrated().orElseThrow().kwh().best();

      assertThat(stored.kwh()).as(spec.gpuType()).isEqualTo(kwh);
      assertThat(stored.carbonKg()).as(spec.gpuType()).isEqualTo(kwh * assumed.gridKgPerKwh());
      assertThat(stored.costUsd()).as(spec.gpuType()).isEqualTo(kwh * assumed.usdPerKwh());
    }
  }

  @Test
  void storedFigures_areThoseOfTheirOwnFactors() {
    Estimate oldest = workloads.get(7).estimate();

    // 700 W x 8 x 72 h x 0.85 x 1.3 / 1000
    assertThat(oldest.kwh()).isCloseTo(445.536, within(1e-9));
    // 700 W x (0.1 + 0.7 x 0.85) + 305 W of host = 791.5 W, x 1.03 x 1.3 x 576 h / 1000
    assertThat(oldest.calibrated().orElseThrow().kwh().best()).isCloseTo(610.455456, within(1e-9));
    assertThat(oldest.factorsVersion()).isEqualTo("2026.11+a60dbbd5");
    assertThat(Estimator.standard().factorsVersion()).isNotEqualTo("2026.11+a60dbbd5");
  }
}
