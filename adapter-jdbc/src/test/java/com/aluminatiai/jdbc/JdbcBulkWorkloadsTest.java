package com.aluminatiai.jdbc;

import static com.aluminatiai.workload.port.SampleWorkloads.plain;
import static com.aluminatiai.workload.port.SampleWorkloads.withExternalId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.jdbc.bulk.JdbcBulkWorkloads;
import com.aluminatiai.workload.BusyException;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.port.BulkWorkloads;
import com.aluminatiai.workload.port.BulkWorkloads.Intake;
import com.aluminatiai.workload.port.BulkWorkloadsContract;
import com.aluminatiai.workload.port.OwnedWorkloads;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcBulkWorkloadsTest extends BulkWorkloadsContract {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  @Override
  protected Stores emptyStores() {
    Database database = databases.empty(Clock.systemUTC());
    return new Stores(database.workloads(), database.bulkWorkloads());
  }

  @Test
  void commit_sameExternalIdStoredMeanwhile_isLeftOut() throws Exception {
    Database database = databases.empty(Clock.systemUTC());
    OwnedWorkloads others = database.workloads().of(Owner.NOBODY);

    try (Intake intake = database.bulkWorkloads().intake(Owner.NOBODY, true)) {
      assertThat(intake.add(List.of(plain(NOON)))).isEqualTo(1);
      others.insert(withExternalId(NOON.plusSeconds(1), "job"), Optional.empty(), NOON);
      assertThat(
              intake.add(
                  List.of(withExternalId(NOON.plusSeconds(2), "job"), plain(NOON.plusSeconds(3)))))
          .isEqualTo(2);
      assertThat(intake.commit()).isEqualTo(1);
    }

    List<Instant> times = new ArrayList<>();
    database
        .bulkWorkloads()
        .export(Owner.NOBODY, WorkloadFilter.ALL, found -> times.add(found.createdAt()));
    assertThat(times).containsExactly(NOON.plusSeconds(3), NOON.plusSeconds(1), NOON);
  }

  /** A trigger fails the first copy as a row does that came in between. */
  @Test
  void add_sameExternalIdStoredAfterTheLookUp_isTriedAgainAndLeftOut() throws Exception {
    DatabaseSettings settings = TestServer.emptySchema();
    Database database = databases.ready(settings, Clock.systemUTC());
    database
        .workloads()
        .of(Owner.NOBODY)
        .insert(withExternalId(NOON, "other"), Optional.empty(), NOON);
    TestServer.execute(
        settings,
        """
        CREATE SEQUENCE copies;
        CREATE FUNCTION come_between() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
        BEGIN
          IF nextval('copies') = 1 THEN
            RAISE unique_violation;
          END IF;
          RETURN NULL;
        END
        $$;
        CREATE TRIGGER come_between BEFORE INSERT ON workloads
        FOR EACH STATEMENT EXECUTE FUNCTION come_between();
        """);

    try (Intake intake = database.bulkWorkloads().intake(Owner.NOBODY, false)) {
      assertThat(
              intake.add(
                  List.of(
                      withExternalId(NOON.plusSeconds(1), "other"),
                      withExternalId(NOON.plusSeconds(2), "job"))))
          .isEqualTo(1);
      intake.commit();
    }

    assertThat(TestServer.number(settings, "SELECT last_value FROM copies")).isEqualTo(2);
    assertThat(TestServer.number(settings, "SELECT count(*) FROM workloads")).isEqualTo(2);
    assertThat(TestServer.number(settings, "SELECT count(*) FROM workload_history")).isEqualTo(2);
  }

  @Test
  void intake_tooManyAtOnce_isRefusedUntilOneEnds() throws Exception {
    BulkWorkloads bulk = databases.empty(Clock.systemUTC()).bulkWorkloads();
    List<Intake> open = new ArrayList<>();
    for (int i = 0; i < JdbcBulkWorkloads.MOST_AT_ONCE; i++) {
      open.add(bulk.intake(Owner.NOBODY, false));
    }

    assertThatThrownBy(() -> bulk.intake(Owner.NOBODY, false)).isInstanceOf(BusyException.class);

    open.remove(0).close();
    open.add(bulk.intake(Owner.NOBODY, false));
    open.forEach(Intake::close);
  }

  @Test
  void export_tooManyAtOnce_isRefused() throws Exception {
    Database database = databases.empty(Clock.systemUTC());
    database.workloads().of(Owner.NOBODY).insert(plain(NOON), Optional.empty(), NOON);
    List<Throwable> refusals = new ArrayList<>();

    exportInside(database.bulkWorkloads(), JdbcBulkWorkloads.MOST_AT_ONCE, refusals);

    assertThat(refusals).singleElement().isInstanceOf(BusyException.class);
  }

  /** While one export hands over its workload, begins the next. */
  private static void exportInside(BulkWorkloads bulk, int levels, List<Throwable> refusals)
      throws Exception {
    bulk.export(
        Owner.NOBODY,
        WorkloadFilter.ALL,
        workload -> {
          try {
            exportInside(bulk, levels - 1, refusals);
          } catch (Exception e) {
            refusals.add(e);
          }
        });
  }
}
