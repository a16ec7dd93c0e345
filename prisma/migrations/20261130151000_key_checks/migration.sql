-- Which keys this database was written with: of each a check value, from which the key cannot be found. A process that
-- holds another key does not start. Of each key the latest row counts; rows are added, never changed.
CREATE TABLE key_check (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key_id text NOT NULL CHECK (key_id <> '' AND length(key_id) <= 64),
  check_value bytea NOT NULL CHECK (length(check_value) = 16),
  noted_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX key_check_latest ON key_check (key_id, id DESC);

GRANT SELECT ON key_check TO ramzban_channel, ramzban_worker, ramzban_web;
GRANT INSERT (key_id, check_value) ON key_check TO ramzban_channel;
