package com.aluminatiai.workload;

/**
 * The storage cannot be reached, has no room, or has too much to do. The same request may work
 * later.
 */
public final class StorageException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean isOverCapacity;

  /**
   * Creates the exception of a storage that is away or has no room.
   *
   * @param message what went wrong, for the log
   * @param cause the technology's own exception
   */
  public StorageException(String message, Throwable cause) {
    this(message, cause, false);
  }

  private StorageException(String message, Throwable cause, boolean isOverCapacity) {
    super(message, cause);
    this.isOverCapacity = isOverCapacity;
  }

  /**
   * Returns the exception of a storage that is there, but has too much to do, or whose part in
   * question somebody else holds.
   *
   * @param message what is in the way, for the log
   * @param cause the technology's own exception, or null
   * @return the exception
   */
  public static StorageException overCapacity(String message, Throwable cause) {
    return new StorageException(message, cause, true);
  }

  /**
   * Returns the same failure for another thread to throw.
   *
   * @return an exception of the same kind, whose cause is this one
   */
  public StorageException again() {
    return new StorageException(getMessage(), this, isOverCapacity);
  }

  /**
   * Returns whether the storage is there.
   *
   * @return true if it only has too much to do
   */
  public boolean isOverCapacity() {
    return isOverCapacity;
  }
}
