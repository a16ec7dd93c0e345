-- Holds a guard for the rest of the transaction, if it is still at the version that was read. As statements of their own:
-- a row that moved meanwhile is looked at once more (READ COMMITTED), and PostgreSQL 18 dies of that in a statement which
-- also updates a partitioned table.
CREATE FUNCTION hold_guard(guard_id uuid, read_version bigint) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  PERFORM FROM public.guard k WHERE k.id = guard_id AND k.version = read_version FOR NO KEY UPDATE;
  RETURN FOUND;
END $$;

-- The same, but passes over a guard that someone else holds.
CREATE FUNCTION hold_free_guard(guard_id uuid, read_version bigint) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  PERFORM FROM public.guard k WHERE k.id = guard_id AND k.version = read_version FOR NO KEY UPDATE SKIP LOCKED;
  RETURN FOUND;
END $$;

REVOKE ALL ON FUNCTION hold_guard(uuid, bigint), hold_free_guard(uuid, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hold_guard(uuid, bigint), hold_free_guard(uuid, bigint) TO ramzban_channel;
