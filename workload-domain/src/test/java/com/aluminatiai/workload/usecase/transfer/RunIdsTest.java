package com.aluminatiai.workload.usecase.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.workload.ImportReport;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Stamp;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import com.aluminatiai.workload.port.InMemoryBulkWorkloads;
import com.aluminatiai.workload.port.InMemoryWorkloadStore;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads.Mode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs of one job that came in different files. */
final class RunIdsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
  private static final String SEPTEMBER = "2026-09-30T10:00:00Z";
  private static final String OCTOBER = "2026-10-01T10:00:00Z";

  private final AtomicLong lastId = new AtomicLong();
  private final TransferWorkloads transfer =
      new TransferWorkloads(
          new InMemoryBulkWorkloads(new InMemoryWorkloadStore(CLOCK)),
          new WorkloadEstimator(Estimator.standard(), Method.FALLBACK),
          () -> new Stamp(new UUID(0x7000, lastId.incrementAndGet()), CLOCK.instant()));

  private static ImportRow run(String id, String start, double hours) {
    return new ImportRow.Read(
        2,
        new WorkloadSpec(
            70,
            8,
            "H100",
            hours,
            OptionalDouble.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            StatedSite.NONE,
            new Labels(
                Optional.empty(),
                Optional.empty(),
                Optional.of(id),
                Optional.of(Instant.parse(start)))),
        Status.COMPLETED,
        true);
  }

  private ImportReport take(ImportRow... rows) throws Exception {
    Iterator<ImportRow> all = Stream.of(rows).iterator();
    return transfer.importAll(
        Owner.NOBODY,
        Mode.EACH_LINE,
        () -> all.hasNext() ? Optional.of(all.next()) : Optional.empty(),
        report -> {});
  }

  private List<String> ids() throws Exception {
    List<String> ids = new ArrayList<>();
    transfer.export(
        Owner.NOBODY,
        WorkloadFilter.ALL,
        workload -> ids.add(workload.spec().labels().externalId().orElseThrow()));
    return ids;
  }

  @Test
  void runsOfTwoMonths_bothCount_howeverOftenTheyCome() throws Exception {
    ImportReport september = take(run("slurm:7", SEPTEMBER, 1));
    ImportReport october = take(run("slurm:7", OCTOBER, 2));
    ImportReport again = take(run("slurm:7", OCTOBER, 2));
    ImportReport both = take(run("slurm:7.1", SEPTEMBER, 1), run("slurm:7", OCTOBER, 2));

    assertThat(september.imported()).isEqualTo(1);
    assertThat(october.imported()).isEqualTo(1);
    assertThat(again.skipped()).isEqualTo(1);
    assertThat(both.skipped()).isEqualTo(2);
    assertThat(ids()).containsExactlyInAnyOrder("slurm:7", "slurm:7@2026-10-01T10:00:00Z");
  }

  @Test
  void aFileOfBothRuns_thenOneOfEach_countsNoneTwice() throws Exception {
    take(run("slurm:7.1", SEPTEMBER, 1), run("slurm:7", OCTOBER, 2));

    assertThat(take(run("slurm:7", SEPTEMBER, 1)).skipped()).isEqualTo(1);
    assertThat(take(run("slurm:7", OCTOBER, 2)).skipped()).isEqualTo(1);
  }

  @Test
  void runsOfOneIdApartInOneFile_bothCount() throws Exception {
    ImportReport report =
        take(
            run("slurm:7", SEPTEMBER, 1), run("slurm:8", SEPTEMBER, 1), run("slurm:7", OCTOBER, 2));

    assertThat(report.imported()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    // Read in another time zone: as long, and two hours apart.
    "2026-09-30T12:00:00Z, 1",
    // Told by a tracker in the job, whose clock is another.
    "2026-09-30T10:00:20Z, 0.98"
  })
  void theSameRunByAnotherClock_countsOnce(String start, double hours) throws Exception {
    take(run("slurm:7", SEPTEMBER, 1));

    assertThat(take(run("slurm:7", start, hours)).skipped()).isEqualTo(1);
  }
}
