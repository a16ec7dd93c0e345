-- Staff ---------------------------------------------------------------------------------------------------------

CREATE TABLE branch (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[0-9]{1,8}$'),
  name text NOT NULL
);

CREATE TABLE operator (
  id uuid PRIMARY KEY,
  username text NOT NULL UNIQUE CHECK (username = lower(username)),
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('branch', 'support', 'fraud', 'auditor', 'admin')),
  branch_id uuid REFERENCES branch (id),
  failed_attempts integer NOT NULL DEFAULT 0,
  locked_until timestamptz(3),
  disabled_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  CHECK (role <> 'branch' OR branch_id IS NOT NULL)
);

CREATE TABLE staff_credential (
  operator_id uuid PRIMARY KEY REFERENCES operator (id),
  password_hash text NOT NULL,
  updated_at timestamptz(3) NOT NULL
);

CREATE TABLE staff_session (
  id uuid PRIMARY KEY,
  sid_hash bytea NOT NULL UNIQUE CHECK (length(sid_hash) = 32),
  operator_id uuid NOT NULL REFERENCES operator (id),
  created_at timestamptz(3) NOT NULL,
  last_seen_at timestamptz(3) NOT NULL,
  revoked_at timestamptz(3),
  ip text,
  user_agent text
);
CREATE INDEX ON staff_session (operator_id, created_at);

-- Customers and cards --------------------------------------------------------------------------------------------

CREATE TABLE customer (
  id uuid PRIMARY KEY,
  customer_number text NOT NULL UNIQUE CHECK (customer_number ~ '^[0-9]{1,16}$'),
  national_id text NOT NULL UNIQUE CHECK (national_id ~ '^[0-9]{10}$'),
  name text NOT NULL,
  name_search text NOT NULL,
  mobile text CHECK (mobile ~ '^\+989[0-9]{9}$'),
  sms_member boolean NOT NULL,
  branch_id uuid NOT NULL REFERENCES branch (id),
  cooling_off_until timestamptz(3),
  created_at timestamptz(3) NOT NULL
);
CREATE INDEX ON customer (mobile);
CREATE INDEX customer_mobile_trgm ON customer USING gin (mobile gin_trgm_ops);
CREATE INDEX customer_name_trgm ON customer USING gin (name_search gin_trgm_ops);
CREATE INDEX customer_name_prefix ON customer (name_search text_pattern_ops);

CREATE TABLE card (
  id uuid PRIMARY KEY,
  customer_id uuid NOT NULL REFERENCES customer (id),
  bin text NOT NULL CHECK (bin ~ '^[0-9]{6}$'),
  last4 text NOT NULL CHECK (last4 ~ '^[0-9]{4}$'),
  status text NOT NULL CHECK (status IN ('active', 'blocked')),
  expires_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL
);
CREATE INDEX ON card (customer_id);
CREATE INDEX ON card (last4);

-- Keyed HMAC of the whole PAN: finds a card, and cannot be turned back into one without the channel's key.
CREATE TABLE card_fingerprint (
  fingerprint bytea PRIMARY KEY CHECK (length(fingerprint) = 32),
  card_id uuid NOT NULL UNIQUE REFERENCES card (id)
);

-- One row per PAN x pinKind, for unknown PANs too. Whoever changes a fact that a verification depends on moves
-- `version`; a verification writes only if the version it read still stands.
CREATE TABLE guard (
  id uuid PRIMARY KEY,
  card_id uuid REFERENCES card (id),
  pin_kind text NOT NULL CHECK (pin_kind IN ('first', 'second')),
  version bigint NOT NULL DEFAULT 0,
  card_status text NOT NULL CHECK (card_status IN ('unknown', 'active', 'blocked')),
  card_expires_at timestamptz(3),
  suspended_at timestamptz(3),
  run_count integer NOT NULL DEFAULT 0 CHECK (run_count >= 0),
  held_count integer NOT NULL DEFAULT 0 CHECK (held_count >= 0),
  day_count integer NOT NULL DEFAULT 0 CHECK (day_count >= 0),
  day text,
  closing_step smallint NOT NULL DEFAULT 0 CHECK (closing_step BETWEEN 0 AND 3),
  app_closed_until timestamptz(3),
  all_closed_until timestamptz(3),
  held_since timestamptz(3),
  last_counted_at timestamptz(3),
  UNIQUE (card_id, pin_kind),
  CHECK ((card_id IS NULL) = (card_status = 'unknown'))
) WITH (fillfactor = 70);
CREATE INDEX guard_closed ON guard (card_id)
  WHERE app_closed_until IS NOT NULL OR all_closed_until IS NOT NULL OR held_since IS NOT NULL;

CREATE TABLE customer_in_hand (
  operator_id uuid NOT NULL REFERENCES operator (id),
  customer_id uuid NOT NULL REFERENCES customer (id),
  opened_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  reason text,
  PRIMARY KEY (operator_id, customer_id)
);

-- Devices, enrollments, activation -------------------------------------------------------------------------------

CREATE TABLE registration (
  id uuid PRIMARY KEY,
  mobile text NOT NULL,
  platform text NOT NULL,
  model text NOT NULL,
  app_version text NOT NULL,
  signing_key jsonb NOT NULL,
  agreement_key jsonb NOT NULL,
  signing_thumbprint text NOT NULL,
  state text NOT NULL CHECK (state IN ('sent', 'suppressed', 'confirmed', 'exhausted')),
  suppressed_reason text,
  failed_attempts integer NOT NULL DEFAULT 0,
  client_ip text,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  device_id uuid
);
CREATE INDEX ON registration (mobile, created_at);
CREATE INDEX ON registration (client_ip, created_at);

CREATE TABLE registration_code (
  registration_id uuid PRIMARY KEY REFERENCES registration (id) ON DELETE CASCADE,
  code_mac bytea NOT NULL CHECK (length(code_mac) = 32)
);

CREATE TABLE device (
  id uuid PRIMARY KEY,
  mobile text NOT NULL,
  platform text NOT NULL CHECK (platform IN ('android', 'ios', 'web')),
  model text NOT NULL,
  app_version text NOT NULL,
  signing_key jsonb NOT NULL,
  agreement_key jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('registered', 'active', 'deactivated', 'blocked')),
  registered_at timestamptz(3) NOT NULL,
  activated_at timestamptz(3),
  ended_at timestamptz(3),
  ended_reason text,
  last_seen_at timestamptz(3) NOT NULL,
  CHECK ((status IN ('deactivated', 'blocked')) = (ended_at IS NOT NULL))
);
CREATE INDEX ON device (mobile, registered_at);

CREATE TABLE enrollment (
  id uuid PRIMARY KEY,
  card_id uuid NOT NULL REFERENCES card (id),
  customer_id uuid NOT NULL REFERENCES customer (id),
  pin_kind text NOT NULL CHECK (pin_kind IN ('first', 'second')),
  method text NOT NULL CHECK (method IN ('sms', 'app')),
  status text NOT NULL CHECK (status IN ('pending', 'active', 'suspended', 'deactivated')),
  created_at timestamptz(3) NOT NULL,
  activated_at timestamptz(3),
  deactivated_at timestamptz(3),
  deactivated_reason text,
  CHECK (method = 'app' OR pin_kind = 'second'),
  CHECK ((status = 'deactivated') = (deactivated_at IS NOT NULL))
);
CREATE UNIQUE INDEX enrollment_one_open ON enrollment (card_id, pin_kind, method) WHERE status <> 'deactivated';
CREATE INDEX ON enrollment (customer_id);
CREATE INDEX enrollment_pending ON enrollment (created_at) WHERE status = 'pending';

CREATE TABLE activation_token (
  id uuid PRIMARY KEY,
  enrollment_id uuid NOT NULL REFERENCES enrollment (id),
  card_id uuid NOT NULL REFERENCES card (id),
  customer_id uuid NOT NULL REFERENCES customer (id),
  mobile text NOT NULL,
  status text NOT NULL
    CHECK (status IN ('issued', 'redeemed', 'confirmed', 'expired', 'superseded', 'exhausted', 'lapsed', 'ended')),
  terminal_id text,
  operator_id uuid REFERENCES operator (id),
  receipt_custody text NOT NULL CHECK (receipt_custody IN ('answered_to_atm', 'printed', 'reprinted')),
  reprints integer NOT NULL DEFAULT 0,
  failed_attempts integer NOT NULL DEFAULT 0,
  tried boolean NOT NULL DEFAULT false,
  sms_message_id uuid NOT NULL,
  submission_id text,
  issued_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  redeemed_at timestamptz(3),
  ended_at timestamptz(3),
  CHECK ((terminal_id IS NULL) <> (operator_id IS NULL))
);
CREATE UNIQUE INDEX activation_token_one_live ON activation_token (enrollment_id) WHERE status = 'issued';
CREATE UNIQUE INDEX activation_token_one_submission ON activation_token (operator_id, submission_id);
CREATE INDEX ON activation_token (customer_id, issued_at);
CREATE INDEX ON activation_token (enrollment_id, issued_at);

CREATE TABLE activation_token_secret (
  activation_token_id uuid PRIMARY KEY REFERENCES activation_token (id),
  receipt_mac bytea NOT NULL CHECK (length(receipt_mac) = 32),
  token_mac bytea NOT NULL CHECK (length(token_mac) = 32),
  receipt_sealed bytea
);
CREATE INDEX ON activation_token_secret (receipt_mac);

-- The binding of one installation to one enrollment: the row that an app code's counters live in.
CREATE TABLE activation (
  id uuid PRIMARY KEY,
  enrollment_id uuid NOT NULL REFERENCES enrollment (id),
  card_id uuid NOT NULL REFERENCES card (id),
  device_id uuid NOT NULL REFERENCES device (id),
  activation_token_id uuid NOT NULL UNIQUE REFERENCES activation_token (id),
  status text NOT NULL CHECK (status IN ('unconfirmed', 'active', 'ended')),
  ended_reason text CHECK (ended_reason IN ('superseded', 'lapsed', 'exhausted', 'device_replaced', 'device_deactivated',
    'device_blocked', 'enrollment_deactivated', 'mobile_changed')),
  failed_attempts integer NOT NULL DEFAULT 0,
  last_time_step bigint,
  drift_steps smallint NOT NULL DEFAULT 0 CHECK (drift_steps BETWEEN -100 AND 100),
  drift_run smallint NOT NULL DEFAULT 0,
  created_at timestamptz(3) NOT NULL,
  confirmed_at timestamptz(3),
  ended_at timestamptz(3),
  CHECK ((status = 'ended') = (ended_at IS NOT NULL AND ended_reason IS NOT NULL))
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX activation_one_active ON activation (enrollment_id) WHERE status = 'active';
CREATE INDEX ON activation (card_id);
CREATE INDEX ON activation (device_id);

CREATE TABLE enrollment_secret (
  activation_id uuid PRIMARY KEY REFERENCES activation (id),
  key_id text NOT NULL,
  sealed bytea NOT NULL
);

-- Channels -------------------------------------------------------------------------------------------------------

CREATE TABLE channel_client (
  id text PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9_-]{1,64}$'),
  kind text NOT NULL CHECK (kind IN ('atm', 'gateway', 'sms', 'core', 'backoffice')),
  name text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  rate_per_second integer NOT NULL DEFAULT 5000 CHECK (rate_per_second > 0),
  disabled_at timestamptz(3),
  created_at timestamptz(3) NOT NULL
);

CREATE TABLE channel_client_secret (
  channel_client_id text NOT NULL REFERENCES channel_client (id),
  version integer NOT NULL,
  key_id text NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (channel_client_id, version)
);

CREATE TABLE request_outcome (
  client_id text NOT NULL,
  request_id text NOT NULL,
  body_mac bytea NOT NULL,
  status smallint,
  body jsonb,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (client_id, request_id)
) PARTITION BY HASH (client_id, request_id);
DO $$ BEGIN
  FOR i IN 0..7 LOOP
    EXECUTE format('CREATE TABLE request_outcome_%s PARTITION OF request_outcome FOR VALUES WITH (MODULUS 8, REMAINDER %s)', i, i);
  END LOOP;
END $$;
CREATE INDEX ON request_outcome (created_at);

-- Tries per minute of a terminal or requester; the sum over a window is its rate.
CREATE TABLE rate_bucket (
  kind text NOT NULL CHECK (kind IN ('terminal_request', 'terminal_try', 'requester_try')),
  key text NOT NULL,
  minute timestamptz(3) NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  counted integer NOT NULL DEFAULT 0,
  PRIMARY KEY (kind, key, minute)
);
CREATE INDEX ON rate_bucket (minute);

CREATE TABLE policy (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  overrides jsonb NOT NULL,
  updated_at timestamptz(3) NOT NULL
);

CREATE TABLE installation (
  key text PRIMARY KEY,
  value text NOT NULL
);

-- Rows by month --------------------------------------------------------------------------------------------------

CREATE TABLE otp_request (
  id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  guard_id uuid NOT NULL,
  card_id uuid,
  customer_id uuid,
  enrollment_id uuid,
  mobile text,
  reference_number text NOT NULL,
  process_type text NOT NULL,
  amount bigint,
  payee_name text NOT NULL,
  merchant_id text NOT NULL,
  terminal_id text NOT NULL,
  account_kind text,
  account_masked text,
  account_mac bytea,
  channel_client_id text NOT NULL,
  client_ip text,
  payment_reference text,
  requester_id text,
  state text NOT NULL CHECK (state IN ('sent', 'used', 'expired', 'superseded', 'exhausted', 'ended', 'suppressed')),
  suppressed_reason text,
  tries smallint NOT NULL DEFAULT 0,
  expires_at timestamptz(3) NOT NULL,
  sms_message_id uuid,
  PRIMARY KEY (at, id),
  CHECK (state <> 'suppressed' OR suppressed_reason IS NOT NULL)
) PARTITION BY RANGE (at);
CREATE INDEX ON otp_request (customer_id, at, id);
CREATE INDEX ON otp_request (reference_number);
CREATE INDEX ON otp_request (payment_reference) WHERE payment_reference IS NOT NULL;

-- Kept 24 h whatever became of the code, for suppressed requests and unknown cards too (then of no code at all).
CREATE TABLE otp_code (
  otp_request_id uuid PRIMARY KEY,
  at timestamptz(3) NOT NULL,
  guard_id uuid NOT NULL,
  mobile text,
  code_mac bytea NOT NULL CHECK (length(code_mac) = 32)
);
CREATE INDEX ON otp_code (guard_id, at);
CREATE INDEX ON otp_code (mobile, at);
CREATE INDEX ON otp_code (at);

CREATE TABLE verification (
  id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  guard_id uuid NOT NULL,
  card_id uuid,
  customer_id uuid,
  card_masked text NOT NULL,
  pin_kind text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('accepted', 'rejected')),
  reason text NOT NULL,
  response_code text NOT NULL,
  counted boolean NOT NULL,
  method text,
  enrollment_id uuid,
  activation_id uuid,
  device_id uuid,
  otp_request_id uuid,
  process_type text,
  amount bigint,
  merchant_id text,
  payee_name text,
  terminal_id text NOT NULL,
  account_kind text,
  account_masked text,
  channel_client_id text NOT NULL,
  client_ip text,
  payment_reference text,
  requester_id text,
  attempts_left smallint,
  details jsonb NOT NULL DEFAULT '{}',
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (at, id),
  CHECK ((outcome = 'accepted') = (reason = 'accepted'))
) PARTITION BY RANGE (at);
CREATE INDEX ON verification (customer_id, at, id);
CREATE INDEX ON verification (terminal_id, at, id);
CREATE INDEX ON verification (merchant_id, at, id);
CREATE INDEX ON verification (reason, at, id) WHERE outcome = 'rejected';
CREATE INDEX ON verification (payment_reference) WHERE payment_reference IS NOT NULL;

CREATE TABLE sms_message (
  id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  customer_id uuid,
  mobile text NOT NULL,
  template text NOT NULL CHECK (template IN ('registration_code', 'activation_token', 'otp', 'notice')),
  notice_kind text,
  state text NOT NULL CHECK (state IN ('queued', 'accepted', 'delivered', 'failed', 'rejected', 'expired')),
  otp_request_id uuid,
  activation_token_id uuid,
  provider_message_id text,
  accepted_at timestamptz(3),
  ended_at timestamptz(3),
  error_code text,
  contrary_reports jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);
CREATE INDEX ON sms_message (customer_id, at, id);
CREATE INDEX ON sms_message (provider_message_id) WHERE provider_message_id IS NOT NULL;

-- What is still to be sent. A notice is composed by the worker from its kind and data; a text with a code in it
-- stands in sms_body, sealed to the worker's key.
CREATE TABLE sms_outbox (
  sms_message_id uuid PRIMARY KEY,
  at timestamptz(3) NOT NULL,
  mobile text NOT NULL,
  template text NOT NULL,
  notice jsonb,
  not_after timestamptz(3) NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz(3) NOT NULL,
  CHECK ((template = 'notice') = (notice IS NOT NULL))
);
CREATE INDEX ON sms_outbox (next_attempt_at);

CREATE TABLE sms_body (
  sms_message_id uuid PRIMARY KEY,
  sealed text NOT NULL
);

CREATE TABLE audit_event (
  id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('operator', 'channel', 'device', 'system')),
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  actor_role text,
  branch_name text,
  action text NOT NULL,
  customer_id uuid,
  card_id uuid,
  subject_kind text,
  subject_id text,
  reason text,
  proof text,
  data jsonb NOT NULL DEFAULT '{}',
  ip text,
  request_id text NOT NULL,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);
CREATE INDEX ON audit_event (customer_id, at, id);
CREATE INDEX ON audit_event (actor_id, at, id);
CREATE INDEX ON audit_event (action, at, id);

-- Append-only ----------------------------------------------------------------------------------------------------

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON verification FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON verification EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit_event EXECUTE FUNCTION refuse_change();

-- Every partition exists ahead of time; a row trigger reaches new partitions by itself, a TRUNCATE trigger does not.
CREATE FUNCTION ensure_partitions(months_ahead integer, months_back integer DEFAULT 0) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  parent text; starts timestamptz; ends timestamptz; part text; made integer := 0;
BEGIN
  IF months_ahead NOT BETWEEN 0 AND 120 OR months_back NOT BETWEEN 0 AND 120 THEN
    RAISE EXCEPTION 'months must lie in 0..120';
  END IF;
  PERFORM set_config('lock_timeout', '2s', true);
  PERFORM pg_advisory_xact_lock(hashtext('ensure_partitions'));
  FOREACH parent IN ARRAY ARRAY['verification', 'otp_request', 'sms_message', 'audit_event'] LOOP
    FOR offset_months IN -months_back..months_ahead LOOP
      starts := date_trunc('month', now()) + make_interval(months => offset_months);
      ends := starts + interval '1 month';
      part := parent || to_char(starts, '_YYYY_MM');
      CONTINUE WHEN to_regclass('public.' || part) IS NOT NULL;
      EXECUTE format('CREATE TABLE public.%I (LIKE public.%I INCLUDING ALL, CHECK (at >= %L AND at < %L))', part, parent, starts, ends);
      EXECUTE format('ALTER TABLE public.%I ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)', parent, part, starts, ends);
      IF parent IN ('verification', 'audit_event') THEN
        EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.%I EXECUTE FUNCTION public.refuse_change()', part);
      END IF;
      made := made + 1;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;
REVOKE ALL ON FUNCTION ensure_partitions(integer, integer) FROM PUBLIC;
SELECT ensure_partitions(3, 2);

-- The latest month for which every partitioned table has a partition; readiness asks that it lies ahead.
CREATE VIEW partition_horizon AS
  SELECT min(ends) AS ends FROM (
    SELECT p.parent, max(to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month') AS ends
    FROM (VALUES ('verification'), ('otp_request'), ('sms_message'), ('audit_event')) p (parent)
    LEFT JOIN pg_inherits i ON i.inhparent = p.parent::regclass
    LEFT JOIN pg_class c ON c.oid = i.inhrelid
    GROUP BY p.parent
  ) horizons;

-- A guard's version moves with every fact behind it ----------------------------------------------------------------

CREATE FUNCTION card_moves_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE public.guard SET version = version + 1, card_status = NEW.status, card_expires_at = NEW.expires_at WHERE card_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER moves_guard AFTER UPDATE OF status, expires_at ON card FOR EACH ROW EXECUTE FUNCTION card_moves_guard();

CREATE FUNCTION enrollment_moves_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE public.guard SET version = version + 1 WHERE card_id = NEW.card_id AND pin_kind = NEW.pin_kind;
  RETURN NULL;
END $$;
CREATE TRIGGER moves_guard AFTER INSERT OR UPDATE OF status ON enrollment FOR EACH ROW EXECUTE FUNCTION enrollment_moves_guard();

CREATE FUNCTION activation_moves_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE public.guard g SET version = version + 1 FROM public.enrollment e
  WHERE e.id = NEW.enrollment_id AND g.card_id = e.card_id AND g.pin_kind = e.pin_kind;
  RETURN NULL;
END $$;
CREATE TRIGGER moves_guard AFTER UPDATE OF status ON activation FOR EACH ROW EXECUTE FUNCTION activation_moves_guard();

CREATE FUNCTION device_moves_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE public.guard g SET version = version + 1
  FROM public.activation a JOIN public.enrollment e ON e.id = a.enrollment_id
  WHERE a.device_id = NEW.id AND g.card_id = e.card_id AND g.pin_kind = e.pin_kind;
  RETURN NULL;
END $$;
CREATE TRIGGER moves_guard AFTER UPDATE OF status ON device FOR EACH ROW EXECUTE FUNCTION device_moves_guard();

-- Final means final ------------------------------------------------------------------------------------------------

CREATE FUNCTION keep_final() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF NEW.status IS DISTINCT FROM OLD.status THEN
    RAISE EXCEPTION '% is % and stays so', TG_TABLE_NAME, OLD.status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER final BEFORE UPDATE OF status ON enrollment FOR EACH ROW WHEN (OLD.status = 'deactivated') EXECUTE FUNCTION keep_final();
CREATE TRIGGER final BEFORE UPDATE OF status ON device FOR EACH ROW WHEN (OLD.status IN ('deactivated', 'blocked')) EXECUTE FUNCTION keep_final();
CREATE TRIGGER final BEFORE UPDATE OF status ON activation FOR EACH ROW WHEN (OLD.status = 'ended') EXECUTE FUNCTION keep_final();
CREATE TRIGGER final BEFORE UPDATE OF status ON activation_token FOR EACH ROW
  WHEN (OLD.status IN ('confirmed', 'expired', 'superseded', 'exhausted', 'lapsed', 'ended')) EXECUTE FUNCTION keep_final();

CREATE FUNCTION keep_final_request() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF NEW.state IS DISTINCT FROM OLD.state THEN
    RAISE EXCEPTION 'OTP request is % and stays so', OLD.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER final BEFORE UPDATE OF state ON otp_request FOR EACH ROW
  WHEN (OLD.state IN ('used', 'superseded', 'exhausted', 'ended')) EXECUTE FUNCTION keep_final_request();

-- Least grants -----------------------------------------------------------------------------------------------------

GRANT USAGE ON SCHEMA public TO ramzban_web, ramzban_channel, ramzban_worker;
GRANT SELECT ON partition_horizon, policy, installation TO ramzban_web, ramzban_channel, ramzban_worker;
GRANT EXECUTE ON FUNCTION ensure_partitions(integer, integer) TO ramzban_worker;

GRANT SELECT ON branch, operator, staff_session, customer, card, guard, customer_in_hand, device, enrollment, activation_token,
  activation, channel_client, otp_request, verification, sms_message, audit_event TO ramzban_web, ramzban_channel;

GRANT INSERT ON audit_event, sms_message, sms_outbox TO ramzban_web, ramzban_channel;
GRANT INSERT, UPDATE ON customer_in_hand TO ramzban_web;
GRANT UPDATE (last_seen_at, revoked_at) ON staff_session TO ramzban_web;
GRANT UPDATE (version, suspended_at, run_count, held_count, closing_step, app_closed_until, all_closed_until, held_since, day_count)
  ON guard TO ramzban_web;
GRANT UPDATE (status, deactivated_at, deactivated_reason) ON enrollment TO ramzban_web;
GRANT UPDATE (status, ended_at, ended_reason) ON activation, device TO ramzban_web;
GRANT UPDATE (status, ended_at) ON activation_token TO ramzban_web;
GRANT UPDATE (state) ON otp_request TO ramzban_web;

GRANT SELECT, INSERT, UPDATE ON operator, staff_credential, staff_session, customer, card, card_fingerprint, guard, registration,
  registration_code, device, enrollment, activation_token, activation_token_secret, activation, enrollment_secret,
  channel_client, channel_client_secret, request_outcome, rate_bucket, otp_request, otp_code, sms_message TO ramzban_channel;
GRANT INSERT, SELECT ON verification, sms_outbox, sms_body TO ramzban_channel;
GRANT DELETE ON sms_outbox, sms_body, request_outcome, registration_code TO ramzban_channel;

GRANT SELECT ON customer, card, enrollment, activation_token, activation, device, otp_request, sms_message, sms_outbox, sms_body,
  request_outcome, rate_bucket, registration, registration_code, otp_code, branch, guard TO ramzban_worker;
GRANT INSERT ON audit_event, sms_message, sms_outbox TO ramzban_worker;
GRANT UPDATE ON sms_message, sms_outbox TO ramzban_worker;
GRANT UPDATE (status, ended_at) ON activation_token TO ramzban_worker;
GRANT UPDATE (status, ended_at, ended_reason) ON activation TO ramzban_worker;
GRANT UPDATE (state) ON otp_request TO ramzban_worker;
GRANT UPDATE (version) ON guard TO ramzban_worker;
GRANT UPDATE (receipt_sealed) ON activation_token_secret TO ramzban_worker;
GRANT SELECT (activation_token_id) ON activation_token_secret TO ramzban_worker;
GRANT DELETE ON sms_outbox, sms_body, request_outcome, rate_bucket, registration_code, otp_code TO ramzban_worker;
