package com.aluminatiai.workload.usecase.transfer;

import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.port.BulkWorkloads.Intake;
import com.aluminatiai.workload.port.BulkWorkloads.Ran;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stores one chunk of an import on a thread of its own while the next is read and estimated: the
 * storage and this machine work at the same time. For one thread.
 */
final class ImportStorage implements AutoCloseable {
  private final Intake intake;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread daemon = new Thread(task, "import");
            daemon.setDaemon(true);
            return daemon;
          });

  private CompletableFuture<Integer> underWay = CompletableFuture.completedFuture(0);
  private int sizeUnderWay;
  private long stored;
  private long skipped;

  ImportStorage(Intake intake) {
    this.intake = intake;
  }

  /** Begins to store a chunk once the one before is stored. */
  void add(List<Workload> chunk) throws StorageException {
    await();
    CompletableFuture<Integer> added = new CompletableFuture<>();
    underWay = added;
    sizeUnderWay = chunk.size();
    thread.execute(
        () -> {
          try {
            added.complete(intake.add(chunk));
          } catch (StorageException | RuntimeException | Error e) {
            added.completeExceptionally(e);
          }
        });
  }

  /** Finds out when workloads ran that are stored, once those under way are. */
  Map<String, Ran> find(Collection<String> externalIds) throws StorageException {
    await();
    return intake.find(externalIds);
  }

  /** Waits for what is under way. */
  void await() throws StorageException {
    try {
      int added = underWay.join();
      stored += added;
      skipped += sizeUnderWay - added;
      underWay = CompletableFuture.completedFuture(0);
      sizeUnderWay = 0;
    } catch (CompletionException e) {
      if (e.getCause() instanceof StorageException outage) {
        throw outage;
      }
      throw new IllegalStateException("the storage failed", e.getCause());
    }
  }

  void commit() throws StorageException {
    await();
    long leftOut = intake.commit();
    stored -= leftOut;
    skipped += leftOut;
  }

  /** How many are stored, but for those that are being stored. */
  long stored() {
    return stored;
  }

  /** How many more were there already. */
  long skipped() {
    return skipped;
  }

  /** Waits for what is under way, and forgets what was not committed. */
  @Override
  public void close() {
    underWay.exceptionally(failure -> null).join();
    thread.shutdown();
    intake.close();
  }
}
