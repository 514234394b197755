package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.input.DataFile;
import com.aluminatiai.estimation.input.DataRow;
import java.util.List;
import java.util.OptionalDouble;

/** A measured configuration of a language model that serves: a fact of others, with credit. */
record MeasuredServing(
    int year,
    String task,
    String model,
    String publisher,
    LanguageModel size,
    Accelerator accelerator,
    int count,
    double bits,
    double concurrency,
    double outputPerRequest,
    double joules,
    double watts) {

  /** What the model is fitted to. */
  static List<MeasuredServing> all() {
    return read("measured-serving.tsv");
  }

  /** What nothing was fitted to. */
  static List<MeasuredServing> apart() {
    return read("measured-serving-apart.tsv");
  }

  private static List<MeasuredServing> read(String file) {
    return DataFile.rows(MeasuredServing.class, file).stream().map(MeasuredServing::of).toList();
  }

  private static MeasuredServing of(DataRow row) {
    return new MeasuredServing(
        row.wholeNumber("year"),
        row.required("task"),
        row.required("model"),
        row.required("publisher"),
        LanguageModel.ofSize(row.number("parameters_b"), OptionalDouble.of(row.number("active_b"))),
        CommonDeployments.accelerator(row.required("accelerator")),
        row.wholeNumber("count"),
        row.number("bits"),
        row.number("concurrency"),
        row.number("output_per_request"),
        row.number("joules"),
        row.number("watts"));
  }

  /** The same model in other precision or tuning is the same model, when models are left out. */
  String family() {
    return model.replaceAll("(?i)[-](fp8|instruct|thinking|2507|0528|v3.1|r1|hf).*$", "");
  }

  String configuration() {
    return year + task + model + accelerator.id() + count + bits;
  }

  double secondsPerStep() {
    return joules * concurrency / watts;
  }

  /** Requests and concurrency are stated, prompts are not: nobody printed them. */
  ServingWork work(LanguageModel of) {
    return ServingWork.of(of, outputPerRequest * 1000)
        .withRequests(1000)
        .withConcurrency(concurrency)
        .withBits(bits);
  }

  /** What is fitted to: the engine of its year, and the prompts of the task. */
  Deployed deployed(ServingFactors factors) {
    ServingDevice device = ServingDevice.of(accelerator, factors);
    ServingDevice engine =
        new ServingDevice(
            device.id(),
            device.gbPerSecond(),
            device.tflops(),
            device.ratedWatts(),
            device.idleWatts(),
            device.memoryGb(),
            year == 2024 ? 1 : 0,
            true);
    double prompt =
        task.equals("code_completion")
            ? ServingRefit.COMPLETION_PROMPT
            : factors.get("step.prompt_tokens");
    return new Deployed(
        size.activeParametersBillions().best(),
        size.parametersBillions().best(),
        bits,
        engine,
        count,
        prompt,
        outputPerRequest);
  }
}
