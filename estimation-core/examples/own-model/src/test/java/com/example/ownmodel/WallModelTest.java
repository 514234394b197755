package com.example.ownmodel;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.CalibratedModel;
import com.aluminatiai.estimation.EnergyModel;
import com.aluminatiai.estimation.testing.EnergyModelContract;
import com.aluminatiai.estimation.testing.MeasuredRun;
import com.aluminatiai.estimation.testing.MeasuredRuns;
import com.aluminatiai.estimation.testing.Score;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract's tests are inherited; what is below scores the model on published measurements. */
final class WallModelTest extends EnergyModelContract {
  @Override
  protected EnergyModel model() {
    return new WallModel();
  }

  static Stream<MeasuredRun> wholeNodes() {
    return MeasuredRuns.of("A1").stream();
  }

  @ParameterizedTest
  @MethodSource("wholeNodes")
  void model_isNotOffByHalf(MeasuredRun run) {
    assertThat(run.watts(model()).best() / run.wattsPerAccelerator()).isBetween(0.67, 1.5);
  }

  @Test
  void score_onWholeNodes_isPrintedBesideTheCalibratedModels() {
    Score mine = MeasuredRuns.score(model(), "A1");
    Score theirs = MeasuredRuns.score(new CalibratedModel(), "A1");

    System.out.printf(
        "wall: MdAPE %.1f %%, %d of %d inside; calibrated: MdAPE %.1f %%, %d of %d inside%n",
        mine.mdapePercent(),
        mine.inside(),
        mine.runs(),
        theirs.mdapePercent(),
        theirs.inside(),
        theirs.runs());
    assertThat(mine.mdapePercent()).isLessThan(15);
  }
}
