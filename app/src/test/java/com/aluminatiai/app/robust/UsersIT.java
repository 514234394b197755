package com.aluminatiai.app.robust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.aluminatiai.app.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One data folder and several users of the machine. Only root can be all of them. */
final class UsersIT {
  private static final int ROOT = 0;

  /** Called "nobody" on most systems. */
  private static final int USER = 65534;

  private static final int WITHOUT_A_NAME = 54321;

  @TempDir private Path folder;
  private Path jar;
  private Path data;

  @BeforeEach
  void makeAPlaceThatTheUserReaches() throws IOException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/setpriv"))
            && (int) Files.getAttribute(folder, "unix:uid") == ROOT,
        "NOT TESTED: only root can be another user");
    permit(folder, "rwxr-xr-x");
    jar = folder.resolve("aluminatiai.jar");
    Files.copy(Path.of(System.getProperty("jar", "target/aluminatiai.jar")), jar);
    permit(jar, "rw-r--r--");
    data = Files.createDirectory(folder.resolve("data"));
    Files.setAttribute(data, "unix:uid", USER);
    Files.setAttribute(data, "unix:gid", USER);
  }

  @Test
  void rootOnAUsersFolder_leavesItToTheUser() throws Exception {
    assertThat(as(ROOT, "keys", "create", "--name", "of-root")).contains("(exit 0)");
    assertThat(ownersIn(data)).containsOnly(USER);

    assertThat(as(USER, "keys", "create", "--name", "of-user")).contains("(exit 0)");
    assertThat(as(ROOT, "keys", "list")).contains("of-root", "of-user");
    assertThat(as(USER, "keys", "list")).contains("of-root", "of-user");
    assertThat(ownersIn(data)).containsOnly(USER);
  }

  @Test
  void userOnSomebodyElsesFolder_isToldWhoseItIs() throws Exception {
    assertThat(as(USER, "keys", "create", "--name", "mine")).contains("(exit 0)");
    Files.setAttribute(data.resolve("cluster"), "unix:uid", ROOT);
    assertThat(as(USER, "keys", "list"))
        .contains("data/cluster belong to the user root: run as that user\n(exit 1)");

    Files.setAttribute(data, "unix:uid", ROOT);
    permit(data, "rwx------");
    assertThat(as(USER, "keys", "list")).contains("No access to ").endsWith("DATA_DIR\n(exit 2)");
  }

  @Test
  void userWithoutAName_isToldWhatToDo() throws Exception {
    Files.setAttribute(data, "unix:uid", WITHOUT_A_NAME);

    assertThat(as(WITHOUT_A_NAME, "keys", "list"))
        .isEqualTo(
            "aluminatiai: PostgreSQL needs a user with a name: give the one that runs this a line"
                + " in /etc/passwd, or set DATABASE_URL\n(exit 1)");
  }

  private String as(int user, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"));
    command.addAll(JavaCommand.inThisLocale());
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("--data-dir", data.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return said + "(exit " + process.waitFor() + ")";
  }

  private static List<Integer> ownersIn(Path folder) throws IOException {
    List<Integer> owners = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        owners.add((int) Files.getAttribute(file, "unix:uid", NOFOLLOW_LINKS));
      }
    }
    return owners;
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
