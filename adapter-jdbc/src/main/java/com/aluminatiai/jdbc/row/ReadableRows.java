package com.aluminatiai.jdbc.row;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves out rows that cannot be read, so that one does not hide all others, and says which: each
 * once, as long as they are few. Thread-safe.
 */
public final class ReadableRows {
  private static final Logger LOG = LoggerFactory.getLogger(ReadableRows.class);
  private static final int MOST_TOLD = 1_000;

  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /** Reads a row. */
  public interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** Returns what a row holds; empty if it cannot be read. */
  public <T> Optional<T> read(ResultSet row, Reading<T> reading) throws SQLException {
    try {
      return Optional.of(reading.of(row));
    } catch (UnreadableRowException e) {
      tell(e.getMessage());
      return Optional.empty();
    }
  }

  private void tell(String message) {
    if (told.size() < MOST_TOLD && told.add(message)) {
      LOG.error("{}; it is left out of lists and exports", message);
    }
  }
}
