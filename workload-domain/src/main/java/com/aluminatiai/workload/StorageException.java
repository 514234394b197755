package com.aluminatiai.workload;

/** The storage cannot be reached, or has no room. The same request may work later. */
public final class StorageException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param message what went wrong, for the log
   * @param cause the technology's own exception
   */
  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
