package com.aluminatiai.workload.usecase.transfer;

import com.aluminatiai.workload.BusyException;
import com.aluminatiai.workload.ExportedWorkload;
import com.aluminatiai.workload.ImportFault;
import com.aluminatiai.workload.ImportReport;
import com.aluminatiai.workload.ImportRow;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Stamp;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.port.BulkWorkloads;
import com.aluminatiai.workload.port.BulkWorkloads.Intake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * What a file would bring.
   *
   * @param report what is wrong with which lines; nothing was imported
   * @param importable lines that could be taken; some may be there already
   * @param first the first of them, as they would be
   */
  public record Preview(ImportReport report, long importable, List<Previewed> first) {
    /** Copies the list. */
    public Preview {
      first = List.copyOf(first);
    }
  }

  /**
   * A line that could be taken.
   *
   * @param line its number
   * @param workload the workload that it would become
   */
  public record Previewed(long line, Workload workload) {}

  /**
   * Reads a file to its end and stores nothing. It counts as an import while it is read.
   *
   * @param owner whose they would become
   * @param source the lines
   * @param most how many are shown
   * @return what would come of it
   * @throws BusyException if too many imports are under way; nothing was read then
   * @throws StorageException if the storage cannot be reached
   * @throws IOException if the source cannot be read on
   */
  public Preview preview(Owner owner, Source source, int most)
      throws BusyException, StorageException, IOException {
    // Nothing is added to it: it keeps a place among those who import.
    Intake place = storage.intake(owner, true);
    try {
      List<Previewed> first = new ArrayList<>();
      List<ImportFault> faults = new ArrayList<>();
      long importable = 0;
      long rejected = 0;
      Optional<ImportRow> row = source.next();
      while (row.isPresent()) {
        if (row.get() instanceof ImportRow.Read read) {
          importable++;
          if (first.size() < most) {
            first.add(new Previewed(read.line(), ImportRun.workload(read, estimator, stamps)));
          }
        } else {
          rejected++;
          ((ImportRow.Faulty) row.get())
              .faults().stream()
                  .limit(ImportReport.MOST_FAULTS - faults.size())
                  .forEach(faults::add);
        }
        row = source.next();
      }
      return new Preview(new ImportReport(0, 0, rejected, faults), importable, first);
    } finally {
      place.close();
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
