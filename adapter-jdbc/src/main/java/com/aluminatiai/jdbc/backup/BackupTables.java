package com.aluminatiai.jdbc.backup;

import com.aluminatiai.jdbc.backup.BackupInput.StopException;
import com.aluminatiai.jdbc.connection.Apart;
import com.aluminatiai.jdbc.connection.Migrations;
import com.aluminatiai.jdbc.row.UnreadableRowException;
import com.aluminatiai.workload.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/** Copies every table of ours out of a database, as they are at one moment, and into another. */
public final class BackupTables {
  private static final String SCHEMA_VERSION =
      "SELECT max(CAST(version AS integer)) FROM " + Migrations.HISTORY_TABLE + " WHERE success";

  private static final String COLUMNS =
      """
      SELECT column_name FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name = ? AND is_generated = 'NEVER'
      ORDER BY ordinal_position
      """;

  private final List<String> tables;

  /** Opens a backup at its beginning; whoever asked closes it. */
  @FunctionalInterface
  public interface Opening {
    InputStream open() throws IOException;
  }

  public BackupTables(List<String> tables) {
    this.tables = tables;
  }

  /** Refuses a file that does not begin as a backup does. */
  public static void refuseOther(InputStream file) throws BackupException, IOException {
    BackupInput.readBeginning(file);
  }

  /** Writes all tables. Returns the number of rows. */
  public long write(Apart connection, OutputStream file) throws StorageException, IOException {
    long[] rows = {0};
    BackupOutput out =
        new BackupOutput(
            file,
            connection.call(
                handle -> {
                  handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
                  return schemaVersion(handle);
                }));
    for (String table : tables) {
      CopyOut copy =
          connection.call(
              handle -> {
                List<String> columns = columns(handle, table);
                begin(out, table, columns);
                return copies(handle)
                    .copyOut("COPY " + table + " (" + String.join(", ", columns) + ") TO STDOUT");
              });
      byte[] row = connection.call(handle -> next(copy));
      while (row.length > 0) {
        rows[0]++;
        out.row(row);
        row = connection.call(handle -> next(copy));
      }
      out.endTable();
    }
    out.end();
    return rows[0];
  }

  private static void begin(BackupOutput out, String table, List<String> columns)
      throws SQLException {
    try {
      out.beginTable(table, columns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] next(CopyOut copy) throws SQLException {
    byte[] row = copy.readFromCopy();
    return row == null ? new byte[0] : row;
  }

  private static int schemaVersion(Handle handle) {
    return handle.createQuery(SCHEMA_VERSION).mapTo(Integer.class).one();
  }

  private static List<String> columns(Handle handle, String table) {
    return handle.createQuery(COLUMNS).bind(0, table).mapTo(String.class).list();
  }

  static CopyManager copies(Handle handle) throws SQLException {
    return handle.getConnection().unwrap(PGConnection.class).getCopyAPI();
  }

  /**
   * Reads the whole file to see that it is sound, then replaces what is in the tables, all or
   * nothing. Returns the number of bytes of rows.
   */
  public void restore(Apart connection, Opening backup, boolean isReplacing)
      throws BackupException, StorageException, IOException {
    int known = connection.call(BackupTables::schemaVersion);
    Map<String, List<String>> columns = new HashMap<>();
    for (String table : tables) {
      columns.put(table, connection.call(handle -> columns(handle, table)));
    }
    read(backup, known, new BackupCheck(columns));
    execute(connection, "LOCK TABLE %s IN ACCESS EXCLUSIVE MODE");
    if (!isReplacing) {
      refuseIfNotEmpty(connection);
    }
    execute(connection, "TRUNCATE %s");
    read(backup, known, new BackupFill(connection));
    checkStored(connection);
    connection.call(
        handle -> {
          handle.getConnection().commit();
          return true;
        });
  }

  private static void checkStored(Apart connection) throws BackupException, StorageException {
    try {
      connection.call(
          handle -> {
            StoredRows.check(handle);
            return true;
          });
    } catch (UnreadableRowException | IllegalArgumentException e) {
      throw new BackupException("the backup holds what breaks a rule: " + e.getMessage(), e);
    }
  }

  private void execute(Apart connection, String sql) throws StorageException {
    String text = sql.formatted(String.join(", ", tables));
    connection.call(handle -> handle.execute(text));
  }

  private void refuseIfNotEmpty(Apart connection) throws BackupException, StorageException {
    for (String table : tables) {
      boolean isEmpty =
          connection.call(
              handle ->
                  handle
                      .createQuery("SELECT NOT EXISTS (SELECT FROM " + table + ")")
                      .mapTo(Boolean.class)
                      .one());
      if (!isEmpty) {
        throw new BackupException(
            "the database is not empty (" + table + " has rows); nothing was changed");
      }
    }
  }

  private static void read(Opening backup, int schemaVersion, BackupInput.Tables tables)
      throws BackupException, StorageException, IOException {
    try (InputStream in = backup.open()) {
      BackupInput.read(in, schemaVersion, tables);
    } catch (StopException e) {
      if (e.getCause() instanceof StorageException outage) {
        throw outage;
      }
      throw (BackupException) e.getCause();
    }
  }
}
