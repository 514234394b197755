package com.aluminatiai.workload;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A name that was not understood.
 *
 * @param kind what it names
 * @param name the name as it was written, not blank, at most 100 characters
 * @param seenAt when it was last written
 */
public record UnknownName(Kind kind, String name, Instant seenAt) {
  /** Most names that are kept of an owner: the last ones. */
  public static final int MOST = 100;

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it is blank or too long
   */
  public UnknownName {
    Objects.requireNonNull(kind, "kind");
    Require.label("name", name, OwnNames.MOST_CHARACTERS);
    Objects.requireNonNull(seenAt, "seenAt");
  }

  /** What a name names. */
  public enum Kind {
    /** An accelerator. */
    GPU,
    /** A cluster's partition. */
    PARTITION;

    private final String code = name().toLowerCase(Locale.ROOT);

    /**
     * Returns the name as it is written in JSON and in SQL.
     *
     * @return the name in lower case
     */
    public String code() {
      return code;
    }

    /**
     * Finds a kind.
     *
     * @param code its code
     * @return the kind; empty if there is none
     */
    public static Optional<Kind> find(String code) {
      return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }
  }
}
