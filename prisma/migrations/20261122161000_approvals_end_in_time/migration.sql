-- A request is decided before its time is over and expires when it is, to the millisecond, whatever a process thinks.
ALTER TABLE approval ADD CONSTRAINT approval_ends_in_time
  CHECK (state = 'open' OR (state = 'expired') = (decided_at >= expires_at));

-- The worker sweeps; its columns would also let it withdraw.
CREATE FUNCTION only_let_expire() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF current_user = 'ramzban_worker' AND NEW.state <> 'expired' THEN
    RAISE EXCEPTION 'the worker may only let a request expire' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER only_let_expire BEFORE UPDATE ON approval FOR EACH ROW EXECUTE FUNCTION only_let_expire();
