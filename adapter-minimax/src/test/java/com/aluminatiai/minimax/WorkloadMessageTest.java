package com.aluminatiai.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.ChosenInputs;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.port.SampleWorkloads;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class WorkloadMessageTest {
  private final WorkloadSpec full =
      SampleWorkloads.full(Instant.parse("2026-11-23T12:00:00Z")).spec();

  @Test
  void of_fullSpecification_tellsOfHardwareAndWorkAndNothingElse() {
    ObjectNode message = WorkloadMessage.of(full, false);

    for (SpecField field : SpecField.values()) {
      assertThat(message.path("workload").has(field.code()))
          .as(field.code())
          .isEqualTo(WorkloadMessage.TOLD.contains(field));
    }
    assertThat(message.toString())
        .doesNotContain("Llama", "Kräftig", "rented", "facility", "2100-12-31");
  }

  @Test
  void whatWasStatedOfTheHardware_isNotOpenAndStaysAsStated() {
    ChosenInputs chosen =
        new ChosenInputs(
            OptionalDouble.of(50),
            OptionalDouble.of(1.2),
            Optional.of("FR"),
            Optional.empty(),
            OptionalInt.of(4));

    assertThat(OpenInputs.of(full)).isEqualTo(List.of());
    assertThat(chosen.onlyWhatIsOpenIn(full)).isEqualTo(ChosenInputs.NONE);
  }
}
