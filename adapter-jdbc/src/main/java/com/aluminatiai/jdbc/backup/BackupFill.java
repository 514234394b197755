package com.aluminatiai.jdbc.backup;

import com.aluminatiai.jdbc.backup.BackupInput.StopException;
import com.aluminatiai.jdbc.connection.Apart;
import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.workload.StorageException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Copies rows into the tables. */
final class BackupFill implements BackupInput.Tables {
  /** The server keeps a copy of what one COPY stores, for the triggers that derive tables of it. */
  private static final int MOST_BYTES_A_COPY = 16 << 20;

  /** How the server says where it was; the row itself follows. */
  private static final Pattern PLACE =
      Pattern.compile("(?m)^COPY \\w+, line (\\d+)(?:, column (\\w+))?");

  private final Apart connection;
  private String table = "";
  private String sql = "";
  private CopyIn copy;
  private int bytes;
  private long rowsBefore;
  private long rows;

  BackupFill(Apart connection) {
    this.connection = connection;
  }

  @Override
  public void begin(String name, List<String> columns) throws StopException {
    table = name;
    sql = "COPY " + name + " (" + String.join(", ", columns) + ") FROM STDIN";
    rows = 0;
    begin();
  }

  private void begin() throws StopException {
    rowsBefore = rows;
    copy = call(handle -> BackupTables.copies(handle).copyIn(sql));
    bytes = 0;
  }

  @Override
  public void block(byte[] block) throws StopException {
    if (bytes > MOST_BYTES_A_COPY) {
      end();
      begin();
    }
    bytes += block.length;
    for (byte one : block) {
      rows += one == '\n' ? 1 : 0;
    }
    call(
        handle -> {
          copy.writeToCopy(block, 0, block.length);
          return true;
        });
  }

  /**
   * Ends a COPY. The server may take fewer rows than there are lines: it takes nothing behind a
   * line that it reads as the end.
   */
  @Override
  public void end() throws StopException {
    long stored = call(handle -> copy.endCopy());
    if (stored != rows - rowsBefore) {
      throw new StopException(
          new BackupException(
              "the backup cannot be stored: table "
                  + table
                  + ": of "
                  + rows
                  + " rows the database took "
                  + (rowsBefore + stored)));
    }
  }

  private <R> R call(Connections.Work<R> work) throws StopException {
    try {
      return connection.call(work);
    } catch (StorageException e) {
      throw new StopException(e);
    } catch (JdbiException e) {
      throw new StopException(refused(e));
    }
  }

  /** Says where and what, without the row, which may hold people's notes. */
  private BackupException refused(JdbiException failure) {
    String where = "table " + table;
    String what = "the database does not take it";
    if (failure.getCause() instanceof SQLException sql) {
      what = "the database does not take it (" + sql.getSQLState() + ")";
      if (sql instanceof PSQLException own && own.getServerErrorMessage() != null) {
        where += place(own.getServerErrorMessage());
        what = what(own.getServerErrorMessage());
      }
    }
    return new BackupException("the backup cannot be stored: " + where + ": " + what, failure);
  }

  private String place(ServerErrorMessage message) {
    Matcher place = PLACE.matcher(String.valueOf(message.getWhere()));
    if (!place.find()) {
      return "";
    }
    String column = place.group(2) == null ? "" : ", column " + place.group(2);
    return ", line " + (rowsBefore + Long.parseLong(place.group(1))) + column;
  }

  /** Messages about a value repeat it. */
  private static String what(ServerErrorMessage message) {
    if (message.getConstraint() != null) {
      return "it breaks the rule " + message.getConstraint();
    }
    String sqlState = String.valueOf(message.getSQLState());
    return sqlState.startsWith("22")
        ? "a value is malformed or out of range (" + sqlState + ")"
        : String.valueOf(message.getMessage());
  }
}
