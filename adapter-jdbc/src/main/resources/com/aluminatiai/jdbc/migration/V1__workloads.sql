-- The first seventeen columns are the product's original table, name for name and type for type.
-- They may be joined by others; none may be changed.
CREATE TABLE workloads (
  id                  uuid PRIMARY KEY,
  created_at          timestamptz NOT NULL DEFAULT now(),
  user_id             uuid CHECK (user_id <> '00000000-0000-0000-0000-000000000000'),
  model_size_gb       float8 NOT NULL,
  num_gpus            integer NOT NULL CHECK (num_gpus > 0),
  gpu_type            text NOT NULL,
  duration_hours      float8 NOT NULL CHECK (duration_hours > 0),
  utilization_pct     float8 DEFAULT 80 CHECK (utilization_pct BETWEEN 0 AND 100),
  estimated_kwh       float8 NOT NULL,
  estimated_carbon_kg float8 NOT NULL,
  estimated_cost_usd  float8 NOT NULL,
  status              text DEFAULT 'submitted' NOT NULL
                      CHECK (status IN ('submitted', 'running', 'completed', 'failed')),
  notes               text,
  updated_at          timestamptz NOT NULL DEFAULT now(),
  used_smart_agent    boolean NOT NULL DEFAULT false,
  agent_confidence    float8,
  agent_reasoning     jsonb,

  -- Whose it is, never null: one comparison finds a user's rows and those of nobody alike.
  owner_id            uuid NOT NULL GENERATED ALWAYS AS
                      (coalesce(user_id, '00000000-0000-0000-0000-000000000000')) STORED,
  revision            bigint NOT NULL DEFAULT 1,

  -- What the caller said besides. utilization_pct is what was computed with, stated or not.
  utilization_stated  boolean NOT NULL DEFAULT true,
  method              text,
  workload_type       text COLLATE "C",
  region              text,
  pue                 float8,
  grid_kg_per_kwh     float8,
  usd_per_kwh         float8,
  project             text COLLATE "C",
  external_id         text COLLATE "C",
  started_at          timestamptz,
  measured_kwh        float8,

  -- The estimate. What is neither filtered nor summed is in one document, doubles to the last bit.
  gpu_key             text COLLATE "C" NOT NULL,
  calculation_method  text NOT NULL,
  factors_version     text NOT NULL,
  estimate            jsonb NOT NULL,
  warnings            jsonb,

  -- The agent's part; agent_reasoning is its trace.
  agent_status        text CHECK (agent_status IN ('answered', 'pending', 'failed')),
  agent_failure       text,
  agent_model         text,
  agent_chosen        jsonb,
  agent_optimizations jsonb,
  agent_questions     jsonb,
  agent_lease_until   timestamptz,
  agent_attempts      integer NOT NULL DEFAULT 0
);

-- Ids sort by time, so each of these yields a page of the newest at once, however many rows there are.
CREATE INDEX workloads_newest ON workloads (owner_id, id);
CREATE INDEX workloads_by_status ON workloads (owner_id, status, id);
CREATE INDEX workloads_by_gpu ON workloads (owner_id, gpu_key, id);
CREATE INDEX workloads_by_project ON workloads (owner_id, project, id) WHERE project IS NOT NULL;
CREATE INDEX workloads_by_type ON workloads (owner_id, workload_type, id) WHERE workload_type IS NOT NULL;
CREATE UNIQUE INDEX workloads_external_id ON workloads (owner_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX workloads_pending ON workloads (id) WHERE agent_status = 'pending';

-- No foreign key: it would look up the workload once more with every insertion, which has just
-- stored it. Rows go with their workload by the trigger below, which costs nothing until then.
CREATE TABLE workload_history (
  workload_id uuid NOT NULL,
  revision    bigint NOT NULL,
  recorded_at timestamptz NOT NULL,
  event       text NOT NULL CHECK (event IN ('submitted', 'status_changed', 'updated', 'agent_refined')),
  status      text NOT NULL,
  kwh         float8 NOT NULL,
  carbon_kg   float8 NOT NULL,
  cost_usd    float8 NOT NULL,
  method      text NOT NULL,
  PRIMARY KEY (workload_id, revision)
);

CREATE FUNCTION delete_workload_history() RETURNS trigger LANGUAGE plpgsql
  SET search_path FROM CURRENT AS $$
BEGIN
  DELETE FROM workload_history USING gone WHERE workload_history.workload_id = gone.id;
  RETURN NULL;
END
$$;

CREATE TRIGGER workloads_deleted AFTER DELETE ON workloads
  REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION delete_workload_history();

-- A key outlives its workload: what was answered once is answered again.
CREATE TABLE idempotency_keys (
  owner_id      uuid NOT NULL,
  key           text COLLATE "C" NOT NULL,
  body_sha256   text NOT NULL,
  workload_id   uuid NOT NULL,
  used_at       timestamptz NOT NULL,
  answer_status integer,
  answer_body   text,
  PRIMARY KEY (owner_id, key)
);
CREATE INDEX idempotency_keys_used_at ON idempotency_keys (used_at);

CREATE TABLE agent_submissions (
  subject text COLLATE "C" NOT NULL,
  day     date NOT NULL,
  count   integer NOT NULL,
  PRIMARY KEY (day, subject)
);

CREATE TABLE api_keys (
  id            uuid PRIMARY KEY,
  name          text NOT NULL,
  user_id       uuid NOT NULL CHECK (user_id <> '00000000-0000-0000-0000-000000000000'),
  secret_sha256 text COLLATE "C" NOT NULL UNIQUE,
  created_at    timestamptz NOT NULL,
  last_used_at  timestamptz
);
