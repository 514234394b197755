package com.aluminatiai.jdbc.bulk;

import com.aluminatiai.workload.StorageException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Fetches the next rows on a thread of its own while the last ones are received: the server and
 * this machine work at the same time. For one thread.
 *
 * @param <T> a row
 */
final class ReadAhead<T> implements AutoCloseable {
  /** Where rows come from. */
  interface Source<T> {
    /** Returns the next rows; none at the end. */
    List<T> next() throws StorageException;
  }

  private final Source<T> source;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread daemon = new Thread(task, "export");
            daemon.setDaemon(true);
            return daemon;
          });

  private CompletableFuture<List<T>> underWay;

  ReadAhead(Source<T> source) {
    this.source = source;
    this.underWay = fetch();
  }

  private CompletableFuture<List<T>> fetch() {
    CompletableFuture<List<T>> fetched = new CompletableFuture<>();
    thread.execute(
        () -> {
          try {
            fetched.complete(source.next());
          } catch (StorageException | RuntimeException | Error e) {
            fetched.completeExceptionally(e);
          }
        });
    return fetched;
  }

  /** Returns the next rows; none at the end. */
  List<T> next() throws StorageException {
    try {
      List<T> rows = underWay.join();
      if (!rows.isEmpty()) {
        underWay = fetch();
      }
      return rows;
    } catch (CompletionException e) {
      if (e.getCause() instanceof StorageException outage) {
        throw outage;
      }
      throw new IllegalStateException("the storage failed", e.getCause());
    }
  }

  /** Waits for what is under way. */
  @Override
  public void close() {
    underWay.exceptionally(failure -> List.of()).join();
    thread.shutdown();
  }
}
