-- Why requests were refused as unsigned, for whoever writes the other system: the latest of each client, of the
-- installations of the app together, and of keys that nobody has. No body, no signature, no digest is kept.
CREATE TABLE refused_signature (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  caller text NOT NULL CHECK (caller IN ('client', 'app', 'unknown')),
  key_id text NOT NULL CHECK (length(key_id) <= 64),
  reason text NOT NULL CHECK (reason IN (
    'unsigned', 'header_missing', 'header_twice', 'malformed_input', 'malformed_signature', 'malformed_digest',
    'label_missing', 'several_signatures', 'parameter_missing', 'component_missing', 'component_unsupported',
    'component_absent', 'wrong_algorithm', 'unknown_key', 'client_disabled', 'wrong_signature', 'wrong_digest',
    'clock_skew', 'expired', 'wrong_client_kind')),
  part text NOT NULL DEFAULT '' CHECK (length(part) <= 48),
  seconds bigint,
  label text NOT NULL DEFAULT '' CHECK (length(label) <= 32),
  method text NOT NULL CHECK (length(method) <= 8),
  path text NOT NULL CHECK (length(path) <= 100),
  address text NOT NULL DEFAULT '' CHECK (length(address) <= 45),
  times bigint NOT NULL CHECK (times > 0),
  first_at timestamptz(3) NOT NULL,
  last_at timestamptz(3) NOT NULL,
  UNIQUE (caller, key_id, reason, method, path, address)
);
CREATE INDEX refused_signature_latest ON refused_signature (caller, key_id, last_at DESC);

GRANT SELECT, INSERT, UPDATE, DELETE ON refused_signature TO ramzban_channel;
GRANT SELECT ON refused_signature TO ramzban_web;
