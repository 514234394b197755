package com.aluminatiai.workload.usecase.transfer;

import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.port.BulkWorkloads.Ran;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells runs of one job apart whose files did not know of each other, such as those of two months:
 * each has the job's id there. A run that is stored keeps the id that it has; another one whose id
 * is taken gets its start behind it. Runs of one job are never at the same time.
 */
final class RunIds {
  private static final Pattern NUMBERED = Pattern.compile("(.+)\\.\\d{1,4}");

  /** Jobs that were requeued more often are rare, and each more is asked for. */
  private static final int MOST_NUMBERED = 20;

  private static final double SECONDS_PER_HOUR = 3_600;
  private static final double SAME_SECONDS = 1;

  /** Time zones differ by quarters of an hour, and by 26 hours at most. */
  private static final long ZONE_SECONDS = 900;

  private static final long MOST_ZONE_SECONDS = 26 * 3_600;

  private final Set<UUID> runs;
  private final Lookup lookup;
  private final Map<String, Ran> taken = new HashMap<>();

  /** Finds out when stored workloads ran. */
  interface Lookup {
    /** Returns when those ran that are there. */
    Map<String, Ran> find(Collection<String> externalIds) throws StorageException;
  }

  /** Looks at workloads of which some are runs. */
  RunIds(Set<UUID> runs, Lookup lookup) {
    this.runs = runs;
    this.lookup = lookup;
  }

  /** Returns the workloads with ids by which no run is taken for another. */
  List<Workload> apart(List<Workload> chunk) throws StorageException {
    taken.putAll(find(chunk, workload -> List.of(id(workload))));
    List<Workload> unclear = new ArrayList<>();
    Map<String, Ran> seen = new HashMap<>(taken);
    for (Workload workload : chunk) {
      if (isRun(workload)) {
        String id = id(workload);
        Ran before = seen.putIfAbsent(id, ran(workload));
        boolean isNumbered = NUMBERED.matcher(id).matches() && !taken.containsKey(id);
        if (isNumbered || before != null && !isSame(before, ran(workload))) {
          unclear.add(workload);
        }
      }
    }
    if (unclear.isEmpty()) {
      return chunk;
    }
    taken.putAll(find(unclear, RunIds::candidates));
    return chunk.stream().map(workload -> isRun(workload) ? named(workload) : workload).toList();
  }

  /** Which ids a workload may have. */
  private interface Ids {
    Collection<String> of(Workload workload);
  }

  private Map<String, Ran> find(List<Workload> some, Ids ids) throws StorageException {
    Set<String> wanted = new LinkedHashSet<>();
    some.stream().filter(this::isRun).forEach(workload -> wanted.addAll(ids.of(workload)));
    return wanted.isEmpty() ? Map.of() : lookup.find(wanted);
  }

  private boolean isRun(Workload workload) {
    Labels labels = workload.spec().labels();
    return runs.contains(workload.id())
        && labels.externalId().isPresent()
        && labels.startedAt().isPresent();
  }

  private static String id(Workload workload) {
    return workload.spec().labels().externalId().orElseThrow();
  }

  private static Ran ran(Workload workload) {
    WorkloadSpec spec = workload.spec();
    return new Ran(spec.labels().startedAt(), spec.durationHours());
  }

  private static String byStart(Workload workload) {
    Matcher numbered = NUMBERED.matcher(id(workload));
    String job = numbered.matches() ? numbered.group(1) : id(workload);
    return job + "@" + workload.spec().labels().startedAt().orElseThrow();
  }

  private static List<String> candidates(Workload workload) {
    String byStart = byStart(workload);
    String job = byStart.substring(0, byStart.lastIndexOf('@'));
    List<String> ids = new ArrayList<>(List.of(id(workload), byStart, job));
    for (int i = 1; i <= MOST_NUMBERED; i++) {
      ids.add(job + "." + i);
    }
    return ids;
  }

  private Workload named(Workload workload) {
    Ran ran = ran(workload);
    List<String> candidates = candidates(workload);
    Optional<String> there =
        candidates.stream()
            .filter(id -> taken.containsKey(id) && isSame(taken.get(id), ran))
            .findFirst();
    String byStart = byStart(workload);
    boolean isFree =
        !taken.containsKey(id(workload)) || byStart.length() > Labels.MOST_EXTERNAL_ID_CHARACTERS;
    String id = there.orElse(isFree ? id(workload) : byStart);
    taken.putIfAbsent(id, ran);
    return id.equals(id(workload)) ? workload : withId(workload, id);
  }

  private static Workload withId(Workload workload, String id) {
    return new Workload(
        workload.id(),
        workload.createdAt(),
        workload.updatedAt(),
        workload.revision(),
        workload.status(),
        workload.spec().withExternalId(id),
        workload.estimate(),
        workload.agent(),
        workload.estimateWarnings(),
        workload.pulse());
  }

  /**
   * Whether two are the same run, by clocks that differ: a tracker's and the scheduler's, or those
   * of two time zones in which one file was read.
   */
  private static boolean isSame(Ran one, Ran other) {
    if (one.startedAt().isEmpty() || other.startedAt().isEmpty()) {
      return true;
    }
    Instant start = one.startedAt().get();
    long apart = Math.abs(Duration.between(start, other.startedAt().get()).toSeconds());
    boolean isLong = Math.abs(one.hours() - other.hours()) * SECONDS_PER_HOUR < SAME_SECONDS;
    if (isLong && apart <= MOST_ZONE_SECONDS && apart % ZONE_SECONDS == 0) {
      return true;
    }
    boolean isOneFirst = !start.isAfter(other.startedAt().get());
    double firstSeconds = (isOneFirst ? one : other).hours() * SECONDS_PER_HOUR;
    double shorter = Math.min(one.hours(), other.hours()) * SECONDS_PER_HOUR;
    return firstSeconds - apart > shorter / 2;
  }
}
