package com.aluminatiai.app.server;

import com.aluminatiai.app.configuration.DatabaseSource;
import com.aluminatiai.app.postgres.EmbeddedPostgres;
import com.aluminatiai.app.postgres.EmbeddedPostgresException;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.jdbc.Database;
import com.aluminatiai.jdbc.DatabaseSettings;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.loop.SteadyLoop;
import com.aluminatiai.workload.usecase.ApiKeys;
import com.aluminatiai.workload.usecase.naming.OwnWords;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** The database, and the PostgreSQL under it where that is ours. */
public final class Storage implements AutoCloseable {
  private static final Duration OURS_WITHIN = Duration.ofMinutes(2);
  private static final Duration OTHERS_WITHIN = Duration.ofSeconds(10);

  /** How long a start waits to learn whether it is in vain. */
  private static final Duration OTHERS_KNOWN_WITHIN = Duration.ofSeconds(3);

  private static final int VISITORS_CONNECTIONS = 2;

  private final Optional<EmbeddedPostgres> embedded;
  private final Database database;
  private final SharedClock clock;
  private final SteadyLoop comparisons;
  private final ExecutorService notes = KeyNotes.thread();

  private Storage(Optional<EmbeddedPostgres> embedded, Database database, SharedClock clock) {
    this.embedded = embedded;
    this.database = database;
    this.clock = clock;
    this.comparisons = clock.comparisonsWith(database::now);
  }

  /**
   * Opens the database for the service, which gets ready in the background: see {@link #awaitOurs}.
   *
   * @param source where it is
   * @param poolSize connections
   * @param clock the time, which is held to the database's
   * @return the open database
   * @throws StartException if it cannot be used
   */
  static Storage forService(DatabaseSource source, int poolSize, SharedClock clock)
      throws StartException {
    try {
      Storage storage =
          source instanceof DatabaseSource.Embedded own
              ? embedded(EmbeddedPostgres.serve(own.folder()), poolSize, clock)
              : external((DatabaseSource.External) source, poolSize, clock);
      storage.comparisons.start();
      return storage;
    } catch (EmbeddedPostgresException e) {
      throw new StartException(e.getMessage(), e);
    }
  }

  /**
   * Opens the database for a command that does one thing and ends: joins the service's, or starts
   * one of its own. It is ready on return.
   *
   * @param source where it is
   * @return the open database
   * @throws StartException if it cannot be used
   */
  public static Storage forCommand(DatabaseSource source) throws StartException {
    SharedClock clock = new SharedClock(Clock.systemUTC());
    try {
      if (source instanceof DatabaseSource.Embedded own) {
        return ready(
            embedded(EmbeddedPostgres.joinOrStart(own.folder()), VISITORS_CONNECTIONS, clock),
            OURS_WITHIN);
      }
      return ready(
          external((DatabaseSource.External) source, VISITORS_CONNECTIONS, clock), OTHERS_WITHIN);
    } catch (EmbeddedPostgresException e) {
      throw new StartException(e.getMessage(), e);
    }
  }

  private static Storage embedded(EmbeddedPostgres postgres, int poolSize, SharedClock clock) {
    DatabaseSettings settings =
        new DatabaseSettings(postgres.jdbcUrl(), postgres.user(), postgres.password(), poolSize);
    Database database = Database.open(settings, clock, postgres::hasRoom);
    return new Storage(Optional.of(postgres), database, clock);
  }

  private static Storage external(DatabaseSource.External source, int poolSize, SharedClock clock) {
    DatabaseSettings settings =
        new DatabaseSettings(
            source.jdbcUrl(), source.user().orElse(""), source.password().orElse(""), poolSize);
    return new Storage(Optional.empty(), Database.open(settings, clock), clock);
  }

  private static Storage ready(Storage storage, Duration within) throws StartException {
    boolean isReady = false;
    try {
      storage.awaitReady(within);
      isReady = true;
      return storage;
    } finally {
      if (!isReady) {
        storage.close();
      }
    }
  }

  /**
   * Waits until the database is ready where it is ours; another may come when it comes, unless it
   * is one that can never be used.
   *
   * @throws StartException if it does not get ready, or cannot be used
   */
  void awaitOurs() throws StartException {
    if (embedded.isPresent()) {
      awaitReady(OURS_WITHIN);
      return;
    }
    try {
      Optional<String> refusal = database.awaitRefusal(OTHERS_KNOWN_WITHIN);
      if (refusal.isPresent()) {
        throw new StartException("DATABASE_URL: " + refusal.get(), null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted while waiting for the database", e);
    }
  }

  private void awaitReady(Duration within) throws StartException {
    try {
      database.awaitReady(within);
      clock.compareIfThere(database::now);
    } catch (StorageException e) {
      throw new StartException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted while waiting for the database", e);
    }
  }

  /**
   * Returns whether the database is ready, and its time known.
   *
   * @return true if calls are expected to work
   */
  boolean isReady() {
    return clock.isCompared() && database.isReady();
  }

  /**
   * Returns the database.
   *
   * @return the database; to be used while this object is open
   */
  public Database database() {
    return database;
  }

  /**
   * Returns the use case about the database's keys.
   *
   * @return the use case; to be used while this object is open
   */
  public ApiKeys apiKeys() {
    SecureRandom random = new SecureRandom();
    return new ApiKeys(
        database.apiKeys(),
        new ApiKeys.Surroundings(clock, System::nanoTime, notes),
        new TimeOrderedIds(clock, random),
        random);
  }

  /**
   * Returns the use case about files of workloads.
   *
   * @param method how a row is estimated that names no method
   * @return the use case; to be used while this object is open
   */
  public TransferWorkloads transfer(Method method) {
    return new TransferWorkloads(
        database.bulkWorkloads(),
        new WorkloadEstimator(Estimator.standard(), method),
        new TimeOrderedIds(clock, new SecureRandom())::stamp);
  }

  /**
   * Returns the use case about what owners call things.
   *
   * @return the use case; to be used while this object is open
   */
  public OwnWords ownWords() {
    return new OwnWords(database.naming(), Estimator.standard().accelerators(), clock);
  }

  /** Closes the connections, then stops PostgreSQL where this object started it. */
  @Override
  public void close() {
    comparisons.stop();
    notes.shutdownNow();
    try {
      database.close();
    } finally {
      embedded.ifPresent(EmbeddedPostgres::close);
    }
  }
}
