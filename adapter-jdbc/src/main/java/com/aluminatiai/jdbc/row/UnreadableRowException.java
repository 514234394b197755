package com.aluminatiai.jdbc.row;

/**
 * A row that breaks what records promise. Its message names the row and the rule, and repeats no
 * text of the row.
 */
public final class UnreadableRowException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableRowException(String row, RuntimeException cause) {
    // Without the cause: what a parser was given stands in its message.
    super(row + " cannot be read: " + reason(cause));
  }

  /** Our own checks say what is wrong; the rest is a column that is missing or of another form. */
  private static String reason(RuntimeException cause) {
    return cause instanceof IllegalArgumentException
        ? cause.getMessage()
        : "a part of it is missing or of another form";
  }
}
