package com.aluminatiai.app.postgres;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL whose data live in a folder of ours. It listens on the loopback address only, and
 * asks for a random password that stands in the data folder.
 *
 * <p>Whoever starts it owns the data folder, stops the server at the end, and starts it again if it
 * dies meanwhile. Others on the same machine may join. Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final Duration STOP_AT_MOST = Duration.ofMinutes(1);
  private static final Duration OTHERS_MAY_TAKE = Duration.ofMinutes(10);
  private static final Duration COMMANDS_MAY_TAKE = Duration.ofMinutes(1);
  private static final Duration JOIN_WITHIN = Duration.ofMinutes(1);
  private static final int LOOKS = 10;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /** What somebody who started the server has to give back. */
  private record Ownership(
      FolderLock lock, Postmaster postmaster, Watchdog watchdog, Postmaster.Stop stop) {}

  private final int port;
  private final String password;
  private final Reserve reserve;
  private Optional<Ownership> ownership;

  private EmbeddedPostgres(Path folder, int port, Optional<Ownership> ownership)
      throws IOException, EmbeddedPostgresException {
    this.port = port;
    this.password = Password.read(folder);
    this.reserve = new Reserve(folder);
    this.ownership = ownership;
  }

  /**
   * Takes the data folder for a server that runs for long, and starts PostgreSQL on it.
   *
   * @param dataFolder the folder; created where it is missing
   * @return the running database
   * @throws EmbeddedPostgresException if somebody else has the folder, or PostgreSQL cannot run
   */
  public static EmbeddedPostgres serve(Path dataFolder) throws EmbeddedPostgresException {
    return inFolder(
        dataFolder,
        folder -> {
          FolderLock lock = takeForLong(folder);
          return start(folder, lock, Postmaster.Stop.FAST);
        });
  }

  /**
   * Joins the PostgreSQL of whoever has the data folder; where nobody has it, starts PostgreSQL for
   * as long as this object is open.
   *
   * @param dataFolder the folder; created where it is missing
   * @return the running database
   * @throws EmbeddedPostgresException if PostgreSQL cannot be joined or cannot run
   */
  public static EmbeddedPostgres joinOrStart(Path dataFolder) throws EmbeddedPostgresException {
    return inFolder(
        dataFolder,
        folder -> {
          Optional<FolderLock> lock = FolderLock.take(folder, FolderLock.Stay.BRIEF);
          // Somebody may have joined by the time that we are done: let them finish.
          return lock.isPresent() ? start(folder, lock.get(), Postmaster.Stop.SMART) : join(folder);
        });
  }

  /** Takes the folder; a command that has it may finish first. */
  private static FolderLock takeForLong(Path folder) throws IOException, EmbeddedPostgresException {
    long giveUpAt = System.nanoTime() + COMMANDS_MAY_TAKE.toNanos();
    Optional<FolderLock> lock = FolderLock.take(folder, FolderLock.Stay.LONG);
    while (lock.isEmpty()) {
      if (!FolderLock.isKeptBriefly(folder) || System.nanoTime() - giveUpAt > 0) {
        throw new EmbeddedPostgresException(taken(folder));
      }
      pause();
      lock = FolderLock.take(folder, FolderLock.Stay.LONG);
    }
    return lock.get();
  }

  private interface Opening {
    EmbeddedPostgres open(Path folder) throws IOException, EmbeddedPostgresException;
  }

  private static EmbeddedPostgres inFolder(Path dataFolder, Opening opening)
      throws EmbeddedPostgresException {
    try {
      return opening.open(DataFolder.open(dataFolder));
    } catch (IOException e) {
      throw DataFolder.unusable(dataFolder, e);
    }
  }

  private static EmbeddedPostgres start(Path folder, FolderLock lock, Postmaster.Stop stop)
      throws IOException, EmbeddedPostgresException {
    Optional<Postmaster> starting = Optional.empty();
    boolean started = false;
    try {
      Cluster cluster = new Cluster(folder);
      if (!cluster.isThere()) {
        LOG.info("Creating a database in {}: this takes some seconds, once", folder);
      }
      Binaries binaries = Binaries.in(folder);
      RunAs runAs = RunAs.choose(folder, binaries);
      cluster.prepare(binaries, runAs);
      if (runAs.owner().isPresent()) {
        DataFolder.giveToItsOwner(folder, binaries);
      }
      Postmaster postmaster = new Postmaster(folder, cluster, binaries, runAs);
      postmaster.clearAway();
      starting = Optional.of(postmaster);
      int port = postmaster.start();
      Watchdog watchdog = new Watchdog(watched(postmaster, cluster, port));
      watchdog.start();
      started = true;
      return new EmbeddedPostgres(
          folder, port, Optional.of(new Ownership(lock, postmaster, watchdog, stop)));
    } finally {
      if (!started) {
        breakOff(starting);
        lock.close();
      }
    }
  }

  private static Watchdog.Server watched(Postmaster postmaster, Cluster cluster, int port) {
    return new Watchdog.Server() {
      @Override
      public boolean isAlive() throws IOException {
        return postmaster.isAlive();
      }

      @Override
      public void tidyUp() throws IOException {
        cluster.pruneLogs();
      }

      @Override
      public void restart() throws IOException, EmbeddedPostgresException {
        postmaster.restart(port);
      }
    };
  }

  /** Stops what was being started; whoever interrupted the start did not mean this. */
  private static void breakOff(Optional<Postmaster> starting)
      throws IOException, EmbeddedPostgresException {
    boolean interrupted = Thread.interrupted();
    try {
      if (starting.isPresent()) {
        if (interrupted) {
          awaitSign(starting.get());
        }
        starting.get().stop(Postmaster.Stop.FAST, STOP_AT_MOST);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A server that was only just started needs a moment to say that it is there. */
  private static void awaitSign(Postmaster starting) throws IOException {
    for (int look = 0; look < LOOKS && !starting.isAlive(); look++) {
      pause();
    }
  }

  private static EmbeddedPostgres join(Path folder) throws IOException, EmbeddedPostgresException {
    Path cluster = folder.resolve("cluster");
    long giveUpAt = System.nanoTime() + JOIN_WITHIN.toNanos();
    while (System.nanoTime() - giveUpAt < 0) {
      Optional<PostmasterFile> server = PostmasterFile.read(cluster);
      if (server.isPresent() && server.get().ready() && answers(server.get().port())) {
        return new EmbeddedPostgres(folder, server.get().port(), Optional.empty());
      }
      pause();
    }
    throw new EmbeddedPostgresException(
        folder
            + " is in use by "
            + FolderLock.owner(folder)
            + ", whose PostgreSQL does not answer: try again later");
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for PostgreSQL");
    }
  }

  private static String taken(Path folder) {
    return folder
        + " is in use by "
        + (FolderLock.isKeptBriefly(folder) ? "a command, " : "")
        + FolderLock.owner(folder)
        + ": "
        + (FolderLock.isKeptBriefly(folder) ? "wait for its end" : "stop it")
        + ", or set another DATA_DIR";
  }

  /**
   * Returns where the database is.
   *
   * @return a JDBC URL, without user and password
   */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /**
   * Returns the database's user.
   *
   * @return the name
   */
  public String user() {
    return Cluster.USER;
  }

  /**
   * Returns the user's password.
   *
   * @return the password; not to be logged
   */
  public String password() {
    return password;
  }

  /**
   * Returns whether more space is free than PostgreSQL needs for itself: 256 MB, or a tenth of a
   * smaller volume. To be asked before anything is stored; it answers at once.
   *
   * @return false while nothing should be stored
   */
  public boolean hasRoom() {
    return reserve.hasRoom();
  }

  /** Stops PostgreSQL if this object started it, and gives the data folder back. */
  @Override
  public synchronized void close() {
    if (ownership.isEmpty()) {
      return;
    }
    Ownership owned = ownership.get();
    ownership = Optional.empty();
    owned.watchdog().close();
    boolean interrupted = Thread.interrupted(); // Else the server would be left running.
    FolderLock lock = owned.lock();
    try (lock) {
      if (owned.watchdog().hasBrokenOffAStart()) {
        awaitSign(owned.postmaster());
      }
      boolean patient = owned.stop() == Postmaster.Stop.SMART;
      owned.postmaster().stop(owned.stop(), patient ? OTHERS_MAY_TAKE : STOP_AT_MOST);
    } catch (IOException | EmbeddedPostgresException e) {
      LOG.error("{}", e.getMessage(), e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
