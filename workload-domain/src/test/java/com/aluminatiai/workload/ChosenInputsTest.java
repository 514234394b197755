package com.aluminatiai.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.ExplainedAssumption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ChosenInputsTest {
  private static ExplainedAssumption stated(String name) {
    return new ExplainedAssumption(name, 0.9, "1", "stated by the caller", 0.9, 0.9, 0, 0);
  }

  @Test
  void anExplanation_namesTheAgentWhereItChose() {
    ChosenInputs chosen =
        new ChosenInputs(
            OptionalDouble.of(90),
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty());

    List<ExplainedAssumption> named =
        chosen.namedIn(List.of(stated("utilization_fraction"), stated("pue"), stated("gpu_watts")));

    assertThat(named)
        .extracting(ExplainedAssumption::source)
        .containsExactly("chosen by the agent", "stated by the caller", "stated by the caller");
  }
}
