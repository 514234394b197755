package com.aluminatiai.workload.usecase.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Stamp;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import com.aluminatiai.workload.port.BulkWorkloads;
import com.aluminatiai.workload.usecase.Scene;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads.Mode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How much of an import is in memory at once. */
final class ImportMemoryTest {
  /** Takes everything, and remembers how much came at once. */
  private static final class Chunks implements BulkWorkloads, BulkWorkloads.Intake {
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();

    @Override
    public Intake intake(Owner owner, boolean isAtomic) {
      return this;
    }

    @Override
    public int add(List<Workload> workloads) {
      sizes.add(workloads.size());
      return workloads.size();
    }

    @Override
    public Map<String, Ran> find(Collection<String> externalIds) {
      return Map.of();
    }

    @Override
    public long commit() {
      return 0;
    }

    @Override
    public void close() {}

    @Override
    public void export(Owner owner, WorkloadFilter filter, Receiver receiver) {}
  }

  private static ImportRow row(long line, int notesCharacters) {
    Optional<String> notes = Optional.of("n".repeat(notesCharacters));
    return new ImportRow.Read(
        line,
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
            new Labels(notes, Optional.empty(), Optional.empty(), Optional.empty())),
        Status.COMPLETED);
  }

  private static List<Integer> chunksOf(int rows, int notesCharacters) throws Exception {
    Chunks chunks = new Chunks();
    AtomicLong lastId = new AtomicLong();
    AtomicLong line = new AtomicLong();
    new TransferWorkloads(
            chunks,
            new WorkloadEstimator(Estimator.standard(), Method.FALLBACK),
            () -> new Stamp(new UUID(0x7000, lastId.incrementAndGet()), Scene.START))
        .importAll(
            Owner.NOBODY,
            Mode.EACH_LINE,
            () ->
                line.incrementAndGet() > rows
                    ? Optional.empty()
                    : Optional.of(row(line.get(), notesCharacters)),
            report -> {});
    return chunks.sizes;
  }

  @Test
  void importAll_longNotes_areCountedAgainstMemory() throws Exception {
    // 4,000,000 characters / 10,000 characters a row = 400 rows.
    assertThat(chunksOf(1_000, 10_000)).containsExactly(400, 400, 200);
  }

  @Test
  void importAll_shortRows_areStoredFiveThousandAtOnce() throws Exception {
    assertThat(chunksOf(11_000, 1)).containsExactly(5_000, 5_000, 1_000);
  }
}
