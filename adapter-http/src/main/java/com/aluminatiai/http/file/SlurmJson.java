package com.aluminatiai.http.file;

import com.aluminatiai.http.wire.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The jobs that {@code sacct --json} prints, and their steps behind each, told as the columns tell
 * them. Its releases differ: a state is a text or a list, a number stands alone or in an object
 * that says whether it is set. For one thread.
 */
final class SlurmJson implements SlurmRecord.Reader {
  private final JsonDocuments jobs;
  private final Deque<SlurmRecord> steps = new ArrayDeque<>();

  SlurmJson(InputStream file) throws IOException {
    this.jobs = new JsonDocuments(file, "jobs");
  }

  @Override
  public Optional<SlurmRecord> next() throws IOException {
    if (!steps.isEmpty()) {
      return Optional.of(steps.remove());
    }
    Optional<JsonDocuments.Item> item = jobs.next();
    while (item.isPresent() && item.get().isAround()) {
      item = jobs.next();
    }
    return item.map(this::record);
  }

  private SlurmRecord record(JsonDocuments.Item item) {
    JsonValue job = item.fields();
    if (!item.problem().isEmpty()) {
      return new SlurmRecord(item.line(), Map.of(), item.problem());
    }
    Map<String, String> cells = new HashMap<>();
    String id = id(job);
    cells.put("JobID", id);
    cells.put("JobName", Json.text(job, "name"));
    cells.put("Account", Json.text(job, "account"));
    cells.put("Partition", Json.text(job, "partition"));
    cells.put("State", state(job));
    cells.put("Start", start(job));
    cells.put("ElapsedRaw", number(Json.at(job, "time", "elapsed")));
    cells.put("AllocTRES", list(Json.items(job, "tres", "allocated")));
    cells.put("ReqTRES", list(Json.items(job, "tres", "requested")));
    int count = 0;
    for (JsonValue step : Json.items(job, "steps")) {
      steps.add(new SlurmRecord(item.line(), step(id + "." + count, step), ""));
      count++;
    }
    return new SlurmRecord(item.line(), cells, "");
  }

  private static Map<String, String> step(String byOrder, JsonValue step) {
    String id = Json.text(step, "step", "id");
    return Map.of(
        "JobID",
        // The job's own id stands in front, whichever way it is written there.
        byOrder.substring(0, byOrder.indexOf('.'))
            + (id.contains(".") ? id.substring(id.indexOf('.')) : "." + id),
        "ElapsedRaw",
        number(Json.at(step, "time", "elapsed")),
        "ConsumedEnergyRaw",
        number(Json.at(step, "statistics", "energy", "consumed")),
        "TRESUsageInAve",
        list(Json.items(step, "tres", "requested", "average")));
  }

  /** As the column writes it: {@code 17}, {@code 17_4} of an array, {@code 17+1} of several. */
  private static String id(JsonValue job) {
    String array = number(Json.at(job, "array", "job_id"));
    String task = number(Json.at(job, "array", "task_id"));
    if (!array.isEmpty() && !array.equals("0") && !task.isEmpty()) {
      return array + "_" + task;
    }
    String parts = number(Json.at(job, "het", "job_id"));
    String part = number(Json.at(job, "het", "job_offset"));
    if (!parts.isEmpty() && !parts.equals("0") && !part.isEmpty()) {
      return parts + "+" + part;
    }
    return number(Json.at(job, "job_id"));
  }

  private static String state(JsonValue job) {
    List<JsonValue> states = Json.items(job, "state", "current");
    return states.isEmpty()
        ? Json.text(job, "state", "current")
        : Json.text(new JsonValue.Fields(Map.of("it", states.get(0))), "it");
  }

  private static String start(JsonValue job) {
    String seconds = number(Json.at(job, "time", "start"));
    return seconds.equals("0") ? "Unknown" : seconds;
  }

  /** A number that may stand in an object; empty where it is not set. */
  private static String number(JsonValue value) {
    if (value instanceof JsonValue.Fields) {
      boolean isSet =
          !(Json.at(value, "set") instanceof JsonValue.Flag set && !set.isTrue())
              && !(Json.at(value, "infinite") instanceof JsonValue.Flag infinite
                  && infinite.isTrue());
      return isSet ? Json.text(value, "number") : "";
    }
    return value instanceof JsonValue.Number number ? number.digits() : "";
  }

  private static String list(List<JsonValue> resources) {
    return resources.stream()
        .map(
            one -> {
              String name = Json.text(one, "name");
              return Json.text(one, "type").toLowerCase(Locale.ROOT)
                  + (name.isEmpty() ? "" : "/" + name)
                  + "="
                  + number(Json.at(one, "count"));
            })
        .collect(Collectors.joining(","));
  }
}
