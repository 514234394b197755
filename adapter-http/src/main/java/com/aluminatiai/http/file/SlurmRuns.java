package com.aluminatiai.http.file;

import com.aluminatiai.http.file.Omissions.Reason;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The runs of jobs in Slurm's records. A job that was requeued ran more than once under one id, and
 * each run used energy: {@code sacct --duplicates} has a line for each. For one thread.
 */
final class SlurmRuns {
  private static final String REQUEUED = "REQUEUED";

  /** A file that repeats one id for ever is not kept in memory. */
  private static final int MOST_RUNS = 1_000;

  private final SlurmRecord.Reader records;
  private final ZoneId zone;
  private final Omissions omissions;
  private final Deque<Run> ready = new ArrayDeque<>();
  private Optional<SlurmRecord> ahead = Optional.empty();

  /**
   * A run.
   *
   * @param job the job's record
   * @param steps what its steps used
   * @param externalId what it is known by
   */
  record Run(SlurmRecord job, SlurmSteps steps, String externalId) {
    String state() {
      return SlurmRuns.state(job);
    }
  }

  SlurmRuns(SlurmRecord.Reader records, ZoneId zone, Omissions omissions) {
    this.records = records;
    this.zone = zone;
    this.omissions = omissions;
  }

  /** The state without who cancelled the job. */
  private static String state(SlurmRecord job) {
    return job.get("State").split(" ")[0].toUpperCase(Locale.ROOT);
  }

  /** Reads the next run; empty at the end. */
  Optional<Run> next() throws IOException {
    while (ready.isEmpty()) {
      Optional<SlurmRecord> first = ahead.isPresent() ? ahead : records.next();
      ahead = Optional.empty();
      if (first.isEmpty()) {
        return Optional.empty();
      }
      ready.addAll(numbered(group(first.get())));
    }
    return Optional.of(ready.remove());
  }

  /** Reads on as long as the records are of the same job. */
  private List<Run> group(SlurmRecord first) throws IOException {
    List<Run> runs = new ArrayList<>();
    Optional<SlurmRecord> record = Optional.of(first);
    while (record.isPresent()
        && record.get().job().equals(first.job())
        && runs.size() < MOST_RUNS) {
      SlurmRecord one = record.get();
      if (!one.isStep()) {
        runs.add(new Run(one, new SlurmSteps(), ""));
      } else {
        omissions.add(Reason.STEP);
        if (!runs.isEmpty()) {
          runs.get(runs.size() - 1).steps().add(one);
        }
      }
      record = records.next();
    }
    ahead = record;
    return runs;
  }

  /**
   * The last run has the job's id; those before it are numbered from the first, so that each has
   * the same id whenever it is imported. A run that was requeued is not the last, whatever the file
   * shows.
   */
  private List<Run> numbered(List<Run> runs) {
    TreeSet<Instant> starts = new TreeSet<>();
    runs.forEach(run -> start(run).ifPresent(starts::add));
    return runs.stream()
        .map(
            run -> {
              String id = "slurm:" + run.job().job();
              Optional<Instant> start = start(run);
              boolean isLast =
                  !run.state().equals(REQUEUED)
                      && (start.isEmpty() || start.get().equals(starts.last()));
              int number = start.map(at -> starts.headSet(at, true).size()).orElse(1);
              return new Run(run.job(), run.steps(), isLast ? id : id + "." + number);
            })
        .toList();
  }

  private Optional<Instant> start(Run run) {
    return FileTimes.read(run.job().get("Start"), zone);
  }
}
