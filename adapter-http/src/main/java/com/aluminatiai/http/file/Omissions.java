package com.aluminatiai.http.file;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Counts what a file has beside finished jobs on accelerators. For one thread. */
public final class Omissions {
  /** Why something is left out. */
  public enum Reason {
    /** A part of a job that has a line of its own. */
    STEP("steps of jobs"),
    /** It had no accelerator. */
    NO_GPU("jobs without GPUs"),
    /** It is waiting or at work still: import it once it has ended. */
    NOT_ENDED("jobs that have not ended"),
    /** It ended without having run. */
    DID_NOT_RUN("jobs that did not run"),
    /** A later line of the same run says more. */
    SUPERSEDED("earlier lines of the same run");

    private final String plural;

    Reason(String plural) {
      this.plural = plural;
    }

    /**
     * Returns what is counted.
     *
     * @return a few words, in the plural
     */
    public String plural() {
      return plural;
    }
  }

  private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);

  /** Creates a count of nothing. */
  public Omissions() {}

  void add(Reason reason) {
    counts.merge(reason, 1L, Long::sum);
  }

  /**
   * Returns the counts.
   *
   * @return how many of each; those of which there are none are missing
   */
  public Map<Reason, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }
}
