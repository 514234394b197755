package com.aluminatiai.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.ExplainedAssumption;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ChosenInputsTest {
  @Test
  void anExplanation_namesTheAgentWhereItChose() {
    ChosenInputs chosen =
        new ChosenInputs(
            OptionalDouble.of(90),
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty());

    Estimator estimator = Estimator.standard();
    Usage usage =
        Usage.of(estimator.accelerators().get("H100"), 8, 72)
            .withUtilizationPercent(90)
            .withHostWattsPerAccelerator(150);

    List<ExplainedAssumption> named =
        chosen.namedIn(estimator.explain(usage, Site.UNKNOWN.withPue(1.1)));

    assertThat(named)
        .extracting(ExplainedAssumption::name, ExplainedAssumption::source)
        .contains(
            tuple("utilization_fraction", "chosen by the agent"),
            tuple("host_watts_per_gpu", "stated by the caller"),
            tuple("pue", "stated by the caller"));
  }
}
