package com.aluminatiai.app.track;

import com.aluminatiai.app.disk.Durable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What is known of jobs, a file each, from their start until the service knows their end. The
 * tracker that is handed out in Python keeps the same files, and each sends what the other left.
 */
final class Spool {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final int MOST = 1000;
  private static final int SILENT_REPORTS = 3;
  private static final double MILLIS_PER_SECOND = 1e3;

  private final TrackSettings settings;
  private final String host;
  private final Consumer<String> remarks;

  Spool(TrackSettings settings, String host, Consumer<String> remarks) {
    this.settings = settings;
    this.host = host;
    this.remarks = remarks;
  }

  /** Begins the record of a job of this process. */
  ObjectNode begin(ObjectNode job, Instant startedAt) {
    ObjectNode file = JSON.createObjectNode();
    file.put("url", settings.address().toString());
    file.put("host", host);
    file.put("pid", ProcessHandle.current().pid());
    file.set("job", job);
    file.put("started", startedAt.toEpochMilli() / MILLIS_PER_SECOND);
    return file;
  }

  /** Keeps a record: the whole file or nothing, readable by its owner alone. */
  void write(ObjectNode file, double seconds, Instant seenAt) {
    file.put("seconds", seconds);
    file.put("seen", seenAt.toEpochMilli() / MILLIS_PER_SECOND);
    try {
      Durable.createFolders(settings.spool());
      Path half = Files.createTempFile(settings.spool(), "half-", ".tmp", ownersAlone());
      Files.writeString(half, file.toString(), StandardCharsets.UTF_8);
      Durable.moveIntoPlace(half, path(file));
    } catch (IOException e) {
      remarks.accept("nothing can be kept in " + settings.spool() + ": " + e.getMessage());
    }
  }

  private static FileAttribute<?>[] ownersAlone() {
    boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return isPosix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private Path path(JsonNode file) {
    String name = file.path("url").asText() + " " + file.path("job").path("external_id").asText();
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return settings.spool().resolve(id + ".json");
  }

  void forget(JsonNode file) {
    remove(path(file));
  }

  private static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // It is sent once more, which changes nothing.
    }
  }

  /** Sends what earlier runs could not, until this one is over or the service is away again. */
  void sendEarlier(Service service, BooleanSupplier isOver) {
    for (Path path : files()) {
      if (isOver.getAsBoolean() || !isSent(service, path)) {
        return;
      }
    }
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.list(settings.spool())) {
      return all.filter(path -> path.toString().endsWith(".json")).sorted().limit(MOST).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /** Returns false where the service is away: the others would wait in vain as well. */
  private boolean isSent(Service service, Path path) {
    try {
      Duration age = Duration.between(Files.getLastModifiedTime(path).toInstant(), Instant.now());
      if (age.compareTo(LONGEST) > 0) {
        remove(path);
        return true;
      }
      JsonNode file = read(path);
      if (file.path("job").path("external_id").isTextual() && file.path("started").isNumber()) {
        if (file.path("url").asText().equals(settings.address().toString()) && isOver(file, age)) {
          tell(service, file);
          remove(path);
        }
      } else {
        remove(path); // It is none of ours, or half of it.
      }
      return true;
    } catch (Service.RefusedException e) {
      if (!e.isFinal()) {
        return false;
      }
      remarks.accept("a job of an earlier run is dropped: " + e.getMessage());
      remove(path);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static JsonNode read(Path path) throws IOException {
    try {
      return JSON.readTree(Files.readAllBytes(path));
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  /** Tells of a job that is over, from its record alone. To do it twice changes nothing. */
  private static void tell(Service service, JsonNode file)
      throws IOException, Service.RefusedException {
    ObjectNode job = (ObjectNode) file.path("job");
    service.open(job);
    service.end(
        job,
        file.has("end")
            ? file.path("end")
            : JobEnd.of(
                "failed",
                time(file, "started"),
                time(file, "seen"),
                file.path("seconds").asDouble()));
  }

  private static Instant time(JsonNode file, String name) {
    return Instant.ofEpochMilli(Math.round(file.path(name).asDouble() * MILLIS_PER_SECOND));
  }

  /**
   * Whether a job has ended, or whoever reported it is gone: its file is written at each report.
   */
  private boolean isOver(JsonNode file, Duration age) {
    long heartbeat = file.path("job").path("heartbeat_seconds").asLong(300);
    if (file.has("end") || age.toSeconds() > SILENT_REPORTS * heartbeat) {
      return true;
    }
    return file.path("host").asText().equals(host) && isGone(file.path("pid").asLong());
  }

  private static boolean isGone(long pid) {
    return ProcessHandle.of(pid).isEmpty() || isZombie(pid);
  }

  /** Whether a process has ended and nobody has reaped it yet; Linux alone tells. */
  private static boolean isZombie(long pid) {
    try {
      String stat =
          Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException notThere) {
      return false;
    }
  }
}
