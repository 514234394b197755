package com.aluminatiai.workload;

/** Start, end and hours that a change would leave do not agree, or a reading runs backwards. */
public final class CourseException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * Creates the exception.
   *
   * @param field the field that is wrong
   * @param message what it must be, without its name in front
   */
  public CourseException(String field, String message) {
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
