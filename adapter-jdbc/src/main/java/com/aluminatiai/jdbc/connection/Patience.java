package com.aluminatiai.jdbc.connection;

import java.time.Duration;

/**
 * How long the server lets a session wait or work. It ends by itself what nobody waits for any
 * more: a client that gives up only closes its connection, which a statement does not notice.
 *
 * @param forLock longest wait for what another session holds
 * @param forStatement longest time of a statement
 * @param betweenStatements longest pause within a transaction, which keeps the server from cleaning
 *     up
 */
record Patience(Duration forLock, Duration forStatement, Duration betweenStatements) {
  String sql() {
    return lockSql(forLock)
        + "; SET idle_in_transaction_session_timeout = "
        + betweenStatements.toMillis()
        + "; "
        + statementSql(forStatement);
  }

  static String lockSql(Duration forLock) {
    return "SET lock_timeout = " + forLock.toMillis();
  }

  static String statementSql(Duration forStatement) {
    return "SET statement_timeout = " + forStatement.toMillis();
  }
}
