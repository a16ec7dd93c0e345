-- A proof by code is of the number on file when it was asked for: another number, and it proves nobody any more.
ALTER TABLE proof ADD COLUMN mobile text;

CREATE OR REPLACE FUNCTION hold_proof() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR OLD.state <> 'waiting' OR NEW.wrong_tries < OLD.wrong_tries
    OR (NEW.id, NEW.operator_id, NEW.customer_id, NEW.level, NEW.mobile, NEW.created_at, NEW.code_expires_at)
      IS DISTINCT FROM (OLD.id, OLD.operator_id, OLD.customer_id, OLD.level, OLD.mobile, OLD.created_at, OLD.code_expires_at) THEN
    RAISE EXCEPTION 'a proof is not changed: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
