-- Wrong codes are counted from when they were typed, not from when their code was asked for, which is up to its validity before.
ALTER TABLE proof ADD COLUMN last_wrong_at timestamptz(3);

ALTER TABLE proof DISABLE TRIGGER hold_proof;
UPDATE proof SET last_wrong_at = code_expires_at WHERE wrong_tries > 0;
ALTER TABLE proof ENABLE TRIGGER hold_proof;
ALTER TABLE proof ADD CONSTRAINT proof_wrong_tries_have_their_time CHECK ((wrong_tries > 0) = (last_wrong_at IS NOT NULL));

CREATE OR REPLACE FUNCTION hold_proof() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR OLD.state <> 'waiting' OR NEW.wrong_tries < OLD.wrong_tries
    OR (OLD.last_wrong_at IS NOT NULL AND NEW.last_wrong_at < OLD.last_wrong_at)
    OR (NEW.id, NEW.operator_id, NEW.customer_id, NEW.level, NEW.mobile, NEW.created_at, NEW.code_expires_at)
      IS DISTINCT FROM (OLD.id, OLD.operator_id, OLD.customer_id, OLD.level, OLD.mobile, OLD.created_at, OLD.code_expires_at) THEN
    RAISE EXCEPTION 'a proof is not changed: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
