package com.aluminatiai.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.Adoption;
import com.aluminatiai.workload.PendingConversation;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rows from before the rules of the database, which may break one: the others go on changing. */
final class OldRowsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  private final DatabaseSettings settings = TestServer.emptyDatabase();

  /** Opens a database of an older release: six workloads, five of alice's and one of nobody's. */
  private Database upgradedAfter(String changes) throws Exception {
    try (InputStream dump = OldRowsTest.class.getResourceAsStream("golden/schema-v4.sql")) {
      TestServer.execute(settings, new String(dump.readAllBytes(), StandardCharsets.UTF_8));
    }
    TestServer.execute(settings, changes);
    return databases.ready(settings, Clock.systemUTC());
  }

  private UUID id(String condition) throws Exception {
    String id = TestServer.text(settings, "SELECT id FROM workloads WHERE " + condition);
    return UUID.fromString(id);
  }

  private long unowned() {
    return TestServer.number(settings, "SELECT count(*) FROM workloads WHERE user_id IS NULL");
  }

  @Test
  void adoptUnowned_oneRowBreaksARule_isNamedAndStaysWhileTheOthersAreAdopted() throws Exception {
    UUID bob = UUID.randomUUID();
    Database database =
        upgradedAfter(
            "UPDATE workloads SET num_gpus = 2000000 WHERE external_id = 'slurm-1';"
                + " UPDATE workloads SET user_id = NULL;");
    UUID bad = id("num_gpus = 2000000");

    assertThat(database.apiKeys().adoptUnowned(bob)).isEqualTo(new Adoption(5, List.of(bad)));

    assertThat(unowned()).isEqualTo(1);
    database.purge();
    assertThat(database.apiKeys().adoptUnowned(bob)).isEqualTo(new Adoption(0, List.of(bad)));
  }

  @Test
  void adoptUnowned_mendedRow_isAdopted() throws Exception {
    UUID bob = UUID.randomUUID();
    Database database = upgradedAfter("UPDATE workloads SET num_gpus = 2000000");
    assertThat(database.apiKeys().adoptUnowned(bob).refused()).hasSize(1);

    TestServer.execute(settings, "UPDATE workloads SET num_gpus = 8 WHERE user_id IS NULL");

    assertThat(database.apiKeys().adoptUnowned(bob)).isEqualTo(new Adoption(1, List.of()));
    assertThat(unowned()).isZero();
  }

  @Test
  void claimPending_theOldestBreaksARule_theNextIsClaimed() throws Exception {
    Database database =
        upgradedAfter(
            "UPDATE workloads SET agent_status = 'pending', agent_lease_until = NULL;"
                + " UPDATE workloads SET num_gpus = 2000000 WHERE id = (SELECT min(id::text)::uuid"
                + " FROM workloads);");

    for (int i = 1; i < 6; i++) {
      Optional<PendingConversation> claimed =
          database.workloads().claimPending(NOON, NOON.plusSeconds(60));
      assertThat(claimed).as("conversation " + i).isPresent();
    }
    assertThat(database.workloads().claimPending(NOON, NOON.plusSeconds(60))).isEmpty();
  }
}
