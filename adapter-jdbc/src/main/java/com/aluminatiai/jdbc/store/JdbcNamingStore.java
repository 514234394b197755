package com.aluminatiai.jdbc.store;

import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.jdbc.connection.OwnedSql;
import com.aluminatiai.jdbc.row.NamingReader;
import com.aluminatiai.jdbc.row.OwnNamesJson;
import com.aluminatiai.jdbc.row.ReadableRows;
import com.aluminatiai.workload.Hosting;
import com.aluminatiai.workload.OwnNames;
import com.aluminatiai.workload.OwnSite;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.UnknownName;
import com.aluminatiai.workload.port.NamingStore;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What owners call things. */
public final class JdbcNamingStore implements NamingStore {
  private static final String REPLACE =
      """
      INSERT INTO own_names (owner_id, names) VALUES (:owner, CAST(:names AS json))
      ON CONFLICT (owner_id) DO UPDATE SET names = excluded.names
      """;

  private static final String NOTE =
      """
      INSERT INTO unknown_names AS noted (owner_id, kind, name, seen_at)
      VALUES (:owner, :kind, :name, :seenAt)
      ON CONFLICT (owner_id, kind, name)
      DO UPDATE SET seen_at = greatest(noted.seen_at, excluded.seen_at)
      """;

  private static final String FORGET =
      """
      DELETE FROM unknown_names WHERE owner_id = :owner AND (kind, name) IN (
        SELECT kind, name FROM unknown_names WHERE owner_id = :owner
        ORDER BY seen_at DESC, kind, name OFFSET :most)
      """;

  private static final String UNKNOWN =
      """
      SELECT kind, name, seen_at FROM unknown_names WHERE owner_id = :owner
      ORDER BY seen_at DESC, kind, name LIMIT :most
      """;

  /** As many as two who store sites at once may be one more than promised. */
  private static final String PUT_SITE =
      """
      INSERT INTO own_sites (owner_id, name, region, pue, grid_kg_per_kwh, market_kg_per_kwh,
        usd_per_kwh, usd_per_gpu_hour, gpus_per_node, host_watts_per_gpu, hosting)
      SELECT :owner, :name, :region, :pue, :grid, :market, :price, :rent, :gpusPerNode, :hostWatts,
        :hosting
      WHERE (SELECT count(*) FROM own_sites WHERE owner_id = :owner AND name <> :name) < :most
      ON CONFLICT (owner_id, name) DO UPDATE SET region = excluded.region, pue = excluded.pue,
        grid_kg_per_kwh = excluded.grid_kg_per_kwh, market_kg_per_kwh = excluded.market_kg_per_kwh,
        usd_per_kwh = excluded.usd_per_kwh, usd_per_gpu_hour = excluded.usd_per_gpu_hour,
        gpus_per_node = excluded.gpus_per_node,
        host_watts_per_gpu = excluded.host_watts_per_gpu, hosting = excluded.hosting
      """;

  private final Connections connections;
  private final ReadableRows readable;

  public JdbcNamingStore(Connections connections, ReadableRows readable) {
    this.connections = connections;
    this.readable = readable;
  }

  @Override
  public OwnNames names(Owner owner) throws StorageException {
    return connections.call(
        Connections.SHORT,
        handle ->
            handle
                .createQuery("SELECT owner_id, names FROM own_names WHERE owner_id = :owner")
                .bind("owner", OwnedSql.ownerId(owner))
                .map((row, context) -> readable.read(row, NamingReader::names))
                .findOne()
                .flatMap(names -> names)
                .orElse(OwnNames.NONE));
  }

  @Override
  public void replaceNames(Owner owner, OwnNames names) throws StorageException {
    connections.call(
        Connections.SHORT,
        handle ->
            handle
                .createUpdate(REPLACE)
                .bind("owner", OwnedSql.ownerId(owner))
                .bind("names", OwnNamesJson.write(names))
                .execute());
  }

  @Override
  public void noteUnknown(Owner owner, List<UnknownName> names) throws StorageException {
    // In one order, so that two who note the same names do not wait for each other in a circle.
    List<UnknownName> sorted =
        names.stream()
            .sorted(Comparator.comparing(UnknownName::kind).thenComparing(UnknownName::name))
            .toList();
    connections.call(
        Connections.SHORT,
        handle -> handle.inTransaction(within -> note(within, OwnedSql.ownerId(owner), sorted)));
  }

  private static int note(Handle handle, UUID ownerId, List<UnknownName> names) {
    PreparedBatch batch = handle.prepareBatch(NOTE);
    for (UnknownName name : names) {
      batch
          .bind("owner", ownerId)
          .bind("kind", name.kind().code())
          .bind("name", name.name())
          .bind("seenAt", name.seenAt().atOffset(ZoneOffset.UTC))
          .add();
    }
    batch.execute();
    return handle
        .createUpdate(FORGET)
        .bind("owner", ownerId)
        .bind("most", UnknownName.MOST)
        .execute();
  }

  @Override
  public List<UnknownName> unknown(Owner owner) throws StorageException {
    return connections.call(
        Connections.SHORT,
        handle ->
            handle
                .createQuery(UNKNOWN)
                .bind("owner", OwnedSql.ownerId(owner))
                .bind("most", UnknownName.MOST)
                .map((row, context) -> NamingReader.unknown(row))
                .list());
  }

  @Override
  public List<OwnSite> sites(Owner owner) throws StorageException {
    return connections.call(
        Connections.SHORT,
        handle ->
            handle
                .createQuery("SELECT * FROM own_sites WHERE owner_id = :owner ORDER BY name")
                .bind("owner", OwnedSql.ownerId(owner))
                .map((row, context) -> readable.read(row, NamingReader::site))
                .stream()
                .flatMap(Optional::stream)
                .toList());
  }

  @Override
  public boolean putSite(Owner owner, OwnSite site) throws StorageException {
    return connections.call(
        Connections.SHORT,
        handle ->
            handle
                    .createUpdate(PUT_SITE)
                    .bind("owner", OwnedSql.ownerId(owner))
                    .bind("name", site.name())
                    .bind("region", site.place().region())
                    .bind("pue", site.place().pue())
                    .bind("grid", site.place().gridKgPerKwh())
                    .bind("market", site.terms().marketKgPerKwh())
                    .bind("price", site.place().usdPerKwh())
                    .bind("rent", site.terms().usdPerGpuHour())
                    .bind("gpusPerNode", site.gpusPerNode())
                    .bind("hostWatts", site.hostWattsPerGpu())
                    .bind("hosting", site.terms().hosting().map(Hosting::code))
                    .bind("most", OwnSite.MOST)
                    .execute()
                == 1);
  }

  @Override
  public boolean deleteSite(Owner owner, String name) throws StorageException {
    return connections.call(
        Connections.SHORT,
        handle ->
            handle
                    .createUpdate("DELETE FROM own_sites WHERE owner_id = :owner AND name = :name")
                    .bind("owner", OwnedSql.ownerId(owner))
                    .bind("name", name)
                    .execute()
                == 1);
  }
}
