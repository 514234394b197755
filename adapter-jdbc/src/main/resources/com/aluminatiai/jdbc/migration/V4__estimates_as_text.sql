-- An estimate is written with every workload and read as a whole: it is kept as text, which the
-- server neither takes apart nor puts together.
ALTER TABLE workloads
  ALTER COLUMN estimate TYPE json USING estimate::json,
  ALTER COLUMN warnings TYPE json USING warnings::json;
