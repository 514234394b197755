package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The two answers about one job agree where nothing but the device is known. */
final class HeadlineTest {
  @Test
  void simpleFormula_ofADeviceByItself_liesWithinTheCalibratedRange() {
    Estimator estimator = Estimator.standard();
    List<Accelerator> accelerators = new ArrayList<>(estimator.accelerators().all());
    accelerators.add(Accelerator.unknown("a device of one's own"));
    List<String> outside = new ArrayList<>();
    for (Accelerator accelerator : accelerators) {
      Usage open = Usage.of(accelerator, 8, 72);
      for (Usage usage : List.of(open, open.withWorkloadType(WorkloadType.OTHER))) {
        Estimate estimate = estimator.estimate(Method.FALLBACK, usage, Site.UNKNOWN);
        Range range = estimate.calibrated().orElseThrow().kwh();
        if (!range.contains(estimate.kwh())) {
          outside.add(
              accelerator.id() + " " + usage.workloadType() + " " + range + " " + estimate.kwh());
        }
      }
    }

    assertThat(outside).isEmpty();
  }
}
