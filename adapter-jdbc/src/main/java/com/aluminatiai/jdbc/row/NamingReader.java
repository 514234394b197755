package com.aluminatiai.jdbc.row;

import com.aluminatiai.workload.Hosting;
import com.aluminatiai.workload.OwnNames;
import com.aluminatiai.workload.OwnSite;
import com.aluminatiai.workload.Terms;
import com.aluminatiai.workload.UnknownName;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads rows of what owners call things. */
public final class NamingReader {
  private NamingReader() {}

  /**
   * Reads a row of {@code own_names}.
   *
   * @throws UnreadableRowException if the row breaks what the record promises
   */
  public static OwnNames names(ResultSet row) throws SQLException {
    String names = row.getString("names");
    try {
      return OwnNamesJson.read(names);
    } catch (RuntimeException e) {
      throw new UnreadableRowException("the names of owner " + row.getString("owner_id"), e);
    }
  }

  /**
   * Reads a row of {@code unknown_names}.
   *
   * @throws UnreadableRowException if the row breaks what the record promises
   */
  public static UnknownName unknown(ResultSet row) throws SQLException {
    try {
      return new UnknownName(
          UnknownName.Kind.find(row.getString("kind")).orElseThrow(),
          row.getString("name"),
          row.getObject("seen_at", OffsetDateTime.class).toInstant());
    } catch (RuntimeException e) {
      throw new UnreadableRowException("a name that was not understood", e);
    }
  }

  /**
   * Reads a row of {@code own_sites}.
   *
   * @throws UnreadableRowException if the row breaks what the record promises
   */
  public static OwnSite site(ResultSet row) throws SQLException {
    try {
      OptionalDouble perNode = number(row, "gpus_per_node");
      return new OwnSite(
          new StatedSite(
              Optional.ofNullable(row.getString("region")),
              number(row, "pue"),
              number(row, "grid_kg_per_kwh"),
              number(row, "usd_per_kwh"),
              Optional.of(row.getString("name"))),
          new Terms(
              Optional.ofNullable(row.getString("hosting"))
                  .map(code -> Hosting.find(code).orElseThrow()),
              number(row, "usd_per_gpu_hour"),
              number(row, "market_kg_per_kwh")),
          perNode.isPresent()
              ? OptionalInt.of(Math.toIntExact((long) perNode.getAsDouble()))
              : OptionalInt.empty(),
          number(row, "host_watts_per_gpu"));
    } catch (RuntimeException e) {
      throw new UnreadableRowException("a site of owner " + row.getString("owner_id"), e);
    }
  }

  private static OptionalDouble number(ResultSet row, String column) throws SQLException {
    double number = row.getDouble(column);
    return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
