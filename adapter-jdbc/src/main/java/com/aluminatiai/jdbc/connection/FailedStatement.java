package com.aluminatiai.jdbc.connection;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** Carries a plain JDBC failure to where it is judged. */
final class FailedStatement extends JdbiException {
  private static final long serialVersionUID = 1;

  FailedStatement(SQLException cause) {
    super(cause);
  }
}
