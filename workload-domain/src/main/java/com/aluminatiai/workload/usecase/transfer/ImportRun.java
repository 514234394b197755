package com.aluminatiai.workload.usecase.transfer;

import com.aluminatiai.workload.Estimation;
import com.aluminatiai.workload.ImportFault;
import com.aluminatiai.workload.ImportReport;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.JobClock;
import com.aluminatiai.workload.Stamp;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.Workload.AgentPart;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One import: gathers rows until there are enough to store together. How much is gathered is
 * bounded by rows and by characters, so that memory is bounded whatever the file holds.
 */
final class ImportRun {
  /** More gain nothing: a commit costs little beside so many rows. */
  private static final int MOST_ROWS = 5_000;

  private static final int MOST_CHARACTERS = 4_000_000;

  private final ImportStorage storage;
  private final boolean isAtomic;
  private final WorkloadEstimator estimator;
  private final Supplier<Stamp> stamps;
  private final List<Workload> gathered = new ArrayList<>();
  private final Set<UUID> runs = new HashSet<>();
  private final List<ImportFault> faults = new ArrayList<>();
  private int characters;
  private long rejected;

  ImportRun(
      ImportStorage storage,
      boolean isAtomic,
      WorkloadEstimator estimator,
      Supplier<Stamp> stamps) {
    this.storage = storage;
    this.isAtomic = isAtomic;
    this.estimator = estimator;
    this.stamps = stamps;
  }

  /** Takes a line. Returns true if there is more to tell. */
  boolean take(ImportRow row) throws StorageException {
    if (row instanceof ImportRow.Faulty faulty) {
      rejected++;
      faulty.faults().stream().limit(ImportReport.MOST_FAULTS - faults.size()).forEach(faults::add);
      return false;
    }
    if (isInVain()) {
      return false;
    }
    ImportRow.Read read = (ImportRow.Read) row;
    Workload workload = workload(read, estimator, stamps);
    gathered.add(workload);
    if (read.isRun()) {
      runs.add(workload.id());
    }
    characters += read.spec().labels().notes().map(String::length).orElse(0);
    if (gathered.size() < MOST_ROWS && characters < MOST_CHARACTERS) {
      return false;
    }
    store();
    return true;
  }

  /** Once a line is bad, an atomic import only looks for more bad ones. */
  private boolean isInVain() {
    return isAtomic && rejected > 0;
  }

  /** Returns what becomes of a line. */
  static Workload workload(
      ImportRow.Read read, WorkloadEstimator estimator, Supplier<Stamp> stamps) {
    Stamp stamp = stamps.get();
    WorkloadSpec spec = JobClock.opened(read.status(), read.spec(), stamp.createdAt());
    Estimation estimation = estimator.estimate(spec);
    return new Workload(
        stamp.id(),
        stamp.createdAt(),
        stamp.createdAt(),
        1,
        read.status(),
        spec,
        estimation.estimate(),
        AgentPart.NONE,
        estimation.warnings());
  }

  private void store() throws StorageException {
    List<Workload> chunk = List.copyOf(gathered);
    storage.add(runs.isEmpty() ? chunk : new RunIds(Set.copyOf(runs), storage::find).apart(chunk));
    gathered.clear();
    runs.clear();
    characters = 0;
  }

  /** Returns what has come of the lines but for those that are being stored. */
  ImportReport report() {
    return new ImportReport(storage.stored(), storage.skipped(), rejected, faults);
  }

  ImportReport end() throws StorageException {
    if (isInVain()) {
      return new ImportReport(0, 0, rejected, faults);
    }
    if (!gathered.isEmpty()) {
      store();
    }
    storage.commit();
    return report();
  }
}
