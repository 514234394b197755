package com.aluminatiai.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.jdbc.backup.BackupException;
import com.aluminatiai.workload.OwnNames;
import com.aluminatiai.workload.OwnSite;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Terms;
import com.aluminatiai.workload.UnknownName;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import com.aluminatiai.workload.port.NamingStore;
import com.aluminatiai.workload.port.NamingStoreContract;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcNamingStoreTest extends NamingStoreContract {
  private static final Owner ALICE = Owner.user(UUID.randomUUID());

  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  @Override
  protected NamingStore emptyStore() {
    return databases.empty(Clock.systemUTC()).naming();
  }

  @Test
  void restore_ofABackup_bringsNamesAndSites() throws Exception {
    Database database = databases.empty(Clock.systemUTC());
    OwnNames names = new OwnNames(Map.of("a100l", "A100 SXM 80GB"), Map.of("short", "T4"));
    UnknownName unknown =
        new UnknownName(UnknownName.Kind.GPU, "odd", Instant.parse("2026-11-23T12:00:00Z"));
    OwnSite site =
        new OwnSite(
            new StatedSite(
                Optional.of("FR"),
                OptionalDouble.of(1.1),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of("Lyon")),
            Terms.NONE,
            OptionalInt.of(4),
            OptionalDouble.empty());
    database.naming().replaceNames(ALICE, names);
    database.naming().noteUnknown(ALICE, List.of(unknown));
    database.naming().putSite(ALICE, site);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    database.backup(file);
    Database other = databases.empty(Clock.systemUTC());

    other.restore(() -> new ByteArrayInputStream(file.toByteArray()), false);

    assertThat(other.naming().names(ALICE)).isEqualTo(names);
    assertThat(other.naming().unknown(ALICE)).containsExactly(unknown);
    assertThat(other.naming().sites(ALICE)).containsExactly(site);
  }

  @Test
  void names_rowBrokenByHand_countsAsNoneAndIsNotRestored() throws Exception {
    DatabaseSettings settings = TestServer.emptySchema();
    Database database = databases.ready(settings, Clock.systemUTC());
    database.naming().replaceNames(ALICE, new OwnNames(Map.of("a", "T4"), Map.of()));
    TestServer.execute(settings, "UPDATE own_names SET names = '{\"gpus\": 7}'");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    database.backup(file);

    assertThat(database.naming().names(ALICE)).isEqualTo(OwnNames.NONE);
    assertThatThrownBy(
            () -> database.restore(() -> new ByteArrayInputStream(file.toByteArray()), true))
        .isInstanceOf(BackupException.class);
  }
}
