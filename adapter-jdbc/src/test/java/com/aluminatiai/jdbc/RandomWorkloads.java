package com.aluminatiai.jdbc;

import com.aluminatiai.estimation.Assumptions;
import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.workload.Estimation;
import com.aluminatiai.workload.Measurement;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.Workload.AgentPart;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import com.aluminatiai.workload.port.SampleWorkloads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * Workloads with figures of all digits, started around months' ends, midnights and the hours at
 * which clocks are changed.
 */
final class RandomWorkloads {
  private static final Instant FIRST = Instant.parse("2024-10-20T00:00:00Z");
  private static final Duration SPAN = Duration.ofDays(400);

  private static final List<Instant> MIDNIGHTS =
      List.of(
          Instant.parse("2024-10-27T01:00:00Z"), // Berlin: back
          Instant.parse("2025-03-30T01:00:00Z"), // Berlin: forth
          Instant.parse("2025-04-05T15:00:00Z"), // Lord Howe: back, by half an hour
          Instant.parse("2024-11-03T04:30:00Z"), // St. John's: back
          Instant.parse("2025-04-24T22:00:00Z"), // Cairo: forth, at midnight
          Instant.parse("2024-12-31T18:15:00Z"), // Kathmandu: a new year
          Instant.parse("2025-01-31T23:00:00Z")); // Berlin: a new month

  private static final String[] PROJECTS = {null, "Zebra", "ant", "İstanbul", "p1", "p2"};

  private final Random random;

  RandomWorkloads(long seed) {
    random = new Random(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  Workload next() {
    Instant time = time();
    boolean isStarted = random.nextInt(3) > 0;
    Instant createdAt = isStarted ? time.plusSeconds(random.nextInt(500_000)) : time;
    WorkloadSpec spec =
        new WorkloadSpec(
            70,
            8,
            "H100",
            72,
            OptionalDouble.of(85),
            false,
            Optional.empty(),
            random.nextBoolean() ? Optional.of(pick(WorkloadType.values())) : Optional.empty(),
            StatedSite.NONE,
            new Labels(
                Optional.empty(),
                project(),
                Optional.empty(),
                isStarted ? Optional.of(time) : Optional.empty()));
    return new Workload(
        SampleWorkloads.idAt(createdAt),
        createdAt,
        createdAt,
        1,
        pick(Status.values()),
        spec.withMeasurement(measured()),
        estimate(),
        AgentPart.NONE,
        List.of());
  }

  /** Another status, measurement and estimate, and sometimes none of them. */
  Workload changed(Workload workload) {
    return workload.changed(
        workload.updatedAt().plusSeconds(1),
        pick(Status.values()),
        random.nextBoolean() ? workload.spec().withMeasurement(measured()) : workload.spec(),
        new Estimation(random.nextBoolean() ? estimate() : workload.estimate(), List.of()));
  }

  Optional<String> project() {
    return Optional.ofNullable(pick(PROJECTS));
  }

  private Instant time() {
    long micros =
        random.nextBoolean()
            ? SPAN.toMillis() / 1000 * random.nextInt(1_000_000) + random.nextInt(1_000_000)
            : 0;
    if (micros > 0) {
      return FIRST.plusNanos(micros * 1_000);
    }
    // Within three hours of a midnight, every fourth time on a quarter of an hour.
    int seconds = random.nextInt(6 * 3600) - 3 * 3600;
    int rounded = random.nextInt(4) == 0 ? seconds / 900 * 900 : seconds;
    return pick(MIDNIGHTS.toArray(new Instant[0])).plusSeconds(rounded);
  }

  private Optional<Measurement> measured() {
    return random.nextInt(3) == 0
        ? Optional.of(
            new Measurement(
                random.nextDouble() * Math.pow(10, random.nextInt(12)),
                pick(Measurement.Boundary.values())))
        : Optional.empty();
  }

  private Estimate estimate() {
    double kwh = random.nextDouble() * Math.pow(10, random.nextInt(16) - 6);
    return Estimate.builder()
        .kwh(kwh)
        .carbonKg(kwh * 0.4)
        .costUsd(kwh * 0.15)
        .method(Method.FALLBACK)
        .assumptions(
            Assumptions.builder()
                .gpu("A GPU")
                .gpuId("GPU_" + random.nextInt(4))
                .gpuWatts(700)
                .utilizationPercent(85)
                .pue(1.3)
                .gridKgPerKwh(0.4)
                .usdPerKwh(0.15)
                .build())
        .factorsVersion("2026.11+ab12cd34")
        .build();
  }

  private <T> T pick(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
