package com.aluminatiai.jdbc;

import com.aluminatiai.jdbc.backup.BackupException;
import com.aluminatiai.jdbc.backup.BackupTables;
import com.aluminatiai.jdbc.bulk.JdbcBulkWorkloads;
import com.aluminatiai.jdbc.connection.Apart;
import com.aluminatiai.jdbc.connection.Availability;
import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.jdbc.connection.SessionDataSource;
import com.aluminatiai.jdbc.group.Groups;
import com.aluminatiai.jdbc.row.ReadableRows;
import com.aluminatiai.jdbc.store.Housekeeping;
import com.aluminatiai.jdbc.store.JdbcApiKeyStore;
import com.aluminatiai.jdbc.store.JdbcNamingStore;
import com.aluminatiai.jdbc.store.JdbcTokenBuckets;
import com.aluminatiai.jdbc.store.JdbcWorkloadStore;
import com.aluminatiai.jdbc.totals.TotalsFolding;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.ApiKeyStore;
import com.aluminatiai.workload.port.BulkWorkloads;
import com.aluminatiai.workload.port.NamingStore;
import com.aluminatiai.workload.port.TokenBuckets;
import com.aluminatiai.workload.port.WorkloadStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Workloads and API keys in PostgreSQL 15 or newer. Thread-safe.
 *
 * <p>The database need not be there when it is opened, and may go away and come back: meanwhile
 * every call fails with a {@link StorageException} within two seconds, mostly at once. Its schema
 * is brought up to date as soon as it can be reached.
 */
public final class Database implements AutoCloseable {
  private static final int CONNECT_SECONDS = 1;
  private static final int CONNECT_PATIENTLY_SECONDS = 5;
  private static final long POLL_MILLIS = 20;

  /**
   * Every table of ours but the list of migrations, which is the schema's own, and those that fill
   * themselves from the others. Signs of life come before their workloads, which would begin new
   * ones.
   */
  static final List<String> TABLES =
      List.of(
          "token_buckets",
          "listening",
          "workload_signs",
          "workloads",
          "workload_history",
          "idempotency_keys",
          "agent_submissions",
          "api_keys",
          "own_names",
          "unknown_names",
          "own_sites");

  private final Connections connections;
  private final Availability availability;
  private final Groups groups;
  private final Housekeeping housekeeping;
  private final TotalsFolding folding;
  private final WorkloadStore workloads;
  private final BulkWorkloads bulkWorkloads;
  private final ApiKeyStore apiKeys;
  private final NamingStore naming;
  private final JdbcTokenBuckets tokenBuckets;

  private Database(DatabaseSettings settings, Clock clock, BooleanSupplier hasRoom) {
    SessionDataSource dataSource = dataSource(settings, CONNECT_SECONDS);
    connections = new Connections(dataSource, settings.poolSize(), hasRoom);
    availability =
        new Availability(dataSource, dataSource(settings, CONNECT_PATIENTLY_SECONDS), connections);
    groups = new Groups(connections, clock);
    tokenBuckets = new JdbcTokenBuckets(connections);
    housekeeping = new Housekeeping(connections, tokenBuckets, clock);
    folding = new TotalsFolding(connections);
    ReadableRows readable = new ReadableRows();
    workloads = new JdbcWorkloadStore(connections, groups, readable, clock);
    bulkWorkloads = new JdbcBulkWorkloads(connections, readable);
    apiKeys = new JdbcApiKeyStore(connections, readable);
    naming = new JdbcNamingStore(connections, readable);
  }

  /**
   * Opens a database. Returns at once; see {@link #isReady}.
   *
   * @param settings where it is
   * @param clock tells when idempotency keys expire
   * @return the database, to be closed
   * @throws IllegalArgumentException if the driver does not understand the address
   */
  public static Database open(DatabaseSettings settings, Clock clock) {
    return open(settings, clock, () -> true);
  }

  /**
   * Opens a database whose disk is watched: while it has no room, calls that would write fail with
   * a {@link StorageException}, and those that read go on. Returns at once; see {@link #isReady}.
   *
   * @param settings where it is
   * @param clock tells when idempotency keys expire
   * @param hasRoom whether there is room; asked at each call, so it answers at once
   * @return the database, to be closed
   * @throws IllegalArgumentException if the driver does not understand the address
   */
  public static Database open(DatabaseSettings settings, Clock clock, BooleanSupplier hasRoom) {
    Database database = new Database(settings, clock, hasRoom);
    database.availability.start();
    database.groups.start();
    database.housekeeping.start();
    database.folding.start();
    return database;
  }

  private static SessionDataSource dataSource(DatabaseSettings settings, int connectSeconds) {
    return SessionDataSource.of(
        settings.jdbcUrl(), settings.user(), settings.password(), connectSeconds);
  }

  /**
   * Returns the workloads.
   *
   * @return a store that commits before it returns
   */
  public WorkloadStore workloads() {
    return workloads;
  }

  /**
   * Returns the way for workloads by the thousand, on connections beside the pool's.
   *
   * @return lets in four imports and four exports at once
   */
  public BulkWorkloads bulkWorkloads() {
    return bulkWorkloads;
  }

  /**
   * Returns the API keys.
   *
   * @return a store that commits before it returns
   */
  public ApiKeyStore apiKeys() {
    return apiKeys;
  }

  /**
   * Returns what owners call things.
   *
   * @return a store that commits before it returns
   */
  public NamingStore naming() {
    return naming;
  }

  /**
   * Returns the token buckets of rate limits.
   *
   * @return buckets that all replicas share; a crash of the database fills them
   */
  public TokenBuckets tokenBuckets() {
    return tokenBuckets;
  }

  /**
   * Measures the pool of connections from now on.
   *
   * @param registry a registry of metrics that HikariCP understands: Micrometer's, for instance
   * @throws IllegalArgumentException if it does not
   * @throws IllegalStateException if the pool is measured already
   */
  public void measurePool(Object registry) {
    connections.measure(registry);
  }

  /**
   * Returns whether the database can be reached, its schema is up to date and no other session
   * keeps workloads from being stored, as of the last second.
   *
   * @return true if calls are expected to work
   */
  public boolean isReady() {
    return connections.problem().isEmpty() && connections.writeProblem().isEmpty();
  }

  /**
   * Waits until something is known of the database, and returns why it can never be used: it is too
   * old, cannot hold every text, or is a newer release's. One that is away may come back.
   *
   * @param timeout longest wait
   * @return the reason; empty if it can be used, is away, or nothing is known of it in time
   * @throws InterruptedException if the thread is interrupted
   */
  public Optional<String> awaitRefusal(Duration timeout) throws InterruptedException {
    long beginNanos = System.nanoTime();
    while (connections.problem().filter(Connections.NOT_CONNECTED::equals).isPresent()
        && System.nanoTime() - beginNanos < timeout.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return connections.unusable();
  }

  /**
   * Waits until the database is ready.
   *
   * @param timeout longest wait
   * @throws StorageException if it is not ready by then, or never can be; its message says why
   * @throws InterruptedException if the thread is interrupted
   */
  public void awaitReady(Duration timeout) throws StorageException, InterruptedException {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    Optional<String> problem = connections.problem();
    while (problem.isPresent()) {
      boolean isInVain = connections.unusable().isPresent();
      if (isInVain || System.nanoTime() - deadlineNanos > 0) {
        throw new StorageException(problem.get(), null);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      problem = connections.problem();
    }
  }

  /**
   * Writes every table of ours into a file, as they are at one moment, while the service runs.
   *
   * @param file where to; its content is replaced
   * @return the number of rows
   * @throws StorageException if the database cannot be reached
   * @throws IOException if the file cannot be written
   */
  public long backup(OutputStream file) throws StorageException, IOException {
    try (Apart connection = connections.openApart(Connections.VERY_LONG, Connections.VERY_LONG)) {
      return new BackupTables(TABLES).write(connection, file);
    }
  }

  /** A backup that is there to be read more than once. */
  public interface Backup {
    /**
     * Opens it at its beginning.
     *
     * @return its bytes, closed by whoever asked
     * @throws IOException if it cannot be read
     */
    InputStream open() throws IOException;
  }

  /**
   * Refuses a file that is no backup, without a database; {@link #restore} looks at all of it.
   *
   * @param file the file from its beginning
   * @throws BackupException if it does not begin as a backup does
   * @throws IOException if the file cannot be read
   */
  public static void refuseOtherThanBackup(InputStream file) throws BackupException, IOException {
    BackupTables.refuseOther(file);
  }

  /**
   * Fills the tables from a backup, all or nothing. The backup is read to its end before anything
   * is changed.
   *
   * @param backup the backup
   * @param isReplacing whether what is in the tables goes; else they must be empty
   * @throws BackupException if the backup cannot be used, or the tables are not empty
   * @throws StorageException if the database cannot be reached
   * @throws IOException if the file cannot be read
   */
  public void restore(Backup backup, boolean isReplacing)
      throws BackupException, StorageException, IOException {
    connections.tablesAreOurs(true);
    try (Apart connection = connections.openApart(Connections.VERY_LONG, Connections.VERY_LONG)) {
      new BackupTables(TABLES).restore(connection, backup::open, isReplacing);
    } finally {
      connections.tablesAreOurs(false);
    }
  }

  /**
   * Returns the time by the database's clock, which all replicas share.
   *
   * @return the time
   * @throws StorageException if the database cannot be reached
   */
  public Instant now() throws StorageException {
    return connections
        .callOnReserve(
            Connections.SHORT,
            handle ->
                handle.createQuery("SELECT clock_timestamp()").mapTo(OffsetDateTime.class).one())
        .toInstant();
  }

  /** Folds changes into the totals, as is done every second. Returns their number. */
  int fold() throws StorageException {
    return folding.fold();
  }

  /** Purges what has expired, as is done every minute. */
  void purge() throws StorageException {
    housekeeping.purge();
  }

  /** Closes every connection. Calls under way fail. */
  @Override
  public void close() {
    housekeeping.close();
    folding.close();
    groups.close();
    availability.close();
    connections.close();
  }
}
