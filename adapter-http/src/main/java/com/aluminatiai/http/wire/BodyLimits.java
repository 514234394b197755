package com.aluminatiai.http.wire;

/** How large a body may be, and from where on it counts as large. */
public final class BodyLimits {
  /** The longest body that is read as a whole: 1 MiB. Also the longest line of an import. */
  public static final int MOST_BYTES = 1024 * 1024;

  /** The longest body that is read before its route runs: 64 KiB. */
  public static final int SMALL_BYTES = 64 * 1024;

  private BodyLimits() {}
}
