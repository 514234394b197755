package com.aluminatiai.http.route;

import java.util.Arrays;
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

  static String tag(long revision) {
    return "\"" + revision + "\"";
  }

  static String explainedTag(long revision, String factorsVersion) {
    return "\"" + revision + EXPLAINED + factorsVersion + "\"";
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
