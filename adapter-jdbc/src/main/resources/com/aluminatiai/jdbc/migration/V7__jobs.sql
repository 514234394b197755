-- Whether the hours of a workload are counted from its start to its end, or to now while it runs;
-- else they were declared, as those of every row that is there.
ALTER TABLE workloads ADD COLUMN hours_counted boolean NOT NULL DEFAULT false;

ALTER TABLE workload_history
  DROP CONSTRAINT workload_history_event_check,
  ADD CONSTRAINT workload_history_event_check CHECK (event IN
    ('submitted', 'status_changed', 'updated', 'agent_refined', 'lost', 'reopened')) NOT VALID;

-- The signs of life of jobs, which change every few minutes while a job runs: a narrow table of their
-- own, so that a report rewrites one short row and no index. Room is left on each page for that.
-- What a job uses an hour is kept beside them: its figures at any moment are that times its hours.
CREATE TABLE workload_signs (
  workload_id         uuid PRIMARY KEY,
  owner_id            uuid NOT NULL,
  beat                bigint NOT NULL CHECK (beat >= 0),
  is_running          boolean NOT NULL,
  is_lost             boolean NOT NULL,
  heartbeat_seconds   bigint,
  opened_at           timestamptz NOT NULL,
  received_at         timestamptz,
  heard_at            timestamptz NOT NULL,
  utilization_seconds float8 NOT NULL,
  utilization_sum     float8 NOT NULL,
  watts_seconds       float8 NOT NULL,
  watts_sum           float8 NOT NULL,
  meter_kwh           float8,
  kwh_per_hour        float8 NOT NULL,
  carbon_kg_per_hour  float8 NOT NULL,
  cost_usd_per_hour   float8 NOT NULL
) WITH (fillfactor = 50);

-- No column of it changes with a report.
CREATE INDEX workload_signs_running ON workload_signs (owner_id) WHERE is_running;

-- When a replica last noted that reports can be heard, and since when that was so without a gap.
CREATE TABLE listening (
  id         boolean PRIMARY KEY DEFAULT true CHECK (id),
  since      timestamptz NOT NULL,
  noted_at   timestamptz NOT NULL
);

-- Signs come with their workload, whatever stores it, and follow it to another owner and out. The
-- condition is looked at before anything is called: other workloads pay nothing for it.
CREATE FUNCTION begin_workload_signs() RETURNS trigger LANGUAGE plpgsql
  SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO workload_signs VALUES (NEW.id, NEW.owner_id, 0, true, false, NEW.heartbeat_seconds,
    NEW.updated_at, NULL, NEW.updated_at, 0, 0, 0, 0, NULL, NEW.estimated_kwh / NEW.duration_hours,
    NEW.estimated_carbon_kg / NEW.duration_hours, NEW.estimated_cost_usd / NEW.duration_hours)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;

CREATE TRIGGER workload_began AFTER INSERT ON workloads FOR EACH ROW
  WHEN (NEW.status = 'running' AND (NEW.hours_counted OR NEW.heartbeat_seconds IS NOT NULL))
  EXECUTE FUNCTION begin_workload_signs();

CREATE FUNCTION move_workload_signs() RETURNS trigger LANGUAGE plpgsql
  SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE workload_signs SET owner_id = NEW.owner_id WHERE workload_id = NEW.id;
  RETURN NULL;
END
$$;

CREATE TRIGGER workload_moved AFTER UPDATE OF user_id ON workloads FOR EACH ROW
  WHEN (OLD.owner_id IS DISTINCT FROM NEW.owner_id)
  EXECUTE FUNCTION move_workload_signs();

CREATE OR REPLACE FUNCTION delete_workload_history() RETURNS trigger LANGUAGE plpgsql
  SET search_path FROM CURRENT AS $$
BEGIN
  DELETE FROM workload_history USING gone WHERE workload_history.workload_id = gone.id;
  DELETE FROM workload_signs USING gone WHERE workload_signs.workload_id = gone.id;
  RETURN NULL;
END
$$;

-- The rules of version 6, but that a model's size may be 0, which nobody said, and that hours are
-- counted from a start.
CREATE OR REPLACE FUNCTION workload_keeps_rules(w workloads) RETURNS boolean
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN w.revision >= 1
    AND w.created_at >= '1970-01-01 00:00:00+00' AND w.created_at < '9999-12-31 00:00:00+00'
    AND w.updated_at >= '1970-01-01 00:00:00+00' AND w.updated_at < '9999-12-31 00:00:00+00'
    AND w.started_at >= '1970-01-01 00:00:00+00' AND w.started_at < '2101-01-01 00:00:00+00'
    AND w.model_size_gb >= 0 AND w.model_size_gb <= 1000000 AND w.num_gpus <= 1000000
    AND w.duration_hours <= 1000000
    AND (w.started_at IS NOT NULL OR NOT w.hours_counted)
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
