package com.aluminatiai.app.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The fields of a job: as stated, else from the environment, else as nvidia-smi says. */
final class TrackedFields {
  private static final Map<String, String> VARIABLES =
      Map.of(
          "project", "ALUMINATIAI_PROJECT",
          "region", "ALUMINATIAI_REGION",
          "gpu_type", "ALUMINATIAI_GPU_TYPE",
          "num_gpus", "ALUMINATIAI_NUM_GPUS",
          "external_id", "ALUMINATIAI_EXTERNAL_ID");

  private static final int MOST_HOST_CHARACTERS = 100;

  private final Map<String, JsonNode> stated;
  private final TrackSettings settings;
  private final String host;

  TrackedFields(Map<String, JsonNode> stated, TrackSettings settings, String host) {
    this.stated = new LinkedHashMap<>(stated);
    this.settings = settings;
    this.host = host;
  }

  /** Returns the job as it is submitted; empty if nobody knows its GPUs. */
  Optional<ObjectNode> submission(List<Gpus.Gpu> gpus, Instant startedAt, Duration heartbeat) {
    ObjectNode job = JsonNodeFactory.instance.objectNode();
    if (!gpus.isEmpty()) {
      // nvidia-smi counts the dies of boards that have several.
      job.put("gpu_type", gpus.get(0).name().replaceFirst("\\b(K80|M60|A16)$", "$1 die"));
      job.put("num_gpus", gpus.size() * new Ranks(settings).machines());
    }
    VARIABLES.forEach(
        (field, variable) ->
            settings.stated(variable).ifPresent(text -> job.set(field, Values.of(field, text))));
    stated.forEach(job::set);
    if (!job.has("gpu_type")) {
      return Optional.empty();
    }
    if (!job.has("num_gpus")) {
      job.put("num_gpus", 1);
    }
    if (!job.has("external_id")) {
      String name = host.substring(0, Math.min(host.length(), MOST_HOST_CHARACTERS));
      job.put("external_id", name + ":" + UUID.randomUUID());
    }
    job.put("external_id", inAddress(job.path("external_id").asText()));
    job.put("status", "running");
    job.put("started_at", startedAt.toString());
    job.put("heartbeat_seconds", heartbeat.toSeconds());
    return Optional.of(job);
  }

  /** The service is asked for the job by this name, and takes no such signs in an address. */
  private static String inAddress(String id) {
    return id.replaceAll("[/\\\\%;]|^[.]{1,2}$", "_");
  }

  /** What words on a command line or in an environment mean in JSON. */
  static final class Values {
    private static final List<String> TEXTS =
        List.of(
            "project",
            "external_id",
            "notes",
            "gpu_type",
            "region",
            "site",
            "model",
            "workload_type",
            "method",
            "hosting",
            "measured_boundary");

    private Values() {}

    static JsonNode of(String field, String text) {
      JsonNodeFactory json = JsonNodeFactory.instance;
      if (!TEXTS.contains(field)) {
        if (text.equals("true") || text.equals("false")) {
          return json.booleanNode(text.equals("true"));
        }
        if (text.matches("-?\\d{1,15}")) {
          return json.numberNode(Long.parseLong(text));
        }
        if (text.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?")) {
          return json.numberNode(new BigDecimal(text));
        }
      }
      return json.textNode(text);
    }
  }
}
