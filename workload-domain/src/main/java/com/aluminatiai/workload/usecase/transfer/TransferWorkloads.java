package com.aluminatiai.workload.usecase.transfer;

import com.aluminatiai.workload.BusyException;
import com.aluminatiai.workload.ExportedWorkload;
import com.aluminatiai.workload.ImportReport;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Stamp;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.port.BulkWorkloads;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes an owner's workloads out of a file, and writes them into one. Thread-safe. */
public final class TransferWorkloads {
  private final BulkWorkloads storage;
  private final WorkloadEstimator estimator;
  private final Supplier<Stamp> stamps;

  /**
   * Creates the use case.
   *
   * @param storage where workloads are kept
   * @param estimator computes every figure
   * @param stamps what new workloads are known by
   */
  public TransferWorkloads(
      BulkWorkloads storage, WorkloadEstimator estimator, Supplier<Stamp> stamps) {
    this.storage = storage;
    this.estimator = estimator;
    this.stamps = stamps;
  }

  /** The lines of a file. */
  public interface Source {
    /**
     * Reads the next line.
     *
     * @return what it says; empty at the end
     * @throws IOException if the file cannot be read on
     */
    Optional<ImportRow> next() throws IOException;
  }

  /** What becomes of the good lines of a file that has bad ones too. */
  public enum Mode {
    /** They are taken; what is stored before a file breaks off stays. */
    EACH_LINE,
    /** Nothing is taken. */
    ATOMIC
  }

  /** Hears how far an import has come. */
  public interface Progress {
    /**
     * Tells that a few thousand more lines are dealt with, or that source or storage break off
     * here.
     *
     * @param soFar what has come of them; nothing is final in an atomic import; of a chunk whose
     *     storing failed nothing is known, and it is not counted
     */
    void at(ImportReport soFar);
  }

  /**
   * Takes workloads: estimates and stores each good line.
   *
   * @param owner whose they become
   * @param mode what a bad line does to the good ones
   * @param source the lines
   * @param progress hears how far it has come
   * @return what came of it
   * @throws BusyException if too many imports are under way; nothing was read then
   * @throws StorageException if the storage cannot be reached
   * @throws IOException if the source cannot be read on
   */
  public ImportReport importAll(Owner owner, Mode mode, Source source, Progress progress)
      throws BusyException, StorageException, IOException {
    boolean isAtomic = mode == Mode.ATOMIC;
    try (ImportStorage intake = new ImportStorage(storage.intake(owner, isAtomic))) {
      ImportRun run = new ImportRun(intake, isAtomic, estimator, stamps);
      try {
        Optional<ImportRow> row = source.next();
        while (row.isPresent()) {
          if (run.take(row.get())) {
            progress.at(run.report());
          }
          row = source.next();
        }
        return run.end();
      } catch (IOException broken) {
        awaitIfPossible(intake, broken);
        progress.at(run.report());
        throw broken;
      } catch (StorageException outage) {
        progress.at(run.report());
        throw outage;
      }
    }
  }

  /** What is being stored stays, and has to be told of; what cannot be stored hides no cause. */
  private static void awaitIfPossible(ImportStorage intake, IOException broken) {
    try {
      intake.await();
    } catch (StorageException | RuntimeException outage) {
      broken.addSuppressed(outage);
    }
  }

  /** Takes exported workloads. */
  public interface Receiver {
    /**
     * Takes one.
     *
     * @param workload the workload
     * @throws IOException if no more can be taken
     */
    void take(ExportedWorkload workload) throws IOException;
  }

  /**
   * Hands over workloads, newest first, as they all were at one moment.
   *
   * @param owner the caller's owner
   * @param filter which workloads
   * @param receiver takes one after the other
   * @throws BusyException if too many exports are under way
   * @throws StorageException if the storage cannot be reached
   * @throws IOException what {@code receiver} throws
   */
  public void export(Owner owner, WorkloadFilter filter, Receiver receiver)
      throws BusyException, StorageException, IOException {
    storage.export(owner, filter, receiver::take);
  }
}
