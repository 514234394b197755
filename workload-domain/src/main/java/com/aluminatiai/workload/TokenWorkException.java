package com.aluminatiai.workload;

/** Nothing can be derived from tokens. */
public final class TokenWorkException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;

  TokenWorkException(String field, String message) {
    super(message);
    this.field = field;
  }

  /**
   * Returns which field is wrong.
   *
   * @return its name in the API
   */
  public String field() {
    return field;
  }
}
