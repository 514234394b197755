SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.are_finite(kwh double precision, carbon_kg double precision, cost_usd double precision, measured_kwh double precision) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  SELECT kwh > '-infinity' AND kwh < 'infinity' AND carbon_kg > '-infinity'
    AND carbon_kg < 'infinity' AND cost_usd > '-infinity' AND cost_usd < 'infinity'
    AND coalesce(measured_kwh, 0) > '-infinity' AND coalesce(measured_kwh, 0) < 'infinity'
$$;
CREATE FUNCTION public.begin_workload_signs() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', '$user', 'public'
    AS $$
BEGIN
  INSERT INTO workload_signs VALUES (NEW.id, NEW.owner_id, 0, true, false, NEW.heartbeat_seconds,
    NEW.updated_at, NULL, NEW.updated_at, 0, 0, 0, 0, NULL, NEW.estimated_kwh / NEW.duration_hours,
    NEW.estimated_carbon_kg / NEW.duration_hours, NEW.estimated_cost_usd / NEW.duration_hours)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
CREATE FUNCTION public.delete_workload_history() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', '$user', 'public'
    AS $$
BEGIN
  DELETE FROM workload_history USING gone WHERE workload_history.workload_id = gone.id;
  DELETE FROM workload_signs USING gone WHERE workload_signs.workload_id = gone.id;
  RETURN NULL;
END
$$;
CREATE FUNCTION public.fold_workload_deltas(most integer) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'public', '$user', 'public'
    SET work_mem TO '32MB'
    AS $$
DECLARE
  taken_rows integer;
  emptied tid[];
BEGIN
  IF NOT pg_try_advisory_xact_lock('workload_totals'::regclass::oid::bigint) THEN
    RETURN 0;
  END IF;
  WITH taken AS (
    DELETE FROM workload_deltas
    WHERE ctid = ANY (ARRAY(SELECT ctid FROM workload_deltas LIMIT most))
    RETURNING owner_id, time, gpu_key, status, project, workload_type, count,
      count * kwh::text::numeric AS kwh, count * carbon_kg::text::numeric AS carbon_kg,
      count * cost_usd::text::numeric AS cost_usd,
      count * coalesce(measured_kwh, 0)::text::numeric AS measured_kwh
  ), fine AS (
    SELECT owner_id, dimension, grain, bucket, key, sum(count) AS count, sum(kwh) AS kwh,
      sum(carbon_kg) AS carbon_kg, sum(cost_usd) AS cost_usd, sum(measured_kwh) AS measured_kwh
    FROM taken CROSS JOIN LATERAL (VALUES
      ('time', 'quarter', date_bin('15 minutes', time, '2000-01-01Z'), NULL),
      ('gpu_type', 'hour', date_trunc('hour', time, 'UTC'), gpu_key),
      ('status', 'hour', date_trunc('hour', time, 'UTC'), status),
      ('project', 'hour', date_trunc('hour', time, 'UTC'), project),
      ('workload_type', 'hour', date_trunc('hour', time, 'UTC'), workload_type)
    ) AS part (dimension, grain, bucket, key)
    GROUP BY owner_id, dimension, grain, bucket, key
  ), days AS (
    SELECT owner_id, dimension, 'day' AS grain, date_trunc('day', bucket, 'UTC') AS bucket, key,
      sum(count) AS count, sum(kwh) AS kwh, sum(carbon_kg) AS carbon_kg,
      sum(cost_usd) AS cost_usd, sum(measured_kwh) AS measured_kwh
    FROM fine GROUP BY owner_id, dimension, 4, key
  ), sums AS (
    SELECT * FROM fine
    UNION ALL SELECT * FROM days
    UNION ALL
    SELECT owner_id, dimension, 'hour', date_trunc('hour', bucket, 'UTC'), key,
      sum(count), sum(kwh), sum(carbon_kg), sum(cost_usd), sum(measured_kwh)
    FROM fine WHERE dimension = 'time' GROUP BY owner_id, dimension, 4, key
    UNION ALL
    SELECT owner_id, dimension, 'month', date_trunc('month', bucket, 'UTC'), key,
      sum(count), sum(kwh), sum(carbon_kg), sum(cost_usd), sum(measured_kwh)
    FROM days WHERE dimension <> 'time' GROUP BY owner_id, dimension, 4, key
  ), added AS (
    INSERT INTO workload_totals AS t
    SELECT * FROM sums ORDER BY owner_id, dimension, grain, bucket, key
    ON CONFLICT (owner_id, dimension, grain, bucket, key) DO UPDATE
    SET count = t.count + excluded.count, kwh = t.kwh + excluded.kwh,
      carbon_kg = t.carbon_kg + excluded.carbon_kg, cost_usd = t.cost_usd + excluded.cost_usd,
      measured_kwh = t.measured_kwh + excluded.measured_kwh
    RETURNING t.ctid AS place, t.count = 0 AND t.kwh = 0 AND t.carbon_kg = 0 AND t.cost_usd = 0
      AND t.measured_kwh = 0 AS is_empty
  )
  SELECT (SELECT count(*) FROM taken), (SELECT array_agg(place) FROM added WHERE is_empty)
  INTO taken_rows, emptied;
  DELETE FROM workload_totals WHERE ctid = ANY (emptied);
  RETURN taken_rows;
END
$$;
CREATE FUNCTION public.move_workload_signs() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', '$user', 'public'
    AS $$
BEGIN
  UPDATE workload_signs SET owner_id = NEW.owner_id WHERE workload_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE FUNCTION public.workload_changed() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', '$user', 'public'
    AS $$
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
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.workloads (
    id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    user_id uuid,
    model_size_gb double precision NOT NULL,
    num_gpus integer NOT NULL,
    gpu_type text NOT NULL,
    duration_hours double precision NOT NULL,
    utilization_pct double precision DEFAULT 80,
    estimated_kwh double precision NOT NULL,
    estimated_carbon_kg double precision NOT NULL,
    estimated_cost_usd double precision NOT NULL,
    status text DEFAULT 'submitted'::text NOT NULL,
    notes text,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    used_smart_agent boolean DEFAULT false NOT NULL,
    agent_confidence double precision,
    agent_reasoning jsonb,
    owner_id uuid GENERATED ALWAYS AS (COALESCE(user_id, '00000000-0000-0000-0000-000000000000'::uuid)) STORED NOT NULL,
    revision bigint DEFAULT 1 NOT NULL,
    utilization_stated boolean DEFAULT true NOT NULL,
    method text,
    workload_type text COLLATE pg_catalog."C",
    region text,
    pue double precision,
    grid_kg_per_kwh double precision,
    usd_per_kwh double precision,
    project text COLLATE pg_catalog."C",
    external_id text COLLATE pg_catalog."C",
    started_at timestamp with time zone,
    measured_kwh double precision,
    gpu_key text NOT NULL COLLATE pg_catalog."C",
    calculation_method text NOT NULL,
    factors_version text NOT NULL,
    estimate json NOT NULL,
    warnings json,
    agent_status text,
    agent_failure text,
    agent_model text,
    agent_chosen jsonb,
    agent_optimizations jsonb,
    agent_questions jsonb,
    agent_lease_until timestamp with time zone,
    agent_attempts integer DEFAULT 0 NOT NULL,
    gpu_fraction double precision,
    gpu_watts double precision,
    power_limit_watts double precision,
    gpus_per_node bigint,
    host_watts_per_gpu double precision,
    usd_per_gpu_hour double precision,
    model text COLLATE pg_catalog."C",
    hosting text,
    heartbeat_seconds bigint,
    site text COLLATE pg_catalog."C",
    market_kg_per_kwh double precision,
    training_tokens bigint,
    output_tokens bigint,
    input_tokens bigint,
    requests bigint,
    parameters_b double precision,
    active_parameters_b double precision,
    mfu double precision,
    lora boolean,
    concurrency bigint,
    tokens_per_second double precision,
    bits double precision,
    ended_at timestamp with time zone,
    measured_boundary text,
    hours_counted boolean DEFAULT false NOT NULL,
    CONSTRAINT workloads_agent_status_check CHECK ((agent_status = ANY (ARRAY['answered'::text, 'pending'::text, 'failed'::text]))),
    CONSTRAINT workloads_duration_hours_check CHECK ((duration_hours > (0)::double precision)),
    CONSTRAINT workloads_num_gpus_check CHECK ((num_gpus > 0)),
    CONSTRAINT workloads_status_check CHECK ((status = ANY (ARRAY['submitted'::text, 'running'::text, 'completed'::text, 'failed'::text]))),
    CONSTRAINT workloads_user_id_check CHECK ((user_id <> '00000000-0000-0000-0000-000000000000'::uuid)),
    CONSTRAINT workloads_utilization_pct_check CHECK (((utilization_pct >= (0)::double precision) AND (utilization_pct <= (100)::double precision)))
);
CREATE FUNCTION public.workload_keeps_rules(w public.workloads) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$
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
CREATE FUNCTION public.workloads_came() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', '$user', 'public'
    AS $$
BEGIN
  INSERT INTO workload_deltas
  SELECT owner_id, coalesce(started_at, created_at), 1, estimated_kwh, estimated_carbon_kg,
    estimated_cost_usd, measured_kwh, gpu_key, status, project, workload_type
  FROM came
  WHERE are_finite(estimated_kwh, estimated_carbon_kg, estimated_cost_usd, measured_kwh);
  RETURN NULL;
END
$$;
CREATE FUNCTION public.workloads_emptied() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', '$user', 'public'
    AS $$
BEGIN
  TRUNCATE workload_deltas, workload_totals;
  RETURN NULL;
END
$$;
CREATE FUNCTION public.workloads_went() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', '$user', 'public'
    AS $$
BEGIN
  INSERT INTO workload_deltas
  SELECT owner_id, coalesce(started_at, created_at), -1, estimated_kwh, estimated_carbon_kg,
    estimated_cost_usd, measured_kwh, gpu_key, status, project, workload_type
  FROM went
  WHERE are_finite(estimated_kwh, estimated_carbon_kg, estimated_cost_usd, measured_kwh);
  RETURN NULL;
END
$$;
CREATE TABLE public.agent_submissions (
    subject text NOT NULL COLLATE pg_catalog."C",
    day date NOT NULL,
    count integer NOT NULL
);
CREATE TABLE public.aluminatiai_schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);
CREATE TABLE public.api_keys (
    id uuid NOT NULL,
    name text NOT NULL,
    user_id uuid NOT NULL,
    secret_sha256 text NOT NULL COLLATE pg_catalog."C",
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    CONSTRAINT api_keys_user_id_check CHECK ((user_id <> '00000000-0000-0000-0000-000000000000'::uuid))
);
CREATE TABLE public.idempotency_keys (
    owner_id uuid NOT NULL,
    key text NOT NULL COLLATE pg_catalog."C",
    body_sha256 text NOT NULL,
    workload_id uuid NOT NULL,
    used_at timestamp with time zone NOT NULL,
    answer_status integer,
    answer_body text
);
CREATE TABLE public.listening (
    id boolean DEFAULT true NOT NULL,
    since timestamp with time zone NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    CONSTRAINT listening_id_check CHECK (id)
);
CREATE UNLOGGED TABLE public.token_buckets (
    subject text NOT NULL COLLATE pg_catalog."C",
    full_at_micros bigint NOT NULL,
    lent bigint NOT NULL
);
CREATE TABLE public.workload_deltas (
    owner_id uuid NOT NULL,
    "time" timestamp with time zone NOT NULL,
    count integer NOT NULL,
    kwh double precision NOT NULL,
    carbon_kg double precision NOT NULL,
    cost_usd double precision NOT NULL,
    measured_kwh double precision,
    gpu_key text NOT NULL COLLATE pg_catalog."C",
    status text NOT NULL COLLATE pg_catalog."C",
    project text COLLATE pg_catalog."C",
    workload_type text COLLATE pg_catalog."C"
);
CREATE TABLE public.workload_history (
    workload_id uuid NOT NULL,
    revision bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    event text NOT NULL,
    status text NOT NULL,
    kwh double precision NOT NULL,
    carbon_kg double precision NOT NULL,
    cost_usd double precision NOT NULL,
    method text NOT NULL
);
CREATE TABLE public.workload_signs (
    workload_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    beat bigint NOT NULL,
    is_running boolean NOT NULL,
    is_lost boolean NOT NULL,
    heartbeat_seconds bigint,
    opened_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone,
    heard_at timestamp with time zone NOT NULL,
    utilization_seconds double precision NOT NULL,
    utilization_sum double precision NOT NULL,
    watts_seconds double precision NOT NULL,
    watts_sum double precision NOT NULL,
    meter_kwh double precision,
    kwh_per_hour double precision NOT NULL,
    carbon_kg_per_hour double precision NOT NULL,
    cost_usd_per_hour double precision NOT NULL,
    CONSTRAINT workload_signs_beat_check CHECK ((beat >= 0))
)
WITH (fillfactor='50');
CREATE TABLE public.workload_totals (
    owner_id uuid NOT NULL,
    dimension text NOT NULL COLLATE pg_catalog."C",
    grain text NOT NULL COLLATE pg_catalog."C",
    bucket timestamp with time zone NOT NULL,
    key text COLLATE pg_catalog."C",
    count bigint NOT NULL,
    kwh numeric NOT NULL,
    carbon_kg numeric NOT NULL,
    cost_usd numeric NOT NULL,
    measured_kwh numeric NOT NULL
)
WITH (fillfactor='80');
INSERT INTO public.agent_submissions (subject, day, count) VALUES ('192.0.2.1', '2026-11-23', 1);
INSERT INTO public.aluminatiai_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) VALUES (1, '1', 'workloads', 'SQL', 'V1__workloads.sql', -2024503314, 'postgres', '2026-11-28 02:19:44.533229', 190, true);
INSERT INTO public.aluminatiai_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) VALUES (2, '2', 'token buckets', 'SQL', 'V2__token_buckets.sql', -567018637, 'postgres', '2026-11-28 02:19:45.647312', 50, true);
INSERT INTO public.aluminatiai_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) VALUES (3, '3', 'totals', 'SQL', 'V3__totals.sql', -1570710501, 'postgres', '2026-11-28 02:19:45.845521', 215, true);
INSERT INTO public.aluminatiai_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) VALUES (4, '4', 'estimates as text', 'SQL', 'V4__estimates_as_text.sql', 48764412, 'postgres', '2026-11-28 02:19:46.31136', 30, true);
INSERT INTO public.aluminatiai_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) VALUES (5, '5', 'rules', 'SQL', 'V5__rules.sql', -1064054563, 'postgres', '2026-11-28 05:30:42.946436', 108, true);
INSERT INTO public.aluminatiai_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) VALUES (6, '6', 'fields', 'SQL', 'V6__fields.sql', 1062105041, 'postgres', '2026-11-28 09:28:04.281576', 63, true);
INSERT INTO public.aluminatiai_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) VALUES (7, '7', 'jobs', 'SQL', 'V7__jobs.sql', -82272599, 'postgres', '2026-11-28 12:38:59.698494', 27, true);
INSERT INTO public.api_keys (id, name, user_id, secret_sha256, created_at, last_used_at) VALUES ('5e7e7000-0000-4000-8000-000000000001', 'alice''s laptop', 'a11ce000-0000-4000-8000-000000000001', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '2026-11-23 12:00:00.123456+00', '2026-11-23 12:01:00.123456+00');
INSERT INTO public.idempotency_keys (owner_id, key, body_sha256, workload_id, used_at, answer_status, answer_body) VALUES ('a11ce000-0000-4000-8000-000000000001', 'golden-key', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '01a20846-fe7b-7000-8000-000200000000', '2026-11-28 02:19:47.125647+00', 201, '{"a": 1}');
INSERT INTO public.token_buckets (subject, full_at_micros, lent) VALUES ('192.0.2.1', 1795435200183456, 10);
INSERT INTO public.workload_history (workload_id, revision, recorded_at, event, status, kwh, carbon_kg, cost_usd, method) VALUES ('01a20846-fe7b-7000-8000-000200000000', 1, '2026-11-23 12:00:00.123456+00', 'submitted', 'running', 445.536, 178.2144, 66.8304, 'fallback');
INSERT INTO public.workload_history (workload_id, revision, recorded_at, event, status, kwh, carbon_kg, cost_usd, method) VALUES ('01a20846-fe7b-7000-8000-000200000000', 2, '2026-11-23 12:00:01.123456+00', 'agent_refined', 'running', 445.536, 178.2144, 66.8304, 'fallback');
INSERT INTO public.workload_history (workload_id, revision, recorded_at, event, status, kwh, carbon_kg, cost_usd, method) VALUES ('01a20847-0263-7000-8000-000300000000', 1, '2026-11-23 12:00:01.123456+00', 'submitted', 'submitted', 445.536, 178.2144, 66.8304, 'fallback');
INSERT INTO public.workload_history (workload_id, revision, recorded_at, event, status, kwh, carbon_kg, cost_usd, method) VALUES ('01a20847-064b-7000-8000-000400000000', 1, '2026-11-23 12:00:02.123456+00', 'submitted', 'submitted', 445.536, 178.2144, 66.8304, 'fallback');
INSERT INTO public.workload_history (workload_id, revision, recorded_at, event, status, kwh, carbon_kg, cost_usd, method) VALUES ('01a20847-0a33-7000-8000-000600000000', 1, '2026-11-23 12:00:03.123456+00', 'submitted', 'submitted', 445.536, 178.2144, 66.8304, 'fallback');
INSERT INTO public.workload_history (workload_id, revision, recorded_at, event, status, kwh, carbon_kg, cost_usd, method) VALUES ('01a20847-0e1b-7000-8000-000700000000', 1, '2026-11-23 12:00:04.123456+00', 'submitted', 'submitted', 445.536, 178.2144, 66.8304, 'fallback');
INSERT INTO public.workload_history (workload_id, revision, recorded_at, event, status, kwh, carbon_kg, cost_usd, method) VALUES ('01a20847-1203-7000-8000-000800000000', 1, '2026-11-23 12:00:05.123456+00', 'submitted', 'submitted', 445.536, 178.2144, 66.8304, 'fallback');
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('00000000-0000-0000-0000-000000000000', 'gpu_type', 'day', '2026-11-23 00:00:00+00', 'NVIDIA_H100_SXM', 1, 445.536, 178.2144, 66.8304, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('00000000-0000-0000-0000-000000000000', 'gpu_type', 'hour', '2026-11-23 12:00:00+00', 'NVIDIA_H100_SXM', 1, 445.536, 178.2144, 66.8304, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('00000000-0000-0000-0000-000000000000', 'gpu_type', 'month', '2026-11-01 00:00:00+00', 'NVIDIA_H100_SXM', 1, 445.536, 178.2144, 66.8304, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('00000000-0000-0000-0000-000000000000', 'project', 'day', '2026-11-23 00:00:00+00', NULL, 1, 445.536, 178.2144, 66.8304, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('00000000-0000-0000-0000-000000000000', 'project', 'hour', '2026-11-23 12:00:00+00', NULL, 1, 445.536, 178.2144, 66.8304, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('00000000-0000-0000-0000-000000000000', 'project', 'month', '2026-11-01 00:00:00+00', NULL, 1, 445.536, 178.2144, 66.8304, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('00000000-0000-0000-0000-000000000000', 'status', 'day', '2026-11-23 00:00:00+00', 'submitted', 1, 445.536, 178.2144, 66.8304, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('00000000-0000-0000-0000-000000000000', 'status', 'hour', '2026-11-23 12:00:00+00', 'submitted', 1, 445.536, 178.2144, 66.8304, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('00000000-0000-0000-0000-000000000000', 'status', 'month', '2026-11-01 00:00:00+00', 'submitted', 1, 445.536, 178.2144, 66.8304, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('00000000-0000-0000-0000-000000000000', 'time', 'day', '2026-11-23 00:00:00+00', NULL, 1, 445.536, 178.2144, 66.8304, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('00000000-0000-0000-0000-000000000000', 'time', 'hour', '2026-11-23 12:00:00+00', NULL, 1, 445.536, 178.2144, 66.8304, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('00000000-0000-0000-0000-000000000000', 'time', 'quarter', '2026-11-23 12:00:00+00', NULL, 1, 445.536, 178.2144, 66.8304, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('00000000-0000-0000-0000-000000000000', 'workload_type', 'day', '2026-11-23 00:00:00+00', NULL, 1, 445.536, 178.2144, 66.8304, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('00000000-0000-0000-0000-000000000000', 'workload_type', 'hour', '2026-11-23 12:00:00+00', NULL, 1, 445.536, 178.2144, 66.8304, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('00000000-0000-0000-0000-000000000000', 'workload_type', 'month', '2026-11-01 00:00:00+00', NULL, 1, 445.536, 178.2144, 66.8304, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'gpu_type', 'day', '1999-12-31 00:00:00+00', 'NVIDIA_H100_SXM', 1, 445.536, 178.2144, 66.8304, 431.20000000000005);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'gpu_type', 'hour', '1999-12-31 23:00:00+00', 'NVIDIA_H100_SXM', 1, 445.536, 178.2144, 66.8304, 431.20000000000005);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'gpu_type', 'month', '1999-12-01 00:00:00+00', 'NVIDIA_H100_SXM', 1, 445.536, 178.2144, 66.8304, 431.20000000000005);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'project', 'day', '1999-12-31 00:00:00+00', 'İstanbul', 1, 445.536, 178.2144, 66.8304, 431.20000000000005);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'project', 'day', '2026-11-23 00:00:00+00', 'unicorn', 1, 445.536, 178.2144, 66.8304, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'project', 'hour', '1999-12-31 23:00:00+00', 'İstanbul', 1, 445.536, 178.2144, 66.8304, 431.20000000000005);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'project', 'hour', '2026-11-23 12:00:00+00', 'unicorn', 1, 445.536, 178.2144, 66.8304, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'project', 'month', '1999-12-01 00:00:00+00', 'İstanbul', 1, 445.536, 178.2144, 66.8304, 431.20000000000005);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'project', 'month', '2026-11-01 00:00:00+00', 'unicorn', 1, 445.536, 178.2144, 66.8304, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'status', 'day', '1999-12-31 00:00:00+00', 'running', 1, 445.536, 178.2144, 66.8304, 431.20000000000005);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'status', 'hour', '1999-12-31 23:00:00+00', 'running', 1, 445.536, 178.2144, 66.8304, 431.20000000000005);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'status', 'month', '1999-12-01 00:00:00+00', 'running', 1, 445.536, 178.2144, 66.8304, 431.20000000000005);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'time', 'day', '1999-12-31 00:00:00+00', NULL, 1, 445.536, 178.2144, 66.8304, 431.20000000000005);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'time', 'hour', '1999-12-31 23:00:00+00', NULL, 1, 445.536, 178.2144, 66.8304, 431.20000000000005);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'time', 'quarter', '1999-12-31 23:45:00+00', NULL, 1, 445.536, 178.2144, 66.8304, 431.20000000000005);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'workload_type', 'day', '1999-12-31 00:00:00+00', 'fine_tuning', 1, 445.536, 178.2144, 66.8304, 431.20000000000005);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'workload_type', 'hour', '1999-12-31 23:00:00+00', 'fine_tuning', 1, 445.536, 178.2144, 66.8304, 431.20000000000005);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'workload_type', 'month', '1999-12-01 00:00:00+00', 'fine_tuning', 1, 445.536, 178.2144, 66.8304, 431.20000000000005);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'gpu_type', 'day', '2026-11-23 00:00:00+00', 'NVIDIA_H100_SXM', 4, 1782.144, 712.8576, 267.3216, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'gpu_type', 'hour', '2026-11-23 12:00:00+00', 'NVIDIA_H100_SXM', 4, 1782.144, 712.8576, 267.3216, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'gpu_type', 'month', '2026-11-01 00:00:00+00', 'NVIDIA_H100_SXM', 4, 1782.144, 712.8576, 267.3216, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'project', 'day', '2026-11-23 00:00:00+00', NULL, 3, 1336.608, 534.6432, 200.4912, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'project', 'hour', '2026-11-23 12:00:00+00', NULL, 3, 1336.608, 534.6432, 200.4912, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'project', 'month', '2026-11-01 00:00:00+00', NULL, 3, 1336.608, 534.6432, 200.4912, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'status', 'day', '2026-11-23 00:00:00+00', 'submitted', 4, 1782.144, 712.8576, 267.3216, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'status', 'hour', '2026-11-23 12:00:00+00', 'submitted', 4, 1782.144, 712.8576, 267.3216, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'status', 'month', '2026-11-01 00:00:00+00', 'submitted', 4, 1782.144, 712.8576, 267.3216, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'time', 'day', '2026-11-23 00:00:00+00', NULL, 4, 1782.144, 712.8576, 267.3216, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'time', 'hour', '2026-11-23 12:00:00+00', NULL, 4, 1782.144, 712.8576, 267.3216, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'time', 'quarter', '2026-11-23 12:00:00+00', NULL, 4, 1782.144, 712.8576, 267.3216, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'workload_type', 'day', '2026-11-23 00:00:00+00', NULL, 4, 1782.144, 712.8576, 267.3216, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'workload_type', 'hour', '2026-11-23 12:00:00+00', NULL, 4, 1782.144, 712.8576, 267.3216, 0);
INSERT INTO public.workload_totals (owner_id, dimension, grain, bucket, key, count, kwh, carbon_kg, cost_usd, measured_kwh) VALUES ('a11ce000-0000-4000-8000-000000000001', 'workload_type', 'month', '2026-11-01 00:00:00+00', NULL, 4, 1782.144, 712.8576, 267.3216, 0);
INSERT INTO public.workloads (id, created_at, user_id, model_size_gb, num_gpus, gpu_type, duration_hours, utilization_pct, estimated_kwh, estimated_carbon_kg, estimated_cost_usd, status, notes, updated_at, used_smart_agent, agent_confidence, agent_reasoning, revision, utilization_stated, method, workload_type, region, pue, grid_kg_per_kwh, usd_per_kwh, project, external_id, started_at, measured_kwh, gpu_key, calculation_method, factors_version, estimate, warnings, agent_status, agent_failure, agent_model, agent_chosen, agent_optimizations, agent_questions, agent_lease_until, agent_attempts, gpu_fraction, gpu_watts, power_limit_watts, gpus_per_node, host_watts_per_gpu, usd_per_gpu_hour, model, hosting, heartbeat_seconds, site, market_kg_per_kwh, training_tokens, output_tokens, input_tokens, requests, parameters_b, active_parameters_b, mfu, lora, concurrency, tokens_per_second, bits, ended_at, measured_boundary, hours_counted) VALUES ('01a20846-fe7b-7000-8000-000200000000', '2026-11-23 12:00:00.123456+00', 'a11ce000-0000-4000-8000-000000000001', 333333.3333333333, 999999, 'gpü "quoted" {braces}, ''x'' \ back', 0.3333333333333333, 85, 445.536, 178.2144, 66.8304, 'running', 'line one
line two	 {} NULL 🚀', '2026-11-23 12:00:01.123456+00', true, 0.6666666666666666, '["step 1", "step 2"]', 2, false, 'calibrated', 'fine_tuning', 'aws:us-east-1', 1.1, 0.30000000000000004, 0, 'İstanbul', 'job-1', '1999-12-31 23:59:59.999999+00', 431.20000000000005, 'NVIDIA_H100_SXM', 'fallback', '2026.11+ab12cd34', '{"assumptions":{"gpu":"NVIDIA H100 SXM","gpu_id":"NVIDIA_H100_SXM","gpu_watts":700.0,"utilization_pct":85.0,"pue":1.3,"grid_kg_per_kwh":0.4,"usd_per_kwh":0.15,"region":"FR"},"calibrated":{"kwh":[0.1,0.3333333333333333,3.141592653589793],"carbon_kg":[0.2,0.6666666666666666,6.283185307179586],"cost_usd":[0.30000000000000004,1.0,9.42477796076938],"assumptions":{"gpu_watts":[700.0,700.0,700.0],"utilization_fraction":[0.2,0.5,0.9],"idle_fraction":[0.1,0.12,0.14],"full_load_fraction":[0.8,0.85,0.9],"host_watts_per_gpu":[100.0,200.0,300.0],"network_fraction":[0.0,0.02,0.05],"pue":[1.1,1.1,1.1],"grid_kg_per_kwh":[0.2,0.4,0.6],"usd_per_kwh":[0.15,0.15,0.15]}},"embodied_kg":[0.0,0.30000000000000004,1.7976931348623157E308],"water_l":[4.9E-324,4.9E-324,4.9E-324]}', '["a warning"]', 'answered', NULL, 'MiniMax-M2.1', '{"pue": 1.1, "region": "FR", "gpus_per_node": 4, "workload_type": "inference", "utilization_pct": 66.66666666666667}', '["Use \"spot\" hours.", "Quantise — {8 bit}."]', '["Which region?"]', NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false);
INSERT INTO public.workloads (id, created_at, user_id, model_size_gb, num_gpus, gpu_type, duration_hours, utilization_pct, estimated_kwh, estimated_carbon_kg, estimated_cost_usd, status, notes, updated_at, used_smart_agent, agent_confidence, agent_reasoning, revision, utilization_stated, method, workload_type, region, pue, grid_kg_per_kwh, usd_per_kwh, project, external_id, started_at, measured_kwh, gpu_key, calculation_method, factors_version, estimate, warnings, agent_status, agent_failure, agent_model, agent_chosen, agent_optimizations, agent_questions, agent_lease_until, agent_attempts, gpu_fraction, gpu_watts, power_limit_watts, gpus_per_node, host_watts_per_gpu, usd_per_gpu_hour, model, hosting, heartbeat_seconds, site, market_kg_per_kwh, training_tokens, output_tokens, input_tokens, requests, parameters_b, active_parameters_b, mfu, lora, concurrency, tokens_per_second, bits, ended_at, measured_boundary, hours_counted) VALUES ('01a20847-0263-7000-8000-000300000000', '2026-11-23 12:00:01.123456+00', 'a11ce000-0000-4000-8000-000000000001', 70, 8, 'H100', 72, 85, 445.536, 178.2144, 66.8304, 'submitted', NULL, '2026-11-23 12:00:01.123456+00', false, NULL, NULL, 1, true, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'slurm-1', NULL, NULL, 'NVIDIA_H100_SXM', 'fallback', '2026.11+ab12cd34', '{"assumptions":{"gpu":"NVIDIA H100 SXM","gpu_id":"NVIDIA_H100_SXM","gpu_watts":700.0,"utilization_pct":85.0,"pue":1.3,"grid_kg_per_kwh":0.4,"usd_per_kwh":0.15}}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false);
INSERT INTO public.workloads (id, created_at, user_id, model_size_gb, num_gpus, gpu_type, duration_hours, utilization_pct, estimated_kwh, estimated_carbon_kg, estimated_cost_usd, status, notes, updated_at, used_smart_agent, agent_confidence, agent_reasoning, revision, utilization_stated, method, workload_type, region, pue, grid_kg_per_kwh, usd_per_kwh, project, external_id, started_at, measured_kwh, gpu_key, calculation_method, factors_version, estimate, warnings, agent_status, agent_failure, agent_model, agent_chosen, agent_optimizations, agent_questions, agent_lease_until, agent_attempts, gpu_fraction, gpu_watts, power_limit_watts, gpus_per_node, host_watts_per_gpu, usd_per_gpu_hour, model, hosting, heartbeat_seconds, site, market_kg_per_kwh, training_tokens, output_tokens, input_tokens, requests, parameters_b, active_parameters_b, mfu, lora, concurrency, tokens_per_second, bits, ended_at, measured_boundary, hours_counted) VALUES ('01a20847-064b-7000-8000-000400000000', '2026-11-23 12:00:02.123456+00', 'a11ce000-0000-4000-8000-000000000001', 70, 8, 'H100', 72, 85, 445.536, 178.2144, 66.8304, 'submitted', NULL, '2026-11-23 12:00:02.123456+00', false, NULL, NULL, 1, true, NULL, NULL, NULL, NULL, NULL, NULL, 'unicorn', NULL, NULL, NULL, 'NVIDIA_H100_SXM', 'fallback', '2026.11+ab12cd34', '{"assumptions":{"gpu":"NVIDIA H100 SXM","gpu_id":"NVIDIA_H100_SXM","gpu_watts":700.0,"utilization_pct":85.0,"pue":1.3,"grid_kg_per_kwh":0.4,"usd_per_kwh":0.15}}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false);
INSERT INTO public.workloads (id, created_at, user_id, model_size_gb, num_gpus, gpu_type, duration_hours, utilization_pct, estimated_kwh, estimated_carbon_kg, estimated_cost_usd, status, notes, updated_at, used_smart_agent, agent_confidence, agent_reasoning, revision, utilization_stated, method, workload_type, region, pue, grid_kg_per_kwh, usd_per_kwh, project, external_id, started_at, measured_kwh, gpu_key, calculation_method, factors_version, estimate, warnings, agent_status, agent_failure, agent_model, agent_chosen, agent_optimizations, agent_questions, agent_lease_until, agent_attempts, gpu_fraction, gpu_watts, power_limit_watts, gpus_per_node, host_watts_per_gpu, usd_per_gpu_hour, model, hosting, heartbeat_seconds, site, market_kg_per_kwh, training_tokens, output_tokens, input_tokens, requests, parameters_b, active_parameters_b, mfu, lora, concurrency, tokens_per_second, bits, ended_at, measured_boundary, hours_counted) VALUES ('01a20847-0a33-7000-8000-000600000000', '2026-11-23 12:00:03.123456+00', 'a11ce000-0000-4000-8000-000000000001', 70, 8, 'H100', 72, 85, 445.536, 178.2144, 66.8304, 'submitted', NULL, '2026-11-23 12:00:03.123456+00', false, NULL, NULL, 1, true, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'NVIDIA_H100_SXM', 'fallback', '2026.11+ab12cd34', '{"assumptions":{"gpu":"NVIDIA H100 SXM","gpu_id":"NVIDIA_H100_SXM","gpu_watts":700.0,"utilization_pct":85.0,"pue":1.3,"grid_kg_per_kwh":0.4,"usd_per_kwh":0.15}}', NULL, 'pending', NULL, 'MiniMax-M2.1', NULL, NULL, NULL, '2026-11-23 12:00:00.123456+00', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false);
INSERT INTO public.workloads (id, created_at, user_id, model_size_gb, num_gpus, gpu_type, duration_hours, utilization_pct, estimated_kwh, estimated_carbon_kg, estimated_cost_usd, status, notes, updated_at, used_smart_agent, agent_confidence, agent_reasoning, revision, utilization_stated, method, workload_type, region, pue, grid_kg_per_kwh, usd_per_kwh, project, external_id, started_at, measured_kwh, gpu_key, calculation_method, factors_version, estimate, warnings, agent_status, agent_failure, agent_model, agent_chosen, agent_optimizations, agent_questions, agent_lease_until, agent_attempts, gpu_fraction, gpu_watts, power_limit_watts, gpus_per_node, host_watts_per_gpu, usd_per_gpu_hour, model, hosting, heartbeat_seconds, site, market_kg_per_kwh, training_tokens, output_tokens, input_tokens, requests, parameters_b, active_parameters_b, mfu, lora, concurrency, tokens_per_second, bits, ended_at, measured_boundary, hours_counted) VALUES ('01a20847-0e1b-7000-8000-000700000000', '2026-11-23 12:00:04.123456+00', NULL, 70, 8, 'H100', 72, 85, 445.536, 178.2144, 66.8304, 'submitted', NULL, '2026-11-23 12:00:04.123456+00', false, NULL, NULL, 1, true, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'NVIDIA_H100_SXM', 'fallback', '2026.11+ab12cd34', '{"assumptions":{"gpu":"NVIDIA H100 SXM","gpu_id":"NVIDIA_H100_SXM","gpu_watts":700.0,"utilization_pct":85.0,"pue":1.3,"grid_kg_per_kwh":0.4,"usd_per_kwh":0.15}}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false);
INSERT INTO public.workloads (id, created_at, user_id, model_size_gb, num_gpus, gpu_type, duration_hours, utilization_pct, estimated_kwh, estimated_carbon_kg, estimated_cost_usd, status, notes, updated_at, used_smart_agent, agent_confidence, agent_reasoning, revision, utilization_stated, method, workload_type, region, pue, grid_kg_per_kwh, usd_per_kwh, project, external_id, started_at, measured_kwh, gpu_key, calculation_method, factors_version, estimate, warnings, agent_status, agent_failure, agent_model, agent_chosen, agent_optimizations, agent_questions, agent_lease_until, agent_attempts, gpu_fraction, gpu_watts, power_limit_watts, gpus_per_node, host_watts_per_gpu, usd_per_gpu_hour, model, hosting, heartbeat_seconds, site, market_kg_per_kwh, training_tokens, output_tokens, input_tokens, requests, parameters_b, active_parameters_b, mfu, lora, concurrency, tokens_per_second, bits, ended_at, measured_boundary, hours_counted) VALUES ('01a20847-1203-7000-8000-000800000000', '2026-11-23 12:00:05.123456+00', 'a11ce000-0000-4000-8000-000000000001', 70, 8, 'H100', 72, 85, 445.536, 178.2144, 66.8304, 'submitted', NULL, '2026-11-23 12:00:05.123456+00', false, NULL, NULL, 1, true, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'NVIDIA_H100_SXM', 'fallback', '2026.11+ab12cd34', '{"assumptions":{"gpu":"NVIDIA H100 SXM","gpu_id":"NVIDIA_H100_SXM","gpu_watts":700.0,"utilization_pct":85.0,"pue":1.3,"grid_kg_per_kwh":0.4,"usd_per_kwh":0.15}}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false);
ALTER TABLE ONLY public.agent_submissions
    ADD CONSTRAINT agent_submissions_pkey PRIMARY KEY (day, subject);
ALTER TABLE public.agent_submissions
    ADD CONSTRAINT agent_submissions_rule CHECK ((count >= 0)) NOT VALID;
ALTER TABLE ONLY public.aluminatiai_schema_history
    ADD CONSTRAINT aluminatiai_schema_history_pk PRIMARY KEY (installed_rank);
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (id);
ALTER TABLE public.api_keys
    ADD CONSTRAINT api_keys_rule CHECK (((created_at >= '1970-01-01 00:00:00+00'::timestamp with time zone) AND (created_at < '9999-12-31 00:00:00+00'::timestamp with time zone) AND (last_used_at >= '1970-01-01 00:00:00+00'::timestamp with time zone) AND (last_used_at < '9999-12-31 00:00:00+00'::timestamp with time zone))) NOT VALID;
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_secret_sha256_key UNIQUE (secret_sha256);
ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (owner_id, key);
ALTER TABLE public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_rule CHECK (((key <> ''::text) AND (char_length(key) <= 255) AND (used_at >= '1970-01-01 00:00:00+00'::timestamp with time zone) AND (used_at < '9999-12-31 00:00:00+00'::timestamp with time zone) AND ((answer_status IS NULL) = (answer_body IS NULL)) AND ((answer_status >= 200) AND (answer_status <= 299)))) NOT VALID;
ALTER TABLE ONLY public.listening
    ADD CONSTRAINT listening_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.token_buckets
    ADD CONSTRAINT token_buckets_pkey PRIMARY KEY (subject);
ALTER TABLE public.token_buckets
    ADD CONSTRAINT token_buckets_rule CHECK ((lent >= 0)) NOT VALID;
ALTER TABLE public.workload_history
    ADD CONSTRAINT workload_history_event_check CHECK ((event = ANY (ARRAY['submitted'::text, 'status_changed'::text, 'updated'::text, 'agent_refined'::text, 'lost'::text, 'reopened'::text]))) NOT VALID;
ALTER TABLE ONLY public.workload_history
    ADD CONSTRAINT workload_history_pkey PRIMARY KEY (workload_id, revision);
ALTER TABLE public.workload_history
    ADD CONSTRAINT workload_history_rule CHECK (((revision >= 1) AND (recorded_at >= '1970-01-01 00:00:00+00'::timestamp with time zone) AND (recorded_at < '9999-12-31 00:00:00+00'::timestamp with time zone) AND (status = ANY (ARRAY['submitted'::text, 'running'::text, 'completed'::text, 'failed'::text])) AND (kwh >= (0)::double precision) AND (kwh < 'Infinity'::double precision) AND (carbon_kg >= (0)::double precision) AND (carbon_kg < 'Infinity'::double precision) AND (cost_usd >= (0)::double precision) AND (cost_usd < 'Infinity'::double precision) AND (method = ANY (ARRAY['fallback'::text, 'calibrated'::text, 'agent'::text])))) NOT VALID;
ALTER TABLE ONLY public.workload_signs
    ADD CONSTRAINT workload_signs_pkey PRIMARY KEY (workload_id);
ALTER TABLE ONLY public.workload_totals
    ADD CONSTRAINT workload_totals_owner_id_dimension_grain_bucket_key_key UNIQUE NULLS NOT DISTINCT (owner_id, dimension, grain, bucket, key);
ALTER TABLE ONLY public.workloads
    ADD CONSTRAINT workloads_pkey PRIMARY KEY (id);
ALTER TABLE public.workloads
    ADD CONSTRAINT workloads_rules CHECK (public.workload_keeps_rules(workloads.*)) NOT VALID;
CREATE INDEX aluminatiai_schema_history_s_idx ON public.aluminatiai_schema_history USING btree (success);
CREATE INDEX idempotency_keys_used_at ON public.idempotency_keys USING btree (used_at);
CREATE INDEX workload_signs_running ON public.workload_signs USING btree (owner_id) WHERE is_running;
CREATE INDEX workloads_by_gpu ON public.workloads USING btree (owner_id, gpu_key, id);
CREATE INDEX workloads_by_project ON public.workloads USING btree (owner_id, project, id) WHERE (project IS NOT NULL);
CREATE INDEX workloads_by_start ON public.workloads USING btree (owner_id, started_at) WHERE (started_at IS NOT NULL);
CREATE INDEX workloads_by_status ON public.workloads USING btree (owner_id, status, id);
CREATE INDEX workloads_by_type ON public.workloads USING btree (owner_id, workload_type, id) WHERE (workload_type IS NOT NULL);
CREATE UNIQUE INDEX workloads_external_id ON public.workloads USING btree (owner_id, external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX workloads_newest ON public.workloads USING btree (owner_id, id);
CREATE INDEX workloads_pending ON public.workloads USING btree (id) WHERE (agent_status = 'pending'::text);
CREATE TRIGGER workload_began AFTER INSERT ON public.workloads FOR EACH ROW WHEN (((new.status = 'running'::text) AND (new.hours_counted OR (new.heartbeat_seconds IS NOT NULL)))) EXECUTE FUNCTION public.begin_workload_signs();
CREATE TRIGGER workload_changed AFTER UPDATE ON public.workloads FOR EACH ROW WHEN (((old.owner_id IS DISTINCT FROM new.owner_id) OR (old.started_at IS DISTINCT FROM new.started_at) OR (old.created_at IS DISTINCT FROM new.created_at) OR (old.estimated_kwh IS DISTINCT FROM new.estimated_kwh) OR (old.estimated_carbon_kg IS DISTINCT FROM new.estimated_carbon_kg) OR (old.estimated_cost_usd IS DISTINCT FROM new.estimated_cost_usd) OR (old.measured_kwh IS DISTINCT FROM new.measured_kwh) OR (old.gpu_key IS DISTINCT FROM new.gpu_key) OR (old.status IS DISTINCT FROM new.status) OR (old.project IS DISTINCT FROM new.project) OR (old.workload_type IS DISTINCT FROM new.workload_type))) EXECUTE FUNCTION public.workload_changed();
CREATE TRIGGER workload_moved AFTER UPDATE OF user_id ON public.workloads FOR EACH ROW WHEN ((old.owner_id IS DISTINCT FROM new.owner_id)) EXECUTE FUNCTION public.move_workload_signs();
CREATE TRIGGER workloads_came AFTER INSERT ON public.workloads REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION public.workloads_came();
CREATE TRIGGER workloads_deleted AFTER DELETE ON public.workloads REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.delete_workload_history();
CREATE TRIGGER workloads_emptied AFTER TRUNCATE ON public.workloads FOR EACH STATEMENT EXECUTE FUNCTION public.workloads_emptied();
CREATE TRIGGER workloads_went AFTER DELETE ON public.workloads REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION public.workloads_went();
