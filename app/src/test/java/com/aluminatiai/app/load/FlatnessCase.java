package com.aluminatiai.app.load;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request that must cost the same however many rows there are.
 *
 * @param name what it is
 * @param where its path; {@code {id}} stands for a workload's id and {@code {cursor}} for a cursor
 * @param bodies what is sent with it, in turn; none for a GET
 */
record FlatnessCase(String name, String where, List<String> bodies) {
  private static final String LIST = "/api/workloads?limit=10";
  private static final String SUMMARY = "/api/summary?group_by=";

  static List<FlatnessCase> all() {
    return Stream.of(lists(), workloads(), summaries()).flatMap(List::stream).toList();
  }

  private static List<FlatnessCase> lists() {
    return List.of(
        get("list, first page", LIST),
        get("list, by cursor deep inside", LIST + "&cursor={cursor}"),
        get("list, `status`, many", LIST + "&status=completed"),
        get("list, `status`, 20 in all", LIST + "&status=failed"),
        get("list, `gpu_type`, many", LIST + "&gpu_type=GPU-3"),
        get("list, `gpu_type`, 20 in all", LIST + "&gpu_type=GPU-rare"),
        get("list, `gpu_type`, none", LIST + "&gpu_type=GPU-none"),
        get("list, `project`, many", LIST + "&project=team-3"),
        get("list, `project`, 20 in all", LIST + "&project=rare"),
        get("list, `project`, none", LIST + "&project=none"),
        get("list, `workload_type`, many", LIST + "&workload_type=training"),
        get("list, `workload_type`, none", LIST + "&workload_type=other"),
        get("list, `created_after`", LIST + "&created_after=2025-06-01T00:00:00Z"),
        get("list, `created_before`", LIST + "&created_before=2025-06-01T00:00:00Z"));
  }

  private static List<FlatnessCase> workloads() {
    List<String> changes = new ArrayList<>();
    for (String status : List.of("running", "completed", "submitted")) {
      changes.add("{\"status\": \"" + status + "\"}");
    }
    return List.of(
        get("get", "/api/workloads/{id}"),
        get("get, with history", "/api/workloads/{id}?history=true"),
        new FlatnessCase("patch", "/api/workloads/{id}", changes));
  }

  private static List<FlatnessCase> summaries() {
    List<FlatnessCase> cases = new ArrayList<>();
    for (String by : List.of("day", "month", "gpu_type", "status", "project", "workload_type")) {
      cases.add(get("summary by `" + by + "`", SUMMARY + by));
      cases.add(
          get(
              "summary by `" + by + "`, 100 days",
              SUMMARY + by + "&from=2025-05-12&to=2025-08-19"));
      cases.add(
          get(
              "summary by `" + by + "`, 30 days in Berlin",
              SUMMARY + by + "&from=2025-10-12&to=2025-11-10&tz=Europe/Berlin"));
    }
    cases.add(get("summary by `day`, Berlin", SUMMARY + "day&tz=Europe/Berlin"));
    cases.add(get("summary by `month`, New York", SUMMARY + "month&tz=America/New_York"));
    cases.add(
        get(
            "summary by `project`, 30 days in Kolkata",
            SUMMARY + "project&from=2025-10-12&to=2025-11-10&tz=Asia/Kolkata"));
    return cases;
  }

  private static FlatnessCase get(String name, String where) {
    return new FlatnessCase(name, where, List.of());
  }

  boolean isPatch() {
    return !bodies.isEmpty();
  }

  List<String> paths(FlatnessRows rows) throws SQLException {
    if (where.contains("{id}")) {
      return rows.ids().stream().map(id -> where.replace("{id}", id)).toList();
    }
    return where.contains("{cursor}")
        ? rows.cursors().stream().map(cursor -> where.replace("{cursor}", cursor)).toList()
        : List.of(where);
  }
}
