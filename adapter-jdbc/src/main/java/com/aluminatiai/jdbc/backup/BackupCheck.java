package com.aluminatiai.jdbc.backup;

import com.aluminatiai.jdbc.backup.BackupInput.StopException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Looks at the names of tables and columns alone: what is there, and what is missing. */
final class BackupCheck implements BackupInput.Tables {
  /**
   * The version of the schema with which a table, or a column ({@code table.column}), came. Those
   * that are not here came with the first.
   */
  private static final Map<String, Integer> CAME_WITH = cameWith();

  private final Map<String, List<String>> known;
  private final List<String> seen = new ArrayList<>();
  private int schemaVersion;

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

  @Override
  public void block(byte[] rows) {}

  @Override
  public void end() {}

  @Override
  public void endAll() throws StopException {
    for (String table : known.keySet()) {
      if (!seen.contains(table) && isExpected(table)) {
        throw refused("lacks table " + table);
      }
    }
  }
}
