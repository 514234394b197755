-- What the program's records promise of a row is checked here as well, because a row that breaks it
-- cannot be read. NOT VALID: the rows that are there are not read now, under a lock. The service
-- looks at them once it runs, and says which rule one breaks.
ALTER TABLE workloads
  ADD CONSTRAINT workloads_rule_times CHECK (
    revision >= 1
    AND created_at >= '1970-01-01 00:00:00+00' AND created_at < '9999-12-31 00:00:00+00'
    AND updated_at >= '1970-01-01 00:00:00+00' AND updated_at < '9999-12-31 00:00:00+00'
    AND started_at >= '1970-01-01 00:00:00+00' AND started_at < '2101-01-01 00:00:00+00') NOT VALID,
  ADD CONSTRAINT workloads_rule_spec CHECK (
    model_size_gb > 0 AND model_size_gb <= 1000000 AND num_gpus <= 1000000
    AND duration_hours <= 1000000
    AND btrim(gpu_type) <> '' AND char_length(gpu_type) <= 100
    AND (utilization_pct IS NOT NULL OR NOT utilization_stated)
    AND method IN ('fallback', 'calibrated')
    AND workload_type IN ('training', 'fine_tuning', 'inference', 'other')
    AND char_length(region) <= 100 AND pue BETWEEN 1 AND 5 AND grid_kg_per_kwh BETWEEN 0 AND 5
    AND usd_per_kwh BETWEEN 0 AND 100) NOT VALID,
  ADD CONSTRAINT workloads_rule_labels CHECK (
    char_length(notes) <= 10000
    AND btrim(project) <> '' AND char_length(project) <= 100
    AND btrim(external_id) <> '' AND char_length(external_id) <= 200
    AND measured_kwh BETWEEN 0 AND 1e12) NOT VALID,
  ADD CONSTRAINT workloads_rule_estimate CHECK (
    estimated_kwh >= 0 AND estimated_kwh < 'infinity'
    AND estimated_carbon_kg >= 0 AND estimated_carbon_kg < 'infinity'
    AND estimated_cost_usd >= 0 AND estimated_cost_usd < 'infinity'
    AND calculation_method IN ('fallback', 'calibrated', 'agent')
    AND gpu_key <> '' AND json_typeof(estimate) = 'object'
    AND json_typeof(warnings) = 'array') NOT VALID,
  ADD CONSTRAINT workloads_rule_agent CHECK (
    (agent_status IS NULL OR (agent_status = 'failed') = (agent_failure IS NOT NULL))
    AND agent_failure IN ('not_configured', 'timeout', 'unavailable', 'rejected', 'limit')
    AND agent_confidence BETWEEN 0 AND 1 AND agent_attempts >= 0
    AND jsonb_typeof(agent_chosen) = 'object' AND jsonb_typeof(agent_reasoning) = 'array'
    AND jsonb_typeof(agent_optimizations) = 'array'
    AND jsonb_typeof(agent_questions) = 'array') NOT VALID;

ALTER TABLE workload_history ADD CONSTRAINT workload_history_rule CHECK (
  revision >= 1
  AND recorded_at >= '1970-01-01 00:00:00+00' AND recorded_at < '9999-12-31 00:00:00+00'
  AND status IN ('submitted', 'running', 'completed', 'failed')
  AND kwh >= 0 AND kwh < 'infinity' AND carbon_kg >= 0 AND carbon_kg < 'infinity'
  AND cost_usd >= 0 AND cost_usd < 'infinity'
  AND method IN ('fallback', 'calibrated', 'agent')) NOT VALID;

ALTER TABLE idempotency_keys ADD CONSTRAINT idempotency_keys_rule CHECK (
  key <> '' AND char_length(key) <= 255
  AND used_at >= '1970-01-01 00:00:00+00' AND used_at < '9999-12-31 00:00:00+00'
  AND (answer_status IS NULL) = (answer_body IS NULL)
  AND answer_status BETWEEN 200 AND 299) NOT VALID;

ALTER TABLE agent_submissions ADD CONSTRAINT agent_submissions_rule CHECK (count >= 0) NOT VALID;

ALTER TABLE api_keys ADD CONSTRAINT api_keys_rule CHECK (
  created_at >= '1970-01-01 00:00:00+00' AND created_at < '9999-12-31 00:00:00+00'
  AND last_used_at >= '1970-01-01 00:00:00+00' AND last_used_at < '9999-12-31 00:00:00+00')
  NOT VALID;

ALTER TABLE token_buckets ADD CONSTRAINT token_buckets_rule CHECK (lent >= 0) NOT VALID;

-- A figure that is no number would make every sum that it enters none, for good: nothing can be
-- subtracted from it again. So a workload that has one is in no total.
CREATE FUNCTION are_finite(kwh float8, carbon_kg float8, cost_usd float8, measured_kwh float8)
  RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT kwh > '-infinity' AND kwh < 'infinity' AND carbon_kg > '-infinity'
    AND carbon_kg < 'infinity' AND cost_usd > '-infinity' AND cost_usd < 'infinity'
    AND coalesce(measured_kwh, 0) > '-infinity' AND coalesce(measured_kwh, 0) < 'infinity'
$$;

CREATE OR REPLACE FUNCTION workloads_came() RETURNS trigger LANGUAGE plpgsql
  SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO workload_deltas
  SELECT owner_id, coalesce(started_at, created_at), 1, estimated_kwh, estimated_carbon_kg,
    estimated_cost_usd, measured_kwh, gpu_key, status, project, workload_type
  FROM came
  WHERE are_finite(estimated_kwh, estimated_carbon_kg, estimated_cost_usd, measured_kwh);
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION workloads_went() RETURNS trigger LANGUAGE plpgsql
  SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO workload_deltas
  SELECT owner_id, coalesce(started_at, created_at), -1, estimated_kwh, estimated_carbon_kg,
    estimated_cost_usd, measured_kwh, gpu_key, status, project, workload_type
  FROM went
  WHERE are_finite(estimated_kwh, estimated_carbon_kg, estimated_cost_usd, measured_kwh);
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION workload_changed() RETURNS trigger LANGUAGE plpgsql
  SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO workload_deltas
  SELECT * FROM (VALUES
    (OLD.owner_id, coalesce(OLD.started_at, OLD.created_at), -1, OLD.estimated_kwh,
      OLD.estimated_carbon_kg, OLD.estimated_cost_usd, OLD.measured_kwh, OLD.gpu_key, OLD.status,
      OLD.project, OLD.workload_type),
    (NEW.owner_id, coalesce(NEW.started_at, NEW.created_at), 1, NEW.estimated_kwh,
      NEW.estimated_carbon_kg, NEW.estimated_cost_usd, NEW.measured_kwh, NEW.gpu_key, NEW.status,
      NEW.project, NEW.workload_type))
    AS delta (owner_id, time, count, kwh, carbon_kg, cost_usd, measured_kwh)
  WHERE are_finite(kwh, carbon_kg, cost_usd, measured_kwh);
  RETURN NULL;
END
$$;

DO $$
BEGIN
  IF EXISTS (SELECT FROM workload_deltas WHERE NOT are_finite(kwh, carbon_kg, cost_usd, measured_kwh))
    OR EXISTS (SELECT FROM workload_totals
      WHERE NOT are_finite(kwh::float8, carbon_kg::float8, cost_usd::float8, measured_kwh::float8))
  THEN
    TRUNCATE workload_deltas, workload_totals;
    INSERT INTO workload_deltas
    SELECT owner_id, coalesce(started_at, created_at), 1, estimated_kwh, estimated_carbon_kg,
      estimated_cost_usd, measured_kwh, gpu_key, status, project, workload_type
    FROM workloads
    WHERE are_finite(estimated_kwh, estimated_carbon_kg, estimated_cost_usd, measured_kwh);
  END IF;
END
$$;
