package com.aluminatiai.http.route;

import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.Workload;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * Entity tags: a workload's is its revision in quotes. Where the answer explains it by today's
 * factors, their version follows the revision, since an upgrade changes what is explained.
 */
final class Preconditions {
  private static final String EXPLAINED = "-";

  private Preconditions() {}

  /**
   * Returns the tag of an answer. A job that is running is another one each moment, also where its
   * revision is the same.
   */
  static String tag(Workload workload) {
    return live(workload)
        .map(moment -> "\"" + workload.revision() + EXPLAINED + moment + "\"")
        .orElse(tag(workload.revision()));
  }

  private static Optional<String> live(Workload workload) {
    return workload
        .pulse()
        .filter(pulse -> workload.status() == Status.RUNNING)
        .map(pulse -> pulse.beat() + EXPLAINED + workload.spec().durationHours());
  }

  static String tag(long revision) {
    return "\"" + revision + "\"";
  }

  static String explainedTag(Workload workload, String factorsVersion) {
    String moment = live(workload).map(one -> EXPLAINED + one).orElse("");
    return "\"" + workload.revision() + EXPLAINED + factorsVersion + moment + "\"";
  }

  /**
   * Whether {@code If-Match} means a revision, explained or not; weak tags never do. True without
   * the header.
   */
  static LongPredicate ifMatch(String header) {
    return revision -> header == null || names(header, tag -> isOf(tag, revision));
  }

  private static boolean isOf(String tag, long revision) {
    return tag.equals(tag(revision)) || tag.startsWith("\"" + revision + EXPLAINED);
  }

  /** Whether {@code If-None-Match} names a tag, or its weak form. False without the header. */
  static boolean ifNoneMatch(String header, String tag) {
    return header != null && names(header, Set.of(tag, "W/" + tag)::contains);
  }

  private static boolean names(String header, Predicate<String> isMeant) {
    return header.trim().equals("*")
        || Arrays.stream(header.split(",")).map(String::trim).anyMatch(isMeant);
  }
}
