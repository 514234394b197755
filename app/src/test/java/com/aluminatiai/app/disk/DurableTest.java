package com.aluminatiai.app.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order in which the disk is asked, noted while it is done. */
final class DurableTest {
  @TempDir private Path folder;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  private final Durable.Disk disk =
      new Durable.Disk() {
        @Override
        public void force(Path path) {
          asked.add("force " + name(path));
        }

        @Override
        public void move(Path from, Path to) throws IOException {
          asked.add("move " + name(from) + " to " + name(to));
          Files.move(from, to);
        }
      };

  private String name(Path path) {
    return path.equals(folder) ? "." : folder.relativize(path).toString();
  }

  @Test
  void moveIntoPlace_ofAFile_forcesItBeforeAndItsFolderAfterwards() throws IOException {
    Path half = Files.writeString(folder.resolve("file.half"), "contents");

    Durable.moveIntoPlace(half, folder.resolve("file"), disk);

    assertThat(asked).containsExactly("force file.half", "move file.half to file", "force .");
  }

  @Test
  void moveIntoPlace_ofAFolder_forcesAllThatIsInItBeforeItHasItsName() throws IOException {
    Path half = Files.createDirectories(folder.resolve("programs.half"));
    Files.createDirectories(half.resolve("lib/empty"));
    Files.writeString(half.resolve("run"), "a program");
    Files.writeString(half.resolve("lib/one"), "a library");
    Files.createSymbolicLink(half.resolve("lib/link"), Path.of("one"));

    Durable.moveIntoPlace(half, folder.resolve("programs"), disk);

    assertThat(asked)
        .containsExactlyInAnyOrder(
            "force programs.half/run",
            "force programs.half/lib/one",
            "force programs.half/lib/empty",
            "force programs.half/lib",
            "force programs.half",
            "move programs.half to programs",
            "force .");
    assertThat(asked)
        .containsSubsequence(
            "force programs.half/lib/one", "force programs.half/lib", "force programs.half")
        .containsSubsequence("force programs.half/lib/empty", "force programs.half/lib")
        .containsSubsequence(
            "force programs.half/run",
            "force programs.half",
            "move programs.half to programs",
            "force .");
  }

  @Test
  void moveIntoPlace_whereNothingCanBeForced_givesNoName() throws IOException {
    Path half = Files.createDirectories(folder.resolve("programs.half"));
    Files.writeString(half.resolve("run"), "a program");

    assertThatThrownBy(
            () ->
                Durable.moveIntoPlace(
                    half,
                    folder.resolve("programs"),
                    new Durable.Disk() {
                      @Override
                      public void force(Path path) throws IOException {
                        throw new IOException("input/output error");
                      }

                      @Override
                      public void move(Path from, Path to) {
                        asked.add("move");
                      }
                    }))
        .isInstanceOf(IOException.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void moveIntoPlace_onTheRealDisk_leavesTheWholeOfIt() throws IOException {
    Path half = Files.createDirectories(folder.resolve("programs.half"));
    Files.createDirectories(half.resolve("lib"));
    Files.writeString(half.resolve("lib/one"), "a library");
    Files.createSymbolicLink(half.resolve("dangling"), Path.of("nowhere"));

    Durable.moveIntoPlace(half, folder.resolve("programs"));

    assertThat(folder.resolve("programs/lib/one")).hasContent("a library");
    assertThat(half).doesNotExist();
  }

  @Test
  void createFolders_forcesEachFolderThatHoldsANewOne() throws IOException {
    Durable.createFolders(folder.resolve("a/b/c"), disk);

    assertThat(folder.resolve("a/b/c")).isDirectory();
    assertThat(asked).containsExactly("force .", "force a", "force a/b");
  }

  @Test
  void createFolders_thatAreThere_forcesNothing() throws IOException {
    Durable.createFolders(folder, disk);

    assertThat(asked).isEmpty();
  }

  /** Refuses to force folders, as some file systems and some rights do. */
  private record FilesAlone(IOException refusal) implements Durable.Disk {
    @Override
    public void force(Path path) throws IOException {
      if (Files.isDirectory(path)) {
        throw refusal;
      }
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      Files.move(from, to);
    }
  }

  private static Stream<IOException> refusals() {
    return Stream.of(new AccessDeniedException("folder"), new IOException("Invalid argument"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void createFolders_inAFolderThatCannotBeForced_isDoneAllTheSame(IOException refusal)
      throws IOException {
    Durable.createFolders(folder.resolve("a"), new FilesAlone(refusal));

    assertThat(folder.resolve("a")).isDirectory();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void moveIntoPlace_whereFoldersCannotBeForced_isDoneAllTheSame(IOException refusal)
      throws IOException {
    Path half = Files.createDirectories(folder.resolve("programs.half"));
    Files.writeString(half.resolve("run"), "a program");

    Durable.moveIntoPlace(half, folder.resolve("programs"), new FilesAlone(refusal));

    assertThat(folder.resolve("programs/run")).hasContent("a program");
  }
}
