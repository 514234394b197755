package com.aluminatiai.workload.usecase.naming;

import com.aluminatiai.workload.Glossary;
import com.aluminatiai.workload.StorageException;
import java.util.Optional;

/**
 * An owner's glossary as far as it can be told.
 *
 * @param glossary the glossary; while the storage is away the last one that was read
 * @param failure why it may be out of date; empty if it is not
 */
public record KnownWords(Glossary glossary, Optional<StorageException> failure) {
  /**
   * Insists on the glossary as it is now.
   *
   * @throws StorageException if the storage could not be reached
   */
  public void requireCurrent() throws StorageException {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }
}
