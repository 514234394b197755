-- What an owner calls accelerators and partitions: the whole map in one row, so that two who replace
-- it at once never mix theirs. The order is that in which it was said.
CREATE TABLE own_names (
  owner_id uuid PRIMARY KEY,
  names    json NOT NULL CHECK (json_typeof(names) = 'object')
);

-- The last names of each owner that were not understood.
CREATE TABLE unknown_names (
  owner_id uuid NOT NULL,
  kind     text NOT NULL CHECK (kind IN ('gpu', 'partition')),
  name     text COLLATE "C" NOT NULL CHECK (btrim(name) <> '' AND char_length(name) <= 100),
  seen_at  timestamptz NOT NULL
    CHECK (seen_at >= '1970-01-01 00:00:00+00' AND seen_at < '9999-12-31 00:00:00+00'),
  PRIMARY KEY (owner_id, kind, name)
);

-- Sites of one's own: what stands in for what a submission leaves out.
CREATE TABLE own_sites (
  owner_id           uuid NOT NULL,
  name               text COLLATE "C" NOT NULL CHECK (btrim(name) <> '' AND char_length(name) <= 100),
  region             text CHECK (char_length(region) <= 100),
  pue                float8 CHECK (pue BETWEEN 1 AND 5),
  grid_kg_per_kwh    float8 CHECK (grid_kg_per_kwh BETWEEN 0 AND 5),
  market_kg_per_kwh  float8 CHECK (market_kg_per_kwh BETWEEN 0 AND 5),
  usd_per_kwh        float8 CHECK (usd_per_kwh BETWEEN 0 AND 100),
  usd_per_gpu_hour   float8 CHECK (usd_per_gpu_hour BETWEEN 0 AND 10000),
  gpus_per_node      bigint CHECK (gpus_per_node BETWEEN 1 AND 1024),
  host_watts_per_gpu float8 CHECK (host_watts_per_gpu BETWEEN 0 AND 100000),
  hosting            text CHECK (hosting IN ('own', 'rented')),
  PRIMARY KEY (owner_id, name)
);
