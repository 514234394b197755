package com.example.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.estimation.Estimator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GreenSchedulerTest {
  private final GreenScheduler scheduler = new GreenScheduler("PL", List.of("PL", "SE", "DE"));

  @Test
  void place_withACleanerRegion_goesThere() {
    Placement placement = scheduler.place(new Job("train", "H100", 8, 100, 70));

    assertThat(placement.region()).isEqualTo("SE");
    assertThat(placement.savingPercent()).isGreaterThan(80);
    assertThat(placement.certain()).isTrue();
  }

  @Test
  void place_ofAnUnknownAccelerator_suggestsOthers() {
    assertThatThrownBy(() -> scheduler.place(new Job("train", "H1000", 8, 100, 70)))
        .hasMessageStartingWith("no accelerator is called \"H1000\"");
  }

  @Test
  void library_isANamedModule() {
    assertThat(Estimator.class.getModule().getName()).isEqualTo("com.aluminatiai.estimation");
    assertThat(Estimator.class.getModule().getDescriptor().requires())
        .extracting(java.lang.module.ModuleDescriptor.Requires::name)
        .containsExactly("java.base");
  }
}
