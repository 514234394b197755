package com.aluminatiai.jdbc;

import javax.sql.DataSource;

/** The test server for tests in the rooms. */
public final class Servers {
  private Servers() {}

  /**
   * Returns a way to a new database.
   *
   * @return a source of connections to it
   */
  public static DataSource emptyDatabase() {
    return TestServer.dataSource(TestServer.emptyDatabase());
  }
}
