-- A session ends once, whatever ended it, and says why (docs/decisions/023).
ALTER TABLE staff_session
  ADD COLUMN revoked_reason text CHECK (revoked_reason IN ('signed_out', 'ended_by_owner', 'newer_sign_in', 'idle', 'too_old',
    'disabled', 'role_changed', 'branch_changed', 'password_changed')),
  ADD COLUMN failed_before jsonb,
  ADD CONSTRAINT session_reason_of_an_end CHECK (revoked_reason IS NULL OR revoked_at IS NOT NULL);

ALTER TABLE operator ADD COLUMN failed_tries jsonb;

-- Whose session was over when the rules changed stays over.
UPDATE staff_session s SET revoked_at = now(), revoked_reason = 'disabled' FROM operator o
WHERE o.id = s.operator_id AND o.disabled_at IS NOT NULL AND s.revoked_at IS NULL;

CREATE FUNCTION session_ends_once() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.revoked_at IS NOT NULL
    AND (NEW.revoked_at, NEW.revoked_reason) IS DISTINCT FROM (OLD.revoked_at, OLD.revoked_reason) THEN
    RAISE EXCEPTION 'a session ends once' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER session_ends_once BEFORE UPDATE OF revoked_at, revoked_reason ON staff_session
  FOR EACH ROW EXECUTE FUNCTION session_ends_once();

-- The share lock keeps a disabling that is under way out until this session stands, so that it ends it.
CREATE FUNCTION session_of_who_works() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM FROM public.operator WHERE id = NEW.operator_id AND disabled_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'nobody who works here signs in by this' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER session_of_who_works BEFORE INSERT ON staff_session FOR EACH ROW EXECUTE FUNCTION session_of_who_works();

-- The channel server makes, touches and ends sessions, and counts; who somebody is and what they may do it changes by no column.
REVOKE UPDATE ON staff_session, operator FROM ramzban_channel;
GRANT UPDATE (last_seen_at, revoked_at, revoked_reason) ON staff_session TO ramzban_channel;
GRANT UPDATE (failed_attempts, locked_until, failed_tries) ON operator TO ramzban_channel;
