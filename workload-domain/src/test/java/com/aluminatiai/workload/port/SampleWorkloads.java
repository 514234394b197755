package com.aluminatiai.workload.port;

import com.aluminatiai.estimation.Accounting;
import com.aluminatiai.estimation.Assumptions;
import com.aluminatiai.estimation.CalibratedAssumptions;
import com.aluminatiai.estimation.CalibratedEstimate;
import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.RentalCost;
import com.aluminatiai.estimation.RentalKind;
import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.workload.AgentInsights;
import com.aluminatiai.workload.AgentState;
import com.aluminatiai.workload.ChosenInputs;
import com.aluminatiai.workload.Details;
import com.aluminatiai.workload.Estimation;
import com.aluminatiai.workload.Hardware;
import com.aluminatiai.workload.Hosting;
import com.aluminatiai.workload.Measurement;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.Terms;
import com.aluminatiai.workload.Work;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.Workload.AgentPart;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Workloads for tests of storage. Their figures are made up, except for the golden case: 8 × 700 W
 * × 72 h × 0.85 × 1.3 / 1000 = 445.536 kWh.
 */
public final class SampleWorkloads {
  /** The accelerator's key of every sample that does not say otherwise. */
  public static final String GPU_KEY = "NVIDIA_H100_SXM";

  private static final AtomicLong IDS = new AtomicLong();

  private SampleWorkloads() {}

  /**
   * Returns a new id, as version 7 lays it out: later times and later calls sort behind.
   *
   * @param time the time it is made at
   * @return the id
   */
  public static UUID idAt(Instant time) {
    long number = IDS.incrementAndGet();
    long high = time.toEpochMilli() << 16 | 0x7000 | (number >>> 24 & 0xfff);
    long low = 0x8000_0000_0000_0000L | (number & 0xff_ffff) << 32;
    return new UUID(high, low);
  }

  /**
   * Returns a workload with nothing optional: 8 × H100, 72 h, 85 %.
   *
   * @param createdAt when it is stored
   * @return the workload
   */
  public static Workload plain(Instant createdAt) {
    return with(createdAt, Labels.NONE);
  }

  /**
   * Returns a workload with labels.
   *
   * @param createdAt when it is stored
   * @param labels its labels
   * @return the workload
   */
  public static Workload with(Instant createdAt, Labels labels) {
    WorkloadSpec spec =
        new WorkloadSpec(
            70,
            8,
            "H100",
            72,
            OptionalDouble.of(85),
            false,
            Optional.empty(),
            Optional.empty(),
            StatedSite.NONE,
            labels);
    return of(createdAt, spec, AgentPart.NONE);
  }

  /**
   * Returns a workload in a project.
   *
   * @param createdAt when it is stored
   * @param project its project
   * @return the workload
   */
  public static Workload inProject(Instant createdAt, String project) {
    return with(
        createdAt,
        new Labels(Optional.empty(), Optional.of(project), Optional.empty(), Optional.empty()));
  }

  /**
   * Returns a workload with an external id.
   *
   * @param createdAt when it is stored
   * @param externalId its external id
   * @return the workload
   */
  public static Workload withExternalId(Instant createdAt, String externalId) {
    return with(
        createdAt,
        new Labels(Optional.empty(), Optional.empty(), Optional.of(externalId), Optional.empty()));
  }

  /**
   * Returns a workload whose agent is pending.
   *
   * @param createdAt when it is stored
   * @return the workload
   */
  public static Workload pending(Instant createdAt) {
    WorkloadSpec spec = plain(createdAt).spec();
    return of(createdAt, spec, AgentPart.of(AgentState.pending("MiniMax-M2.1")));
  }

  /**
   * Returns a workload whose every field is filled, with figures that no short decimal equals and
   * text from far outside ASCII.
   *
   * @param createdAt when it is stored
   * @return the workload
   */
  public static Workload full(Instant createdAt) {
    WorkloadSpec spec =
        new WorkloadSpec(
            1e6 / 3,
            999_999,
            "gpü \"quoted\" {braces}, 'x' \\ back",
            1.0 / 3,
            OptionalDouble.empty(),
            true,
            Optional.of(Method.CALIBRATED),
            Optional.of(WorkloadType.FINE_TUNING),
            new StatedSite(
                Optional.of("aws:us-east-1"),
                OptionalDouble.of(1.1),
                OptionalDouble.of(0.1 + 0.2),
                OptionalDouble.of(0),
                Optional.of("Kräftig 1")),
            new Labels(
                Optional.of("line one\nline two\t\u0001 {} NULL \uD83D\uDE80"),
                Optional.of("İstanbul"),
                Optional.of("job-" + IDS.incrementAndGet()),
                Optional.of(Instant.parse("1999-12-31T23:59:59.999999Z")),
                Optional.of(Instant.parse("2100-12-31T23:59:59.999999Z")),
                OptionalInt.of(86_400)),
            details());
    Workload workload = of(createdAt, spec, AgentPart.of(AgentState.pending("MiniMax-M2.1")));
    return new Workload(
        workload.id(),
        createdAt,
        createdAt,
        1,
        Status.RUNNING,
        spec,
        estimate(Optional.of(calibrated())),
        workload.agent(),
        List.of("first warning", "second \"warning\""));
  }

  private static Details details() {
    return new Details(
        new Hardware(
            OptionalDouble.of(1.0 / 7),
            OptionalDouble.of(100.0 / 3),
            OptionalDouble.of(Math.nextDown(100_000)),
            OptionalInt.of(1_024),
            OptionalDouble.of(0)),
        new Work(
            new Work.Model(
                Optional.of("meta/Llama \u2014 \"70B\""),
                OptionalDouble.of(Math.nextUp(70.6)),
                OptionalDouble.of(Double.MIN_VALUE),
                OptionalDouble.of(1.58)),
            new Work.Tokens(
                OptionalLong.of(1_000_000_000_000_000L),
                OptionalLong.of(1),
                OptionalLong.of(0),
                OptionalLong.of(3_000_000_000L)),
            OptionalDouble.of(1.0 / 3),
            Optional.of(false),
            OptionalLong.of(1_000_000),
            OptionalDouble.of(1e9 / 3),
            List.of()),
        new Terms(Optional.of(Hosting.RENTED), OptionalDouble.of(2.19), OptionalDouble.of(0)),
        Optional.of(new Measurement(Math.nextUp(431.2), Measurement.Boundary.FACILITY)));
  }

  /**
   * Returns a workload's next revision after an agent has answered.
   *
   * @param workload the workload
   * @return its next revision, changed a second later
   */
  public static Workload answered(Workload workload) {
    ChosenInputs chosen =
        new ChosenInputs(
            OptionalDouble.of(200.0 / 3),
            OptionalDouble.of(1.1),
            Optional.of("FR"),
            Optional.of(WorkloadType.INFERENCE),
            OptionalInt.of(4));
    AgentInsights insights =
        new AgentInsights(
            List.of("Use \"spot\" hours.", "Quantise \u2014 {8 bit}."),
            OptionalDouble.of(2.0 / 3),
            List.of("step 1", "step 2"));
    AgentPart part =
        new AgentPart(
            Optional.of(AgentState.answered("MiniMax-M2.1")),
            chosen,
            Optional.of(insights),
            List.of("Which region?"));
    return workload.afterAgent(
        workload.updatedAt().plusSeconds(1),
        part,
        new Estimation(workload.estimate(), List.of("a warning")));
  }

  /**
   * Returns a workload's next revision with another status.
   *
   * @param workload the workload
   * @param status its next status
   * @return its next revision, changed a second later
   */
  public static Workload next(Workload workload, Status status) {
    return workload.changed(
        workload.updatedAt().plusSeconds(1),
        status,
        workload.spec(),
        new Estimation(workload.estimate(), workload.estimateWarnings()));
  }

  /**
   * Returns a new workload.
   *
   * @param createdAt when it is stored
   * @param spec what the user says of it
   * @param agent the agent's part
   * @return the workload
   */
  public static Workload of(Instant createdAt, WorkloadSpec spec, AgentPart agent) {
    return new Workload(
        idAt(createdAt),
        createdAt,
        createdAt,
        1,
        Status.SUBMITTED,
        spec,
        estimate(Optional.empty()),
        agent,
        List.of());
  }

  private static Estimate estimate(Optional<CalibratedEstimate> calibrated) {
    Assumptions.Builder assumptions =
        Assumptions.builder()
            .gpu("NVIDIA H100 SXM")
            .gpuId(GPU_KEY)
            .gpuWatts(700)
            .utilizationPercent(85)
            .pue(1.3)
            .gridKgPerKwh(0.4)
            .usdPerKwh(0.15);
    Estimate.Builder estimate =
        Estimate.builder()
            .kwh(445.536)
            .carbonKg(178.2144)
            .costUsd(66.8304)
            .method(Method.FALLBACK)
            .factorsVersion("2026.11+ab12cd34");
    if (calibrated.isPresent()) {
      assumptions.gpuFraction(1.0 / 7).region("FR").accounting(Accounting.LIFE_CYCLE);
      estimate
          .calibrated(calibrated.get())
          .embodiedKg(new Range(0, 0.1 + 0.2, Double.MAX_VALUE))
          .waterLitres(Range.exactly(Double.MIN_VALUE))
          .rental(RentalCost.of(new Range(0, 1.0 / 3, 1e9), RentalKind.ON_DEMAND, "a list"));
    }
    return estimate.assumptions(assumptions.build()).build();
  }

  private static CalibratedEstimate calibrated() {
    Range third = new Range(0.1, 1.0 / 3, Math.PI);
    return CalibratedEstimate.builder()
        .kwh(third)
        .carbonKg(third.times(2))
        .costUsd(third.times(3))
        .assumptions(
            CalibratedAssumptions.builder()
                .gpuWatts(Range.exactly(700))
                .utilizationFraction(new Range(0.2, 0.5, 0.9))
                .idleFraction(new Range(0.1, 0.12, 0.14))
                .fullLoadFraction(new Range(0.8, 0.85, 0.9))
                .hostWattsPerGpu(new Range(100, 200, 300))
                .networkFraction(new Range(0, 0.02, 0.05))
                .powerShare(new Range(0.1, 1.0 / 7, 0.4))
                .pue(Range.exactly(1.1))
                .gridKgPerKwh(new Range(0.2, 0.4, 0.6))
                .usdPerKwh(Range.exactly(0.15))
                .hoursRatio(new Range(2.0 / 3, 1, 1.6))
                .build())
        .build();
  }
}
