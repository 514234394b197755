package com.aluminatiai.http.file;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * What Slurm tells of a job, or of a step of one.
 *
 * @param line the number of the line that it begins on
 * @param cells what it tells, by the names of sacct's columns
 * @param problem why it cannot be read; empty if it can
 */
record SlurmRecord(long line, Map<String, String> cells, String problem) {
  /** Records, in the order of the file. */
  interface Reader {
    /** Reads the next record; empty at the end. */
    Optional<SlurmRecord> next() throws IOException;
  }

  String get(String column) {
    return cells.getOrDefault(column, "");
  }

  boolean isStep() {
    return get("JobID").contains(".");
  }

  /** The job's id without that of a step. */
  String job() {
    String id = get("JobID");
    return isStep() ? id.substring(0, id.indexOf('.')) : id;
  }

  /**
   * A number of a cell that tells whole seconds or joules, which pandas may have written with a
   * point; -1 where it tells none.
   */
  long count(String column) {
    String digits = get(column).replaceFirst("\\.0+$", "");
    return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
  }

  /** Seconds that it ran; -1 where it does not tell. */
  long seconds() {
    long seconds = count("ElapsedRaw");
    return seconds >= 0
        ? seconds
        : SlurmDuration.seconds(cells.getOrDefault("Elapsed", get("ElapsedRaw"))).orElse(-1);
  }
}
