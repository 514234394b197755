-- What a user may state of a workload besides: null where nothing is stated, as in every row that
-- is there. A measurement from before says nothing of what it covers, and reads as unknown.
ALTER TABLE workloads
  ADD COLUMN gpu_fraction        float8,
  ADD COLUMN gpu_watts           float8,
  ADD COLUMN power_limit_watts   float8,
  ADD COLUMN gpus_per_node       bigint,
  ADD COLUMN host_watts_per_gpu  float8,
  ADD COLUMN usd_per_gpu_hour    float8,
  ADD COLUMN model               text COLLATE "C",
  ADD COLUMN hosting             text,
  ADD COLUMN heartbeat_seconds   bigint,
  ADD COLUMN site                text COLLATE "C",
  ADD COLUMN market_kg_per_kwh   float8,
  ADD COLUMN training_tokens     bigint,
  ADD COLUMN output_tokens       bigint,
  ADD COLUMN input_tokens        bigint,
  ADD COLUMN requests            bigint,
  ADD COLUMN parameters_b        float8,
  ADD COLUMN active_parameters_b float8,
  ADD COLUMN mfu                 float8,
  ADD COLUMN lora                boolean,
  ADD COLUMN concurrency         bigint,
  ADD COLUMN tokens_per_second   float8,
  ADD COLUMN bits                float8,
  ADD COLUMN ended_at            timestamptz,
  ADD COLUMN measured_boundary   text;

-- The rules of version 5 and of these columns in one function. PostgreSQL makes the conditions of a
-- table ready anew for each statement: as conditions of the table they cost a single insert more
-- than all the rest of it. A function is made ready once a session. What is seldom stated is looked
-- at only where some of it is there.
CREATE FUNCTION workload_keeps_rules(w workloads) RETURNS boolean
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN w.revision >= 1
    AND w.created_at >= '1970-01-01 00:00:00+00' AND w.created_at < '9999-12-31 00:00:00+00'
    AND w.updated_at >= '1970-01-01 00:00:00+00' AND w.updated_at < '9999-12-31 00:00:00+00'
    AND w.started_at >= '1970-01-01 00:00:00+00' AND w.started_at < '2101-01-01 00:00:00+00'
    AND w.model_size_gb > 0 AND w.model_size_gb <= 1000000 AND w.num_gpus <= 1000000
    AND w.duration_hours <= 1000000
    AND btrim(w.gpu_type) <> '' AND char_length(w.gpu_type) <= 100
    AND (w.utilization_pct IS NOT NULL OR NOT w.utilization_stated)
    AND w.method IN ('fallback', 'calibrated')
    AND w.workload_type IN ('training', 'fine_tuning', 'inference', 'image_generation',
      'video_generation', 'other')
    AND char_length(w.region) <= 100 AND w.pue BETWEEN 1 AND 5
    AND w.grid_kg_per_kwh BETWEEN 0 AND 5 AND w.usd_per_kwh BETWEEN 0 AND 100
    AND char_length(w.notes) <= 10000
    AND btrim(w.project) <> '' AND char_length(w.project) <= 100
    AND btrim(w.external_id) <> '' AND char_length(w.external_id) <= 200
    AND w.measured_kwh BETWEEN 0 AND 1e12
    AND w.estimated_kwh >= 0 AND w.estimated_kwh < 'infinity'
    AND w.estimated_carbon_kg >= 0 AND w.estimated_carbon_kg < 'infinity'
    AND w.estimated_cost_usd >= 0 AND w.estimated_cost_usd < 'infinity'
    AND w.calculation_method IN ('fallback', 'calibrated', 'agent')
    AND w.gpu_key <> '' AND json_typeof(w.estimate) = 'object'
    AND json_typeof(w.warnings) = 'array'
    AND w.agent_attempts >= 0
    AND (num_nonnulls(w.agent_status, w.agent_failure, w.agent_confidence, w.agent_chosen,
        w.agent_reasoning, w.agent_optimizations, w.agent_questions) = 0
      OR (w.agent_status IS NULL
          OR (w.agent_status = 'failed') = (w.agent_failure IS NOT NULL))
        AND w.agent_failure IN ('not_configured', 'timeout', 'unavailable', 'rejected', 'limit')
        AND w.agent_confidence BETWEEN 0 AND 1
        AND jsonb_typeof(w.agent_chosen) = 'object' AND jsonb_typeof(w.agent_reasoning) = 'array'
        AND jsonb_typeof(w.agent_optimizations) = 'array'
        AND jsonb_typeof(w.agent_questions) = 'array')
    AND (num_nonnulls(w.gpu_fraction, w.gpu_watts, w.power_limit_watts, w.gpus_per_node,
        w.host_watts_per_gpu) = 0
      OR w.gpu_fraction > 0 AND w.gpu_fraction <= 1 AND w.gpu_watts BETWEEN 0 AND 100000
        AND w.power_limit_watts BETWEEN 1 AND 100000 AND w.gpus_per_node BETWEEN 1 AND 1024
        AND w.host_watts_per_gpu BETWEEN 0 AND 100000)
    AND (num_nonnulls(w.hosting, w.usd_per_gpu_hour, w.market_kg_per_kwh, w.site, w.ended_at,
        w.heartbeat_seconds, w.measured_boundary) = 0
      OR w.hosting IN ('own', 'rented') AND w.usd_per_gpu_hour BETWEEN 0 AND 10000
        AND w.market_kg_per_kwh BETWEEN 0 AND 5
        AND btrim(w.site) <> '' AND char_length(w.site) <= 100
        AND w.ended_at >= '1970-01-01 00:00:00+00' AND w.ended_at < '2101-01-01 00:00:00+00'
        AND w.ended_at > w.started_at AND w.heartbeat_seconds BETWEEN 10 AND 86400
        AND w.measured_boundary IN ('gpu', 'node', 'facility', 'unknown')
        AND (w.measured_kwh IS NOT NULL OR w.measured_boundary IS NULL))
    AND (num_nonnulls(w.model, w.parameters_b, w.active_parameters_b, w.bits, w.mfu,
        w.training_tokens, w.output_tokens, w.input_tokens, w.requests, w.concurrency,
        w.tokens_per_second) = 0
      OR btrim(w.model) <> '' AND char_length(w.model) <= 200
        AND w.parameters_b > 0 AND w.parameters_b <= 1000000
        AND w.active_parameters_b > 0 AND w.active_parameters_b <= 1000000
        AND w.active_parameters_b <= w.parameters_b
        AND w.bits > 0 AND w.bits <= 64 AND w.mfu > 0 AND w.mfu <= 1
        AND w.training_tokens BETWEEN 1 AND 1000000000000000
        AND w.output_tokens BETWEEN 1 AND 1000000000000000
        AND w.input_tokens BETWEEN 0 AND 1000000000000000
        AND w.requests BETWEEN 1 AND 1000000000000000
        AND w.concurrency BETWEEN 1 AND 1000000
        AND w.tokens_per_second > 0 AND w.tokens_per_second <= 1e9);
END
$$;

-- NOT VALID for the reason that is given beside the rules of version 5.
ALTER TABLE workloads
  DROP CONSTRAINT IF EXISTS workloads_rule_times,
  DROP CONSTRAINT IF EXISTS workloads_rule_spec,
  DROP CONSTRAINT IF EXISTS workloads_rule_labels,
  DROP CONSTRAINT IF EXISTS workloads_rule_estimate,
  DROP CONSTRAINT IF EXISTS workloads_rule_agent,
  ADD CONSTRAINT workloads_rules CHECK (workload_keeps_rules(workloads)) NOT VALID;
