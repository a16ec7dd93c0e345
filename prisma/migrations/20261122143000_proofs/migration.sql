-- A proof by code: the customer gave a code of the app, or one sent to the number on file, to this operator. Once passed it
-- holds for this operator x customer until expires_at. It is written by the channel server alone; the web process reads it.
CREATE TABLE proof (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL REFERENCES operator (id),
  customer_id uuid NOT NULL REFERENCES customer (id),
  level text NOT NULL CHECK (level IN ('app_code', 'sms_code')),
  state text NOT NULL CHECK (state IN ('waiting', 'passed', 'exhausted', 'superseded')),
  wrong_tries smallint NOT NULL DEFAULT 0 CHECK (wrong_tries BETWEEN 0 AND 3),
  created_at timestamptz(3) NOT NULL,
  code_expires_at timestamptz(3) NOT NULL,
  passed_at timestamptz(3),
  expires_at timestamptz(3),
  CHECK ((state = 'passed') = (passed_at IS NOT NULL AND expires_at IS NOT NULL)),
  CHECK (expires_at > passed_at),
  CHECK (state <> 'exhausted' OR wrong_tries > 0)
);
CREATE UNIQUE INDEX proof_one_waiting ON proof (operator_id, customer_id) WHERE state = 'waiting';
CREATE INDEX ON proof (customer_id, created_at);

CREATE TABLE proof_code (
  proof_id uuid PRIMARY KEY REFERENCES proof (id) ON DELETE CASCADE,
  code_mac bytea NOT NULL CHECK (length(code_mac) = 32)
);

-- What was proved stays proved, and what was tried stays tried.
CREATE FUNCTION hold_proof() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR OLD.state <> 'waiting' OR NEW.wrong_tries < OLD.wrong_tries
    OR (NEW.id, NEW.operator_id, NEW.customer_id, NEW.level, NEW.created_at, NEW.code_expires_at)
      IS DISTINCT FROM (OLD.id, OLD.operator_id, OLD.customer_id, OLD.level, OLD.created_at, OLD.code_expires_at) THEN
    RAISE EXCEPTION 'a proof is not changed: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hold_proof BEFORE UPDATE OR DELETE ON proof FOR EACH ROW EXECUTE FUNCTION hold_proof();
CREATE TRIGGER hold_proof_truncate BEFORE TRUNCATE ON proof EXECUTE FUNCTION hold_proof();

ALTER TABLE sms_message DROP CONSTRAINT sms_message_template_check;
ALTER TABLE sms_message ADD CONSTRAINT sms_message_template_check
  CHECK (template IN ('registration_code', 'activation_token', 'otp', 'proof_code', 'notice'));

-- The web process lifts a cooling-off, by an approval; it can neither begin nor lengthen one.
CREATE FUNCTION only_lift_cooling_off() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF NEW.cooling_off_until IS NOT NULL AND current_user = 'ramzban_web' THEN
    RAISE EXCEPTION 'a cooling-off is only lifted here' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER only_lift_cooling_off BEFORE UPDATE OF cooling_off_until ON customer
  FOR EACH ROW EXECUTE FUNCTION only_lift_cooling_off();

GRANT SELECT ON proof TO ramzban_web, ramzban_channel, ramzban_worker;
GRANT INSERT, UPDATE ON proof TO ramzban_channel;
GRANT SELECT, INSERT, DELETE ON proof_code TO ramzban_channel;
GRANT SELECT, DELETE ON proof_code TO ramzban_worker;
GRANT UPDATE (cooling_off_until) ON customer TO ramzban_web;
