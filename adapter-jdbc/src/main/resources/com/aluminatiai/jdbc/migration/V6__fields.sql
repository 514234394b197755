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

-- NOT VALID for the reason that is given beside the rules of version 5.
ALTER TABLE workloads
  ADD CONSTRAINT workloads_rule_hardware CHECK (
    gpu_fraction > 0 AND gpu_fraction <= 1
    AND gpu_watts BETWEEN 0 AND 100000 AND power_limit_watts BETWEEN 1 AND 100000
    AND gpus_per_node BETWEEN 1 AND 1024 AND host_watts_per_gpu BETWEEN 0 AND 100000) NOT VALID,
  ADD CONSTRAINT workloads_rule_terms CHECK (
    hosting IN ('own', 'rented') AND usd_per_gpu_hour BETWEEN 0 AND 10000
    AND market_kg_per_kwh BETWEEN 0 AND 5
    AND btrim(site) <> '' AND char_length(site) <= 100) NOT VALID,
  ADD CONSTRAINT workloads_rule_work CHECK (
    btrim(model) <> '' AND char_length(model) <= 200
    AND parameters_b > 0 AND parameters_b <= 1000000
    AND active_parameters_b > 0 AND active_parameters_b <= 1000000
    AND active_parameters_b <= parameters_b
    AND bits > 0 AND bits <= 64 AND mfu > 0 AND mfu <= 1
    AND training_tokens BETWEEN 1 AND 1000000000000000
    AND output_tokens BETWEEN 1 AND 1000000000000000
    AND input_tokens BETWEEN 0 AND 1000000000000000
    AND requests BETWEEN 1 AND 1000000000000000
    AND concurrency BETWEEN 1 AND 1000000
    AND tokens_per_second > 0 AND tokens_per_second <= 1e9) NOT VALID,
  ADD CONSTRAINT workloads_rule_course CHECK (
    ended_at >= '1970-01-01 00:00:00+00' AND ended_at < '2101-01-01 00:00:00+00'
    AND ended_at > started_at AND heartbeat_seconds BETWEEN 10 AND 86400
    AND measured_boundary IN ('gpu', 'node', 'facility', 'unknown')
    AND (measured_kwh IS NOT NULL OR measured_boundary IS NULL)) NOT VALID;

-- More kinds of work than before.
ALTER TABLE workloads
  DROP CONSTRAINT IF EXISTS workloads_rule_spec,
  ADD CONSTRAINT workloads_rule_spec CHECK (
    model_size_gb > 0 AND model_size_gb <= 1000000 AND num_gpus <= 1000000
    AND duration_hours <= 1000000
    AND btrim(gpu_type) <> '' AND char_length(gpu_type) <= 100
    AND (utilization_pct IS NOT NULL OR NOT utilization_stated)
    AND method IN ('fallback', 'calibrated')
    AND workload_type IN ('training', 'fine_tuning', 'inference', 'image_generation',
      'video_generation', 'other')
    AND char_length(region) <= 100 AND pue BETWEEN 1 AND 5 AND grid_kg_per_kwh BETWEEN 0 AND 5
    AND usd_per_kwh BETWEEN 0 AND 100) NOT VALID;
