package com.aluminatiai.http.planted;

import com.aluminatiai.minimax.planted.MinimaxThatServes;
import com.aluminatiai.workload.port.WorkloadStore;

/** Planted: HTTP that sees a port and another adapter. */
public class HttpThatKnowsPorts {
  WorkloadStore store;
  MinimaxThatServes minimax;
  DataSource pool;

  static final class DataSource extends com.zaxxer.hikari.HikariConfig {}

  org.flywaydb.core.Flyway flyway;
}
