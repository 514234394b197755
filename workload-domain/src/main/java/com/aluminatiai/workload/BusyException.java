package com.aluminatiai.workload;

/** As many imports or exports as there may be are under way: later there will be room. */
public final class BusyException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Creates an exception.
   *
   * @param message what is busy
   */
  public BusyException(String message) {
    super(message);
  }
}
