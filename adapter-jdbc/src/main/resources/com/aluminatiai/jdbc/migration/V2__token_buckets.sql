-- Unlogged: a loan costs no write to the log and no wait for the disk. What is lost if PostgreSQL
-- crashes is who had used how much of a limit; all buckets are full then.
CREATE UNLOGGED TABLE token_buckets (
  subject        text COLLATE "C" PRIMARY KEY,
  -- Microseconds since 1970: whole numbers, so that nothing is rounded.
  full_at_micros bigint NOT NULL,
  lent           bigint NOT NULL
);
