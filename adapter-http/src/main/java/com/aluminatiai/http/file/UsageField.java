package com.aluminatiai.http.file;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a log of calls to language models says of one, by the names that LiteLLM, OpenTelemetry
 * ({@code gen_ai.*}) and the providers' own exports print. Of several names of one field the first
 * that holds something counts. Case and separators do not matter.
 */
enum UsageField {
  MODEL(
      "model",
      "gen_ai.response.model",
      "gen_ai.request.model",
      "model_name",
      "llm.model_name",
      "model_group",
      "model_id"),
  INPUT_TOKENS(
      "input_tokens",
      "prompt_tokens",
      "gen_ai.usage.input_tokens",
      "gen_ai.usage.prompt_tokens",
      "usage.input_tokens",
      "usage.prompt_tokens",
      "llm.token_count.prompt",
      "n_context_tokens_total"),
  OUTPUT_TOKENS(
      "output_tokens",
      "completion_tokens",
      "gen_ai.usage.output_tokens",
      "gen_ai.usage.completion_tokens",
      "usage.output_tokens",
      "usage.completion_tokens",
      "llm.token_count.completion",
      "n_generated_tokens_total"),
  TIME(
      "time",
      "timestamp",
      "started_at",
      "start_time",
      "start_time_unix_nano",
      "created_at",
      "created",
      "date",
      "day"),
  ID("external_id", "request_id", "gen_ai.response.id", "id", "span_id", "call_id"),
  REQUESTS("requests", "num_requests", "n_requests"),
  PROJECT("project");

  /** What no log of calls has: a file with one of these is ours. */
  private static final Set<String> OURS =
      Set.of("model_size_gb", "num_gpus", "gpu_type", "duration_hours", "workload_type");

  private final List<String> names;

  UsageField(String... names) {
    this.names = Arrays.stream(names).map(UsageField::key).toList();
  }

  /** Returns what of a name counts: {@code startTime} is {@code start_time}. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "");
  }

  /** Returns the first name that holds something, by keys. */
  Optional<String> in(Map<String, String> values) {
    return names.stream()
        .map(values::get)
        .filter(value -> value != null && !value.isBlank())
        .map(String::strip)
        .findFirst();
  }

  /** Tells whether the columns of a file are those of a log of calls. */
  static boolean areIn(List<String> columns) {
    Set<String> keys = new HashSet<>();
    columns.forEach(column -> keys.add(key(column)));
    return OURS.stream().noneMatch(columns::contains)
        && isIn(MODEL, keys)
        && isIn(OUTPUT_TOKENS, keys)
        && isIn(TIME, keys);
  }

  private static boolean isIn(UsageField field, Set<String> keys) {
    return field.names.stream().anyMatch(keys::contains);
  }
}
