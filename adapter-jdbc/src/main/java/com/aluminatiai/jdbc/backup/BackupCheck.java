package com.aluminatiai.jdbc.backup;

import com.aluminatiai.jdbc.backup.BackupInput.StopException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Looks at the names of tables and columns: what is there, and what is missing; and for rows that
 * would end what is stored of a table.
 */
final class BackupCheck implements BackupInput.Tables {
  /**
   * The version of the schema with which a table, or a column ({@code table.column}), came. Those
   * that are not here came with the first.
   */
  private static final Map<String, Integer> CAME_WITH = cameWith();

  /** What a line that is no row consists of. */
  private static final byte[] END_MARK = {'\\', '.'};

  private final Map<String, List<String>> known;
  private final List<String> seen = new ArrayList<>();
  private int schemaVersion;
  private String table = "";

  /** How much was read of a line, and whether that is how COPY marks its end. */
  private int lineBytes;

  private boolean isEndMark;

  private static Map<String, Integer> cameWith() {
    Map<String, Integer> versions =
        new HashMap<>(
            Map.of(
                "token_buckets",
                2,
                "workload_signs",
                7,
                "listening",
                7,
                "workloads.hours_counted",
                7,
                "own_names",
                8,
                "unknown_names",
                8,
                "own_sites",
                8));
    for (String column :
        List.of(
            "gpu_fraction",
            "gpu_watts",
            "power_limit_watts",
            "gpus_per_node",
            "host_watts_per_gpu",
            "usd_per_gpu_hour",
            "model",
            "hosting",
            "heartbeat_seconds",
            "site",
            "market_kg_per_kwh",
            "training_tokens",
            "output_tokens",
            "input_tokens",
            "requests",
            "parameters_b",
            "active_parameters_b",
            "mfu",
            "lora",
            "concurrency",
            "tokens_per_second",
            "bits",
            "ended_at",
            "measured_boundary")) {
      versions.put("workloads." + column, 6);
    }
    return Map.copyOf(versions);
  }

  /** Creates a check against tables with their columns. */
  BackupCheck(Map<String, List<String>> known) {
    this.known = known;
  }

  @Override
  public void from(int version) {
    schemaVersion = version;
  }

  @Override
  public void begin(String name, List<String> columns) throws StopException {
    if (!known.containsKey(name) || seen.contains(name)) {
      throw refused("has an unknown table, or one twice");
    }
    seen.add(name);
    table = name;
    lineBytes = 0;
    isEndMark = true;
    if (!known.get(name).containsAll(columns) || new HashSet<>(columns).size() < columns.size()) {
      throw refused("has an unknown column, or one twice, in table " + name);
    }
    for (String column : known.get(name)) {
      if (!columns.contains(column) && isExpected(name) && isExpected(name + "." + column)) {
        throw refused("lacks column " + column + " of table " + name);
      }
    }
  }

  private boolean isExpected(String name) {
    return CAME_WITH.getOrDefault(name, 1) <= schemaVersion;
  }

  private static StopException refused(String why) {
    return new StopException(new BackupException("the backup " + why));
  }

  /** COPY writes no end of a line but behind a row, and the mark of the end as no row. */
  @Override
  public void block(byte[] rows) throws StopException {
    for (byte one : rows) {
      if (one == '\n' || one == '\r') {
        if (lineBytes == END_MARK.length && isEndMark) {
          throw refused("has a row in table " + table + " that is no row but an end of rows");
        }
        lineBytes = 0;
        isEndMark = true;
      } else {
        isEndMark = isEndMark && lineBytes < END_MARK.length && one == END_MARK[lineBytes];
        lineBytes = Math.min(lineBytes, END_MARK.length) + 1;
      }
    }
  }

  @Override
  public void end() throws StopException {
    if (lineBytes > 0) {
      throw refused("has a row in table " + table + " that does not end");
    }
  }

  @Override
  public void endAll() throws StopException {
    for (String table : known.keySet()) {
      if (!seen.contains(table) && isExpected(table)) {
        throw refused("lacks table " + table);
      }
    }
  }
}
