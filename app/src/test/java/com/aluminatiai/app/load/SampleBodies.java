package com.aluminatiai.app.load;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What clients submit: some projects, accelerators and regions, with notes as people write them.
 */
final class SampleBodies {
  private static final List<String> ACCELERATORS =
      List.of("H100", "A100-SXM4-80GB", "NVIDIA L40S", "RTX 4090", "MI300X", "Tesla V100", "T4");
  private static final List<String> REGIONS = List.of("FR", "us-east-1", "DE", "gcp:europe-west1");
  private static final List<String> TYPES = List.of("training", "fine_tuning", "inference");
  private static final int COUNT = 420;
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private SampleBodies() {}

  static List<String> all() {
    return IntStream.range(0, COUNT).mapToObj(SampleBodies::body).toList();
  }

  private static String body(int i) {
    return String.format(
        Locale.ROOT,
        """
        {"model_size_gb": %d.5, "num_gpus": %d, "gpu_type": "%s", "duration_hours": %d.25, \
        "utilization_pct": %d, "region": "%s", "workload_type": "%s", "project": "team-%d", \
        "notes": "Fine-tuning run %d of the nightly pipeline"}""",
        1 + i % 60,
        1 + i % 16,
        of(ACCELERATORS, i),
        1 + i % 71,
        40 + i % 60,
        of(REGIONS, i),
        of(TYPES, i),
        i % 20,
        i);
  }

  /** The same as a line of a file, each with an external id and a start within a year. */
  static String csv(int i) {
    return String.format(
        Locale.ROOT,
        "%d.5,%d,%s,%d.25,%d,%s,%s,team-%d,job-%d,%s,Run %d of the nightly pipeline\n",
        1 + i % 60,
        1 + i % 16,
        of(ACCELERATORS, i),
        1 + i % 71,
        40 + i % 60,
        of(REGIONS, i),
        of(TYPES, i),
        i % 20,
        i,
        BEGIN.plusSeconds(i * 31L),
        i);
  }

  private static String of(List<String> choices, int i) {
    return choices.get(i % choices.size());
  }
}
