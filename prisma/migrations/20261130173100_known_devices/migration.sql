-- A browser from which an operator has signed in rightly, by the SHA-256 of a mark that it alone holds; or a code for a first
-- sign-in, which stands in its place once. Strangers' failures are counted apart from theirs.
CREATE TABLE known_device (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL REFERENCES operator (id),
  mark_hash bytea NOT NULL CHECK (octet_length(mark_hash) = 32),
  created_at timestamptz(3) NOT NULL,
  last_used_at timestamptz(3) NOT NULL,
  code_expires_at timestamptz(3),
  failed_attempts smallint NOT NULL DEFAULT 0 CHECK (failed_attempts >= 0),
  ip text,
  user_agent text,
  UNIQUE (operator_id, mark_hash)
);
CREATE INDEX ON known_device (mark_hash);
GRANT SELECT, INSERT, DELETE, UPDATE (last_used_at, failed_attempts, ip, user_agent) ON known_device TO ramzban_channel;
GRANT SELECT (id, operator_id, created_at, last_used_at, code_expires_at, failed_attempts, ip, user_agent) ON known_device TO ramzban_web;

-- Failures of an address, and of a name that is nobody's at work: by a keyed MAC, since people type passwords into the wrong box.
CREATE TABLE sign_in_count (
  kind text NOT NULL CHECK (kind IN ('name', 'address')),
  key bytea NOT NULL CHECK (octet_length(key) = 32),
  failures integer NOT NULL CHECK (failures >= 0),
  last_at timestamptz(3) NOT NULL,
  shut_until timestamptz(3),
  PRIMARY KEY (kind, key)
);
CREATE INDEX ON sign_in_count (last_at);
GRANT SELECT, INSERT, UPDATE ON sign_in_count TO ramzban_channel;
GRANT SELECT, DELETE ON sign_in_count TO ramzban_worker;

CREATE FUNCTION end_operators_sessions(whose uuid, why text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE public.staff_session SET revoked_at = clock_timestamp(), revoked_reason = why
  WHERE operator_id = whose AND revoked_at IS NULL;
  DELETE FROM public.known_device WHERE operator_id = whose AND why IN ('disabled', 'password_changed');
$$;
REVOKE ALL ON FUNCTION end_operators_sessions(uuid, text) FROM PUBLIC;

CREATE FUNCTION operator_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  why text := CASE
    WHEN NEW.disabled_at IS NOT NULL AND OLD.disabled_at IS NULL THEN 'disabled'
    WHEN NEW.role <> OLD.role THEN 'role_changed'
    WHEN NEW.branch_id IS DISTINCT FROM OLD.branch_id THEN 'branch_changed'
  END;
BEGIN
  IF why IS NOT NULL THEN
    PERFORM public.end_operators_sessions(NEW.id, why);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER operator_changed AFTER UPDATE OF disabled_at, role, branch_id ON operator
  FOR EACH ROW EXECUTE FUNCTION operator_changed();

-- The same password in another form keeps its day (docs/decisions/004). The operator's row is held first: a sign-in by the old
-- password is either over, and ended here, or reads the new one.
CREATE FUNCTION password_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM FROM public.operator WHERE id = NEW.operator_id FOR UPDATE;
  PERFORM public.end_operators_sessions(NEW.operator_id, 'password_changed');
  RETURN NULL;
END $$;
CREATE TRIGGER password_changed AFTER UPDATE ON staff_credential
  FOR EACH ROW WHEN (NEW.updated_at IS DISTINCT FROM OLD.updated_at) EXECUTE FUNCTION password_changed();
