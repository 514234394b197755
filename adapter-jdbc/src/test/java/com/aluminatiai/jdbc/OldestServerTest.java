package com.aluminatiai.jdbc;

final class OldestServerTest extends StoresOnServer {
  @Override
  DatabaseSettings emptyDatabase() {
    return TestServer.emptyOldestDatabase();
  }
}
