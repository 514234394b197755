package com.aluminatiai.http.route;

import com.aluminatiai.workload.Workload;
import java.util.function.LongPredicate;

/** Entity tags: a workload's is its revision in quotes. */
final class Preconditions {
  private Preconditions() {}

  static String tag(Workload workload) {
    return tag(workload.revision());
  }

  static String tag(long revision) {
    return "\"" + revision + "\"";
  }

  /** Whether {@code If-Match} means a revision; weak tags never do. True without the header. */
  static LongPredicate ifMatch(String header) {
    return revision -> header == null || names(header, tag(revision), false);
  }

  /** Whether {@code If-None-Match} names a revision, weak tags too. False without the header. */
  static boolean ifNoneMatch(String header, long revision) {
    return header != null && names(header, tag(revision), true);
  }

  private static boolean names(String header, String tag, boolean isWeakTaken) {
    if (header.trim().equals("*")) {
      return true;
    }
    for (String item : header.split(",")) {
      String candidate = item.trim();
      if (candidate.equals(tag) || isWeakTaken && candidate.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }
}
