package com.aluminatiai.jdbc.backup;

/** A backup that cannot be restored; its message says why, for an operator to read. */
public final class BackupException extends Exception {
  private static final long serialVersionUID = 1;

  BackupException(String message) {
    super(message);
  }

  BackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
