package com.aluminatiai.app.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The user that PostgreSQL's programs run as. PostgreSQL refuses to run as root, so root is shed
 * first, in the best way that works here.
 *
 * @param prefix what stands before each command
 * @param owner who the data have to belong to; empty where they simply belong to whoever runs us
 * @param majorVersion the major version of the programs
 */
record RunAs(List<String> prefix, Optional<OwnedFiles.Owner> owner, int majorVersion) {
  private static final Pattern VERSION = Pattern.compile("postgres \\(PostgreSQL\\) (\\d+)\\D.*");
  private static final Duration SHORT = Duration.ofSeconds(30);
  private static final int ROOT = 0;

  // The fields of a line of /etc/passwd.
  private static final int NAME = 0;
  private static final int UID = 2;
  private static final int GID = 3;

  private record Way(List<String> prefix, Optional<OwnedFiles.Owner> owner) {}

  /**
   * Finds a way to run the programs. Each way is tried for real, because there is no other way to
   * know what a container permits and which folders another user can reach.
   */
  static RunAs choose(Path dataFolder, Binaries binaries)
      throws IOException, EmbeddedPostgresException {
    boolean root = isRoot();
    Command.Result last = new Command.Result(1, "");
    for (Way way : root ? waysOfRoot(dataFolder) : List.of(new Way(List.of(), Optional.empty()))) {
      last = tryOut(way, binaries);
      Matcher version = VERSION.matcher(last.lastLine());
      if (last.succeeded() && version.matches()) {
        return new RunAs(way.prefix(), way.owner(), Integer.parseInt(version.group(1)));
      }
    }
    if (root) {
      throw new EmbeddedPostgresException(
          "PostgreSQL refuses to run as root, and no ordinary user can be used for it in "
              + binaries.folder().getParent()
              + ": run this program as an ordinary user, or set DATA_DIR to a folder that the user"
              + " 'postgres' or 'nobody' can reach, or set DATABASE_URL");
    }
    throw new EmbeddedPostgresException(
        "The embedded PostgreSQL does not run on this system; set DATABASE_URL to a PostgreSQL"
            + " server (it said: "
            + last.lastLine()
            + ")");
  }

  // Best first: the user whose data these are, who wants to open them later; a user made for it;
  // the
  // same files but no privileges, in a namespace; "nobody", who may have other programs running.
  private static List<Way> waysOfRoot(Path dataFolder) throws IOException {
    List<Way> ways = new ArrayList<>();
    for (Path owned : List.of(dataFolder, dataFolder.resolve("cluster"))) {
      if (Files.exists(owned)) {
        OwnedFiles.Owner owner = OwnedFiles.Owner.of(owned);
        // Nobody makes data anew who has no name.
        if (owner.user() != ROOT && hasName(owner.user())) {
          ways.add(setpriv(owner));
        }
      }
    }
    ways.addAll(waysOfUser("postgres"));
    ways.add(
        new Way(List.of("unshare", "--user", "--"), Optional.of(new OwnedFiles.Owner(ROOT, ROOT))));
    ways.addAll(waysOfUser("nobody"));
    return ways;
  }

  private static Way setpriv(OwnedFiles.Owner owner) {
    return new Way(
        List.of(
            "setpriv",
            "--reuid=" + owner.user(),
            "--regid=" + owner.group(),
            "--clear-groups",
            "--"),
        Optional.of(owner));
  }

  private static List<Way> waysOfUser(String name) throws IOException {
    for (String[] fields : users()) {
      if (fields[NAME].equals(name)) {
        OwnedFiles.Owner owner =
            new OwnedFiles.Owner(Integer.parseInt(fields[UID]), Integer.parseInt(fields[GID]));
        return List.of(
            setpriv(owner), new Way(List.of("runuser", "-u", name, "--"), Optional.of(owner)));
      }
    }
    return List.of();
  }

  private static boolean hasName(int user) throws IOException {
    return users().stream().anyMatch(fields -> fields[UID].equals(Integer.toString(user)));
  }

  private static List<String[]> users() throws IOException {
    Path users = Path.of("/etc/passwd");
    if (!Files.isReadable(users)) {
      return List.of();
    }
    return Files.readAllLines(users, StandardCharsets.ISO_8859_1).stream()
        .map(line -> line.split(":", -1))
        .filter(fields -> fields.length > GID)
        .toList();
  }

  private static Command.Result tryOut(Way way, Binaries binaries) {
    List<String> words = new ArrayList<>(way.prefix());
    if (!words.isEmpty()) {
      // setpriv starts its program while it still has root's rights to reach it: the shell has not.
      words.addAll(List.of("/bin/sh", "-c", "exec \"$0\" --version"));
    }
    words.add(binaries.program("postgres"));
    if (way.prefix().isEmpty()) {
      words.add("--version");
    }
    try {
      return Command.run(binaries.folder(), SHORT, words);
    } catch (IOException e) {
      return new Command.Result(127, String.valueOf(e.getMessage()));
    }
  }

  private static boolean isRoot() throws IOException {
    Path self = Path.of("/proc/self");
    return Files.exists(self)
        ? (int) Files.getAttribute(self, "unix:uid") == ROOT
        : System.getProperty("user.name").equals("root");
  }

  /** Runs one of PostgreSQL's programs. */
  Command.Result run(Path folder, Duration atMost, List<String> words) throws IOException {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(words);
    return Command.run(folder, atMost, all);
  }
}
