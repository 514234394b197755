-- What has changed and is not yet in workload_totals: one row for a workload that came (count 1) or
-- went (count -1); a change of one is both. Only ever appended to, so that no writer waits for
-- another, and emptied by fold_workload_deltas().
CREATE TABLE workload_deltas (
  owner_id      uuid NOT NULL,
  time          timestamptz NOT NULL,
  count         integer NOT NULL,
  kwh           float8 NOT NULL,
  carbon_kg     float8 NOT NULL,
  cost_usd      float8 NOT NULL,
  measured_kwh  float8,
  gpu_key       text COLLATE "C" NOT NULL,
  status        text COLLATE "C" NOT NULL,
  project       text COLLATE "C",
  workload_type text COLLATE "C"
);

-- Whatever stores, changes or deletes workloads is noted by these triggers, so that no way in can
-- forget it.
CREATE FUNCTION workloads_came() RETURNS trigger LANGUAGE plpgsql
  SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO workload_deltas
  SELECT owner_id, coalesce(started_at, created_at), 1, estimated_kwh, estimated_carbon_kg,
    estimated_cost_usd, measured_kwh, gpu_key, status, project, workload_type
  FROM came;
  RETURN NULL;
END
$$;

CREATE TRIGGER workloads_came AFTER INSERT ON workloads
  REFERENCING NEW TABLE AS came
  FOR EACH STATEMENT EXECUTE FUNCTION workloads_came();

CREATE FUNCTION workloads_went() RETURNS trigger LANGUAGE plpgsql
  SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO workload_deltas
  SELECT owner_id, coalesce(started_at, created_at), -1, estimated_kwh, estimated_carbon_kg,
    estimated_cost_usd, measured_kwh, gpu_key, status, project, workload_type
  FROM went;
  RETURN NULL;
END
$$;

CREATE TRIGGER workloads_went AFTER DELETE ON workloads
  REFERENCING OLD TABLE AS went
  FOR EACH STATEMENT EXECUTE FUNCTION workloads_went();

-- Row by row, with no copy of the rows: a user may adopt millions.
CREATE FUNCTION workload_changed() RETURNS trigger LANGUAGE plpgsql
  SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO workload_deltas VALUES
    (OLD.owner_id, coalesce(OLD.started_at, OLD.created_at), -1, OLD.estimated_kwh,
      OLD.estimated_carbon_kg, OLD.estimated_cost_usd, OLD.measured_kwh, OLD.gpu_key, OLD.status,
      OLD.project, OLD.workload_type),
    (NEW.owner_id, coalesce(NEW.started_at, NEW.created_at), 1, NEW.estimated_kwh,
      NEW.estimated_carbon_kg, NEW.estimated_cost_usd, NEW.measured_kwh, NEW.gpu_key, NEW.status,
      NEW.project, NEW.workload_type);
  RETURN NULL;
END
$$;

CREATE TRIGGER workload_changed AFTER UPDATE ON workloads FOR EACH ROW
  WHEN ((OLD.owner_id, OLD.started_at, OLD.created_at, OLD.estimated_kwh, OLD.estimated_carbon_kg,
      OLD.estimated_cost_usd, OLD.measured_kwh, OLD.gpu_key, OLD.status, OLD.project,
      OLD.workload_type)
    IS DISTINCT FROM (NEW.owner_id, NEW.started_at, NEW.created_at, NEW.estimated_kwh,
      NEW.estimated_carbon_kg, NEW.estimated_cost_usd, NEW.measured_kwh, NEW.gpu_key, NEW.status,
      NEW.project, NEW.workload_type))
  EXECUTE FUNCTION workload_changed();

-- Sums of what is folded, in UTC. Dimension "time" has no key and the grains quarter (of an hour), hour
-- and day; the others ("gpu_type", "status", "project", "workload_type") have the grains hour, day
-- and month. Numeric, and converted to the last digit: what goes takes away exactly what it brought.
CREATE TABLE workload_totals (
  owner_id     uuid NOT NULL,
  dimension    text COLLATE "C" NOT NULL,
  grain        text COLLATE "C" NOT NULL,
  bucket       timestamptz NOT NULL,
  key          text COLLATE "C",
  count        bigint NOT NULL,
  kwh          numeric NOT NULL,
  carbon_kg    numeric NOT NULL,
  cost_usd     numeric NOT NULL,
  measured_kwh numeric NOT NULL,
  UNIQUE NULLS NOT DISTINCT (owner_id, dimension, grain, bucket, key)
) WITH (fillfactor = 80);

-- Adds the changes to the totals, at most so many, and returns how many it took. One session does it
-- at a time; another returns 0 at once. The finest grains are summed first, the coarser ones from
-- them.
CREATE FUNCTION fold_workload_deltas(most integer) RETURNS integer LANGUAGE plpgsql
  SET search_path FROM CURRENT SET work_mem = '32MB' AS $$
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

CREATE FUNCTION workloads_emptied() RETURNS trigger LANGUAGE plpgsql
  SET search_path FROM CURRENT AS $$
BEGIN
  TRUNCATE workload_deltas, workload_totals;
  RETURN NULL;
END
$$;

CREATE TRIGGER workloads_emptied AFTER TRUNCATE ON workloads
  FOR EACH STATEMENT EXECUTE FUNCTION workloads_emptied();

-- Reads the odd minutes at the ends of a range; those without a start are found by their id.
CREATE INDEX workloads_by_start ON workloads (owner_id, started_at) WHERE started_at IS NOT NULL;

-- What is there already waits to be folded like what comes.
INSERT INTO workload_deltas
SELECT owner_id, coalesce(started_at, created_at), 1, estimated_kwh, estimated_carbon_kg,
  estimated_cost_usd, measured_kwh, gpu_key, status, project, workload_type
FROM workloads;
