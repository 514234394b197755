package com.aluminatiai.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every test starts the real thing. */
final class EmbeddedPostgresTest {
  @TempDir private static Path prepared;
  @TempDir private Path temporary;

  @BeforeAll
  static void prepareData() throws Exception {
    EmbeddedPostgres.serve(prepared).close();
  }

  /** Puts a database that was served before into the test's folder: quicker than a new one. */
  private void copyData() throws IOException {
    try (Stream<Path> files = Files.walk(prepared)) {
      for (Path file : files.filter(file -> !file.equals(prepared)).toList()) {
        Files.copy(
            file,
            temporary.resolve(prepared.relativize(file)),
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  @Test
  void serve_newFolder_keepsPeoplesDataSafely() throws Exception {
    Path folder = temporary.resolve("not there yet/it's data");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.serve(folder)) {
      assertThat(query(postgres, "SHOW fsync")).isEqualTo("on");
      assertThat(query(postgres, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(postgres, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(query(postgres, "SHOW data_checksums")).isEqualTo("on");
      assertThat(query(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(query(postgres, "SHOW unix_socket_directories")).isEmpty();
      assertThat(query(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(query(postgres, "SELECT datlocale FROM pg_database WHERE datname = 'postgres'"))
          .isEqualTo("C.UTF-8");
      assertThat(query(postgres, "SELECT upper('i é')")).isEqualTo("I É");
      if (OwnedFiles.havePermissions(folder)) {
        assertThat(permissions(folder.resolve("password"))).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve("cluster"))).isEqualTo("rwx------");
      }
    }
  }

  @Test
  void serve_againAfterClose_findsTheDataAndLeavesNothingRunning() throws Exception {
    copyData();
    PostmasterFile first;
    try (EmbeddedPostgres postgres = EmbeddedPostgres.serve(temporary)) {
      remember(postgres, 1);
      first = server();
    }

    assertThat(first.isServerOf(temporary.toRealPath())).isFalse();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.serve(temporary)) {
      assertThat(query(postgres, "SELECT count(*) FROM remembered")).isEqualTo("1");
    }
  }

  @Test
  void serve_folderThatBecomesPrivate_servesTheSameData() throws Exception {
    copyData();
    // As root these are two ways to shed it: another user reaches an open folder, but no closed
    // one.
    OwnedFiles.permit(temporary, "rwxr-xr-x");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.serve(temporary)) {
      remember(postgres, 5);
    }

    OwnedFiles.permit(temporary, "rwx------");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.serve(temporary)) {
      assertThat(query(postgres, "SELECT number FROM remembered")).isEqualTo("5");
    }

    OwnedFiles.permit(temporary, "rwxr-xr-x");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.serve(temporary)) {
      assertThat(query(postgres, "SELECT number FROM remembered")).isEqualTo("5");
    }
  }

  @Test
  void connect_withoutThePassword_isRefused() throws Exception {
    copyData();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.serve(temporary)) {
      assertThatThrownBy(() -> connect(postgres, "wrong").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThatThrownBy(() -> connect(postgres, "").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
      assertThat(Files.readString(temporary.resolve("cluster/pg_hba.conf")))
          .doesNotContain("trust");
    }
  }

  @Test
  void folderOfAnotherProcess_isRefusedToServersAndJoinedByOthers() throws Exception {
    copyData();
    try (Holder holder = Holder.of(temporary)) {
      assertThatThrownBy(() -> EmbeddedPostgres.serve(temporary).close())
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageContaining("in use by process " + holder.pid())
          .hasMessageNotContaining("\n");

      EmbeddedPostgres joined = EmbeddedPostgres.joinOrStart(temporary);
      assertThat(query(joined, "SELECT 1")).isEqualTo("1");
      joined.close();
      assertThat(query(joined, "SELECT 1")).as("after one left").isEqualTo("1");
    }
    assertThat(PostmasterFile.read(temporary.resolve("cluster"))).isEmpty();
  }

  @Test
  void joinOrStart_freeFolder_startsAndStops() throws Exception {
    copyData();
    PostmasterFile server;
    try (EmbeddedPostgres postgres = EmbeddedPostgres.joinOrStart(temporary)) {
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
      server = server();
    }
    assertThat(server.isServerOf(temporary.toRealPath())).isFalse();
  }

  @Test
  void serve_afterTheOwnerWasKilled_stopsTheOrphanAndKeepsWhatWasCommitted() throws Exception {
    copyData();
    Holder holder = Holder.of(temporary);
    try (EmbeddedPostgres joined = EmbeddedPostgres.joinOrStart(temporary)) {
      remember(joined, 7);
    }
    PostmasterFile orphan = server();
    holder.kill();
    assertThat(orphan.isServerOf(temporary.toRealPath())).as("the orphan lives").isTrue();

    try (EmbeddedPostgres postgres = EmbeddedPostgres.serve(temporary)) {
      assertThat(query(postgres, "SELECT max(number) FROM remembered")).isEqualTo("7");
      assertThat(orphan.isServerOf(temporary.toRealPath())).isFalse();
    }
  }

  @Test
  void killedServer_isStartedAgainOnItsPort() throws Exception {
    copyData();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.serve(temporary)) {
      remember(postgres, 3);
      PostmasterFile before = server();

      ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly();

      await(
          () -> {
            PostmasterFile now = server();
            return now.ready()
                && now.pid() != before.pid()
                && now.isServerOf(temporary.toRealPath());
          });
      assertThat(query(postgres, "SELECT max(number) FROM remembered")).isEqualTo("3");
    }
  }

  @Test
  void serve_afterServerAndOwnerWereKilled_recovers() throws Exception {
    copyData();
    Holder holder = Holder.of(temporary);
    try (EmbeddedPostgres joined = EmbeddedPostgres.joinOrStart(temporary)) {
      remember(joined, 9);
    }
    holder.kill();
    ProcessHandle.of(server().pid()).orElseThrow().destroyForcibly();

    try (EmbeddedPostgres postgres = EmbeddedPostgres.serve(temporary)) {
      assertThat(query(postgres, "SELECT max(number) FROM remembered")).isEqualTo("9");
    }
  }

  @Test
  void serve_fileOfAnEarlierServerNamesAProcessOfToday_leavesThatAloneAndStarts() throws Exception {
    copyData();
    Path file = temporary.resolve("cluster/postmaster.pid");
    Files.write(
        file,
        List.of(
            Long.toString(ProcessHandle.current().pid()),
            temporary.resolve("cluster").toString(),
            "1790000000",
            "5432",
            "",
            "127.0.0.1",
            "  1234567         7",
            "ready   "));
    OwnedFiles.Owner.of(temporary.resolve("cluster")).own(file);

    try (EmbeddedPostgres postgres = EmbeddedPostgres.serve(temporary)) {
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void serve_leftoversOfAStartThatWasKilled_startsAnew() throws Exception {
    Files.createDirectories(temporary.resolve("cluster.half/base"));
    Files.writeString(temporary.resolve("cluster.half/PG_VERSION"), "18\n");
    Files.createDirectories(temporary.resolve("binaries-half/bin"));
    Files.writeString(temporary.resolve("binaries-half/bin/postgres"), "half of it");
    Files.writeString(temporary.resolve("password.half"), "");
    Files.writeString(temporary.resolve("password.initdb"), "");

    try (EmbeddedPostgres postgres = EmbeddedPostgres.serve(temporary)) {
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
      try (Stream<Path> found = Files.list(temporary)) {
        assertThat(found.map(path -> path.getFileName().toString()))
            .noneMatch(name -> name.contains("half") || name.endsWith("initdb"));
      }
    }
  }

  @Test
  void serve_dataThatCannotBeOpened_areRefusedInOneLine() throws Exception {
    copyData();
    Path password = temporary.resolve("password");
    Path elsewhere = temporary.resolve("elsewhere");
    Files.move(password, elsewhere);
    assertRefused(temporary, "password is missing");

    Files.move(elsewhere, password);
    Files.writeString(temporary.resolve("cluster/PG_VERSION"), "17\n");

    assertRefused(temporary, "PostgreSQL 17, and this is PostgreSQL 18");
  }

  @Test
  void serve_dataDirectoryOfAForeignPostgres_isRefusedInOneLine() throws Exception {
    Files.writeString(temporary.resolve("PG_VERSION"), "15\n");

    assertRefused(temporary, "data directory of another PostgreSQL (version 15)");
  }

  @Test
  void serve_folderOfOtherFiles_isRefusedAndTheyAreLeftAlone() throws Exception {
    Path mine = Files.createDirectory(temporary.resolve("binaries-of-mine"));
    Files.writeString(mine.resolve("precious"), "");

    assertRefused(temporary, "holds other files, binaries-of-mine for instance");

    assertThat(mine.resolve("precious")).exists();
    try (Stream<Path> found = Files.list(temporary)) {
      assertThat(found).containsExactly(mine);
    }
  }

  @Test
  void serve_filesBesideTheData_areLeftAlone() throws Exception {
    copyData();
    Path mine = Files.createDirectory(temporary.resolve("binaries-of-mine"));

    EmbeddedPostgres.serve(temporary).close();

    assertThat(mine).exists();
  }

  @Test
  void server_environment_holdsNothingOfOurs() throws Exception {
    copyData();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.serve(temporary)) {
      Path environment = Path.of("/proc/" + server().pid() + "/environ");
      assumeTrue(Files.exists(environment), "NOT TESTED: there is no /proc");

      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
      assertThat(Files.readString(environment).split("\0"))
          .allSatisfy(
              word ->
                  assertThat(word)
                      .matches(
                          "(?s)(PATH|LC_ALL|TMPDIR|LD_LIBRARY_PATH|PWD|OLDPWD|SHLVL|_|PG[A-Z_]+)=.*"));
    }
  }

  @Test
  void serve_fileInsteadOfFolder_isRefusedInOneLine() throws Exception {
    Path file = Files.writeString(temporary.resolve("file"), "");

    assertRefused(file, "DATA_DIR must be a folder");
  }

  @Test
  void serve_folderThatAShellWouldRead_isRefusedInOneLine() {
    Path folder = temporary.resolve("$(HOME)");

    assertRefused(folder, "must not contain");
    assertThat(folder).doesNotExist();
  }

  @Test
  void serve_folderBehindALinkThatAShellWouldRead_isRefusedAndNotCreated() throws Exception {
    Path behind = Files.createDirectory(temporary.resolve("a$b"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), behind);

    assertRefused(link.resolve("new/data"), "must not contain");
    assertThat(behind).isEmptyDirectory();
  }

  private static void assertRefused(Path folder, String why) {
    assertThatThrownBy(() -> EmbeddedPostgres.serve(folder).close())
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }

  private PostmasterFile server() throws IOException {
    return PostmasterFile.read(temporary.resolve("cluster"))
        .orElse(new PostmasterFile(0, 0, false));
  }

  private static void remember(EmbeddedPostgres postgres, int number) throws SQLException {
    try (Connection connection = connect(postgres, postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE remembered (number int)");
      statement.execute("INSERT INTO remembered VALUES (" + number + ")");
    }
  }

  private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres, postgres.password());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres, String password)
      throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), password);
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws IOException {
    long giveUpAt = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited for too long").isLessThan(giveUpAt);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
