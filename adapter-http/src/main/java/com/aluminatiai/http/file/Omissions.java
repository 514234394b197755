package com.aluminatiai.http.file;

import com.aluminatiai.workload.OwnNames;
import com.aluminatiai.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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
    /** A call to a language model that wrote nothing: it failed, or asked for an embedding. */
    NO_OUTPUT("calls without output tokens"),
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

  private static final int MOST_PARTITIONS = 100;
  private static final int MOST_REMARKS = 100;

  private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);
  private final Set<String> partitions = new LinkedHashSet<>();
  private final List<Remark> remarks = new ArrayList<>();
  private final Repeated repeated = new Repeated();

  /**
   * What to know of a line that was taken.
   *
   * @param line the number of the line
   * @param message what to know, as a sentence
   */
  public record Remark(long line, String message) {}

  /** Creates a count of nothing. */
  public Omissions() {}

  void add(Reason reason) {
    counts.merge(reason, 1L, Long::sum);
  }

  /** Says something of a line that is taken; the first hundred are kept. */
  void remark(long line, String message) {
    if (remarks.size() < MOST_REMARKS) {
      remarks.add(new Remark(line, message));
    }
  }

  /** Says something that may hold of many lines: once, with the first line and their number. */
  void remarkOnce(long line, String message) {
    repeated.add(line, message);
  }

  /**
   * Returns what to know of lines that were taken.
   *
   * @return what holds of several lines, once; then the first hundred remarks about single ones
   */
  public List<Remark> remarks() {
    return Stream.concat(repeated.remarks().stream(), remarks.stream()).toList();
  }

  /** Notes a partition of which nobody said what accelerators it has. */
  void addPartition(String name) {
    boolean isName = !WorkloadSpec.isBlank(name) && WorkloadSpec.isStorable(name);
    if (isName
        && WorkloadSpec.length(name) <= OwnNames.MOST_CHARACTERS
        && partitions.size() < MOST_PARTITIONS) {
      partitions.add(name);
    }
  }

  /**
   * Returns the partitions of which nobody said what accelerators they have.
   *
   * @return their names, the first hundred
   */
  public Set<String> partitions() {
    return Collections.unmodifiableSet(partitions);
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
