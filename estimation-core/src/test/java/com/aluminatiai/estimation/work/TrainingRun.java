package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.input.DataFile;
import com.aluminatiai.estimation.input.DataRow;
import com.aluminatiai.estimation.testing.Score;
import java.util.List;
import java.util.OptionalDouble;

/** A training whose accelerator-hours were published: a row of {@code training-runs.tsv}. */
record TrainingRun(
    String name,
    String laboratory,
    String kind,
    double parametersBillions,
    double activeBillions,
    double tokens,
    Accelerator accelerator,
    int count,
    double acceleratorHours,
    String source) {
  /** Where the number of accelerators was not read; it moves the MFU of a whole run by little. */
  static final int USUAL_COUNT = 512;

  static final List<TrainingRun> ALL =
      DataFile.rows(TrainingRun.class, "training-runs.tsv").stream().map(TrainingRun::of).toList();

  private static TrainingRun of(DataRow row) {
    return new TrainingRun(
        row.required("name"),
        row.required("laboratory"),
        row.required("kind"),
        row.number("parameters_b"),
        row.number("active_b"),
        row.number("tokens_b") * 1e9,
        Estimator.standard().accelerators().byId(row.required("accelerator")).orElseThrow(),
        row.optionalWholeNumber("count").orElse(USUAL_COUNT),
        row.number("accelerator_hours"),
        row.required("source"));
  }

  boolean isLora() {
    return kind.equals("lora");
  }

  TrainingWork work(WorkFactors factors) {
    TrainingWork full =
        TrainingWork.of(
            LanguageModel.ofSize(parametersBillions, OptionalDouble.of(activeBillions)),
            tokens,
            factors);
    return isLora() ? full.withLora() : full;
  }

  /** What the model says, in accelerator-hours. */
  Range said(WorkFactors factors) {
    return said(work(factors));
  }

  /** What a constant MFU says. */
  Range saidAt(double mfu) {
    return said(work(WorkFactors.training()).withMfu(mfu));
  }

  private Range said(TrainingWork work) {
    return work.hours(accelerator, count).orElseThrow().hours().times(count);
  }

  Score.Guess guess(WorkFactors factors) {
    return new Score.Guess(said(factors), acceleratorHours);
  }

  /** The share of the peak that was reached. */
  double mfu() {
    return said(work(WorkFactors.training()).withMfu(1)).best() / acceleratorHours;
  }
}
