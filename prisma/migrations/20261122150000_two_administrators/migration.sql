-- What a change of the bank's own settings takes, in one place: an approved request that waits, and two administrators at
-- work who each were signed in when they asked and approved. Whoever lays the change over takes its request by this.
CREATE FUNCTION take_approved_change(asked_id uuid, asked_act text) RETURNS public.approval
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  asked public.approval;
  subject text := split_part(asked_act, ':', 1);
BEGIN
  SELECT * INTO asked FROM public.approval
  WHERE id = asked_id AND act = asked_act AND state = 'approved' AND done_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no approved change of the % waits under this id', subject USING ERRCODE = 'check_violation';
  END IF;
  IF 2 <> (SELECT count(*) FROM public.operator o
           JOIN (VALUES (asked.maker_id, asked.requested_at), (asked.checker_id, asked.decided_at)) who (id, acted_at) ON who.id = o.id
           WHERE o.role = 'admin' AND o.disabled_at IS NULL AND EXISTS (
             SELECT FROM public.staff_session s WHERE s.operator_id = o.id
               AND s.created_at BETWEEN who.acted_at - interval '24 hours' AND who.acted_at))
  THEN
    RAISE EXCEPTION 'a change of the % takes two administrators', subject USING ERRCODE = 'check_violation';
  END IF;
  UPDATE public.approval SET done_at = asked.decided_at WHERE id = asked.id;
  RETURN asked;
END $$;
REVOKE ALL ON FUNCTION take_approved_change(uuid, text) FROM PUBLIC;

CREATE OR REPLACE FUNCTION change_policy(asked_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  asked public.approval := public.take_approved_change(asked_id, 'policy:change');
BEGIN
  INSERT INTO public.policy (overrides, updated_at) VALUES (asked.payload -> 'changes', asked.decided_at)
    ON CONFLICT (singleton) DO UPDATE
      SET overrides = policy.overrides || EXCLUDED.overrides, updated_at = greatest(policy.updated_at, EXCLUDED.updated_at);
END $$;

CREATE OR REPLACE FUNCTION change_catalogue(asked_id uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  asked public.approval := public.take_approved_change(asked_id, 'catalogue:change');
  next_version integer;
BEGIN
  SELECT coalesce(max(c.version), 0) + 1 INTO next_version FROM public.catalogue_version c WHERE c.reason = asked.payload ->> 'reason';
  INSERT INTO public.catalogue_version (reason, version, texts, approval_id, maker_id, checker_id, at)
    VALUES (asked.payload ->> 'reason', next_version, asked.payload -> 'texts', asked.id, asked.maker_id, asked.checker_id, asked.decided_at);
  RETURN next_version;
END $$;
