package com.aluminatiai.app.load;

import com.aluminatiai.app.RunningJar;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reports of running jobs beside submissions with a key. Each job reports once, as it may once in
 * ten seconds: there are more of them than a round has requests.
 */
final class JobRows {
  private static final int JOBS = 300_000;

  /** Copies the one workload that is there; a first report, which stores a revision, is over. */
  private static final String OPEN =
      String.format(
          Locale.ROOT,
          """
      DO $$
      DECLARE named text;
      BEGIN
        SELECT string_agg(column_name, ', ') INTO named FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = 'workloads'
          AND is_generated = 'NEVER' AND column_name NOT IN
            ('id', 'status', 'hours_counted', 'started_at', 'external_id', 'ended_at');
        EXECUTE 'INSERT INTO workloads (id, status, hours_counted, started_at, ' || named
          || ') SELECT gen_random_uuid(), ''running'', true, now(), ' || named
          || ' FROM (SELECT * FROM workloads LIMIT 1) AS one, generate_series(1, %d)';
        UPDATE workload_signs SET beat = 1;
      END
      $$
      """,
          JOBS);

  private final Stage stage;
  private final Pace pace;

  JobRows(Stage stage, Pace pace) {
    this.stage = stage;
    this.pace = pace;
  }

  List<Line> heartbeat() throws Exception {
    try (RunningJar jar = stage.serve()) {
      Requests.post(jar.address(), "/api/workloads", SampleBodies.all(), 201)
          .run(1, Duration.ofMillis(100));
      stage.execute(OPEN);
      stage.execute("VACUUM ANALYZE workloads, workload_signs");
      Requests keyed = Requests.keyed(jar.address(), "/api/workloads", SampleBodies.all().get(0));
      Requests reports =
          Requests.toEach(jar.address(), paths(), "{\"utilization_pct\": 85, \"energy_kwh\": 1}");
      Pace.Pair pair = pace.compare(keyed, reports);
      return List.of(
          Line.atLeast(
              1.0,
              "`POST /api/workloads/{id}/heartbeat`",
              "`POST /api/workloads` with a key",
              pair.limit(),
              pair.figure()));
    }
  }

  private List<String> paths() throws Exception {
    List<String> paths = new ArrayList<>();
    try (Connection connection = stage.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT workload_id FROM workload_signs")) {
      while (rows.next()) {
        paths.add("/api/workloads/" + rows.getString(1) + "/heartbeat");
      }
    }
    return paths;
  }
}
